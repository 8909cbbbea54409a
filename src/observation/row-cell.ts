import { isUnitLine } from '../document/caption.ts'
import { CELL_BORDER, PART_AMONG_LIKE, PART_OF } from '../document/table.ts'
import { figuresIn } from '../figure/figures-in.ts'
import type { Figure } from '../figure/figure.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import type { ObservationContext } from './context.ts'
import type { Measure } from './observation.ts'

/** A cell of a row, with what stands above its column, blanks left out; empty where the table has no heads. */
export interface RowCell extends Span {
  readonly text: string
  readonly label: string
  /** Labels of the rows that this one is a part of, nearest first; of the row's own label alone, empty else. */
  readonly partOf: readonly string[]
  /** Other rows of the table have the same label. */
  readonly isAmongLike: boolean
}

/** A row taken apart. */
export interface TableRow {
  readonly cells: readonly RowCell[]
  /** The headings above it without the labels of the columns. */
  readonly path: readonly string[]
  /** The table's unit line (单位：亿元、%); empty for none. */
  readonly unitLine: string
}

/** The labels of the columns are the last heading of a row's path, if it has as many cells. */
export function tableRow(text: string, context: ObservationContext): TableRow {
  const texts = text.split(CELL_BORDER)
  const last = context.path.at(-1)?.split(CELL_BORDER) ?? []
  const hasLabels = last.length === texts.length && last.length > 1
  let start = 0
  const cells = texts.map((cell, index): RowCell => {
    const { label, partOf, isAmongLike } = columnLabel(hasLabels ? last[index] : undefined)
    const own = { text: cell, start, end: start + cell.length, label, partOf, isAmongLike }
    start = own.end + CELL_BORDER.length
    return own
  })
  const path = hasLabels ? context.path.slice(0, -1) : context.path
  return { cells, path, unitLine: path.findLast(isUnitLine) ?? '' }
}

function columnLabel(head = ''): Pick<RowCell, 'label' | 'partOf' | 'isAmongLike'> {
  const isAmongLike = head.includes(PART_AMONG_LIKE)
  const [label = '', ...partOf] = head.replace(PART_AMONG_LIKE, PART_OF).split(PART_OF)
  return { label: label.replaceAll(/\s/gu, ''), partOf, isAmongLike }
}

const MEASURES: readonly (readonly [Measure, RegExp])[] = [
  ['rank', /位次|排名|名次/u],
  ['share', /比重|占比|构成|份额/u],
  ['ratio', /(?:为|占|完成).{0,6}(?:预算|计划|目标)|完成率/u],
  ['difference', /增减额|增加额|增减量|增加量|百分点/u],
  ['growth', /增长|增速|增幅|增减|涨跌|涨幅|升降|同比|±/u],
]

/** What a column's or a row's label says that its figures measure. */
export function measureOfLabel(label: string): Measure {
  return MEASURES.find(([, pattern]) => pattern.test(label))?.[0] ?? 'level'
}

const IN_BRACKETS = /[（(]([^（）()]{1,10})[）)]\s*$/u
const PERCENT = /[%％‰]$/u

/** The unit that a label states: 产量（万吨）, 增长%. Empty for none; words in brackets that are no unit are a remark. */
export function unitOfLabel(label: string, lexicon: Lexicon): string {
  const stated = (IN_BRACKETS.exec(label)?.[1] ?? PERCENT.exec(label)?.[0] ?? '').replace(/^[±+-]+/u, '')
  return lexicon.unit(stated) === undefined ? '' : stated
}

/** A label without its unit. */
export function withoutUnit(label: string): string {
  return label
    .replace(IN_BRACKETS, '')
    .replace(/[±]?[%％‰]$/u, '')
    .trim()
}

const INDEX_BASE = /[（(]?以?上年(?:同期|同月)?(?:为|＝|=)\s?100[）)]?/u

/** A label without what its index counts from: 指数（以上年为100）, 上年同期=100. */
export function withoutIndexBase(label: string): string {
  return label.replace(INDEX_BASE, '')
}

/** The unit of a table's unit line for one measure: of 单位：万元、% the percent is that of growth and shares. */
export function unitOfLine(line: string, measure: Measure, lexicon: Lexicon): string {
  const units = line
    .replace(/^[^：:]*[：:]/u, '')
    .split(/[、，,；;/／\s（）()]+/u)
    .filter((unit) => lexicon.unit(unit) !== undefined)
  const percent = units.find((unit) => PERCENT.test(unit)) ?? ''
  return units.length === 1 || isAmount(measure) ? (units[0] ?? '') : percent
}

/** Measures whose unit is that of the indicator. */
export function isAmount(measure: Measure): boolean {
  return measure === 'level' || measure === 'difference'
}

/**
 * The number of a cell with its unit, printed in the cell or above it; null where the cell is no number. A unit that no
 * table knows (蒸发量吨) is kept as printed, and its number cannot be compared.
 */
export function figureOfCell({ text, start, end }: RowCell, unit: string, lexicon: Lexicon): Figure | null {
  const whole = wholeFigure(text, lexicon) ?? negative(text, lexicon)
  const bare = whole !== null && unit !== '' && whole.unit === '' ? { ...whole, unit, normal: null } : whole
  const read = whole !== null && whole.unit !== '' ? whole : (wholeFigure(text + unit, lexicon) ?? bare)
  return read === null ? null : { ...read, text, start, end }
}

function wholeFigure(text: string, lexicon: Lexicon): Figure | null {
  const [only] = figuresIn(text, lexicon)
  return only !== undefined && only.start === 0 && only.end === text.length ? only : null
}

/** A bare number is read as negative only where it stands alone in a cell; in running text the sign is a dash. */
function negative(text: string, lexicon: Lexicon): Figure | null {
  const positive = /^[-－—]\d/u.test(text) ? wholeFigure(text.slice(1), lexicon) : null
  return positive === null || positive.value === null ? null : { ...positive, value: -positive.value }
}
