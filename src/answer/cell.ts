import { isUnitLine } from '../document/caption.ts'
import { CELL_BORDER, PART_AMONG_LIKE, PART_OF } from '../document/table.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'

/** The cell of a table that a figure stands in, by the words printed beside and above it; empty where there are none. */
export interface Cell {
  /** The row's own label. */
  readonly row: string
  /** The labels of its column, outermost first. */
  readonly column: string
  /** The table's title, or the heading it stands under. */
  readonly title: string
  /** The table's unit line: 单位：亿元. */
  readonly unit: string
}

/** Null for a figure that stands in no table. */
export function cellAt({ kind, text, path }: Pick<Passage, 'kind' | 'text' | 'path'>, { start }: Span): Cell | null {
  if (kind !== 'row' || !text.includes(CELL_BORDER)) return null
  const cells = text.split(CELL_BORDER)
  const at = text.slice(0, start).split(CELL_BORDER).length - 1
  const heads = path.at(-1)?.split(CELL_BORDER) ?? []
  const hasHeads = heads.length === cells.length
  const above = hasHeads ? path.slice(0, -1) : path
  return {
    row: rowLabel(cells.slice(0, at), hasHeads ? heads : []),
    column: hasHeads ? labelOf(heads[at]) : '',
    title: above.findLast((heading) => !isUnitLine(heading)) ?? '',
    unit: above.findLast(isUnitLine) ?? '',
  }
}

const UNIT_COLUMN = /^(?:计量)?单\s?位$/u

/** The nearest words to the left that are no unit, else what the row begins with: a year without 年. */
function rowLabel(before: readonly string[], heads: readonly string[]): string {
  const isLabel = (cell: string, at: number) => /\p{L}/u.test(cell) && !UNIT_COLUMN.test(labelOf(heads[at]))
  return before.findLast(isLabel) ?? before.find((cell) => cell !== '') ?? ''
}

/** Without the rows that the row is a part of, which stand behind the label of its column. */
function labelOf(head = ''): string {
  return head.replace(PART_AMONG_LIKE, PART_OF).split(PART_OF)[0] ?? ''
}

/** A cell as it is quoted: 税收收入 · 市级 = 43.9, each part cut out of the report. */
export function cellText({ row, column }: Cell, figure: string): string {
  return `${[row, column].filter((words) => words !== '').join(' · ')} = ${figure}`
}

/** The title of its table and the unit line; empty where there is neither. */
export function tableText({ title, unit }: Cell): string {
  return [title, unit].filter((words) => words !== '').join('，')
}
