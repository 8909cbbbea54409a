import type { Span } from '../../span.ts'
import { isNumberedCaption } from '../caption.ts'
import type { TableCell, TableRows } from '../table.ts'
import { lineText } from './line-text.ts'
import type { PdfItem } from './pdf-items.ts'
import { hasWord, lineOf, median, type VisualLine } from './visual-line.ts'

/** Consecutive lines of a page: of text, or the rows of a table. */
export interface LineRun {
  readonly isTable: boolean
  readonly lines: readonly VisualLine[]
}

/** Cells stand farther apart than words, in the size of the type. */
const MIN_GAP = 0.9
/** Fewer lines of cells are a pair of names or a signature, unless the table goes over the page's end. */
const MIN_ROWS = 3
const VALUE = /^[-+－—]?\d[\d,，.]*[%％‰]?$/u
/** Cells are short; longer stretches on one line are text with a wide blank. */
const MAX_CELL = 24
/** A label that stands between the lines of a head, or a row of one label. */
const MAX_LABEL = 12

/** Whether the lines before and behind, on other pages, are rows. */
interface Neighbours {
  readonly above: VisualLine | undefined
  readonly below: VisualLine | undefined
}

/** The lines of a column with its tables told apart: lines that stand in cells, most of them with numbers. */
export function tableRuns(lines: readonly VisualLine[], { above, below }: Neighbours): LineRun[] {
  const rows = lines.map(isRow)
  const inTable = rows.map((row, at) => row || (rows[at - 1] === true && rows[at + 1] === true && isLabel(lines[at])))
  const runs: { start: number; end: number }[] = []
  for (const [at, isTable] of inTable.entries()) {
    const last = runs.at(-1)
    if (last !== undefined && inTable[at - 1] === isTable) last.end = at + 1
    else runs.push({ start: at, end: at + 1 })
  }
  return runs.map(({ start, end }) => {
    const own = lines.slice(start, end)
    const goesOn = (start === 0 && isRowOf(above)) || (end === lines.length && isRowOf(below))
    return { isTable: inTable[start] === true && isTableOf(own, goesOn ? 1 : MIN_ROWS), lines: own }
  })
}

function isTableOf(lines: readonly VisualLine[], least: number): boolean {
  const withNumbers = lines.filter((line) => cellTexts(line).some((text) => VALUE.test(text)))
  return lines.length >= least && withNumbers.length >= lines.length / 2
}

function isRowOf(line: VisualLine | undefined): boolean {
  return line !== undefined && isRow(line)
}

function isRow(line: VisualLine): boolean {
  const cells = cellTexts(line)
  // A line that was spread to its width has many cells of one character.
  const single = cells.filter((text) => text.length === 1 && !/\d/u.test(text)).length
  const isShort = cells.every((text) => text.length <= MAX_CELL && !/[。；]/u.test(text))
  return cells.length > 1 && single <= cells.length / 2 && isShort && !isNumberedCaption(cells.join(' '))
}

function isLabel(line: VisualLine | undefined): boolean {
  const text = line === undefined ? '' : textOf(line.items)
  return text.length <= MAX_LABEL && !/[，。；：]/u.test(text)
}

function cellTexts(line: VisualLine): string[] {
  return cellLines(line).map(({ items }) => textOf(items))
}

function textOf(items: readonly PdfItem[]): string {
  return items
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s/gu, '')
}

/** The cells of a line, each a line of its own. */
function cellLines({ items, size }: VisualLine): VisualLine[] {
  const cells: PdfItem[][] = []
  let reach = -Infinity
  for (const item of items.filter(hasWord)) {
    const last = cells.at(-1)
    const isApart = item.left - reach >= size * MIN_GAP && !isSpreadWord(last, item)
    if (last === undefined || isApart) cells.push([item])
    else last.push(item)
    reach = Math.max(reach, item.right)
  }
  return cells.flatMap((cell) => lineOf(cell) ?? [])
}

/** 指 标, 合 计: the characters of a short word are set apart to fill its cell. */
function isSpreadWord(cell: readonly PdfItem[] | undefined, item: PdfItem): boolean {
  return cell !== undefined && [textOf(cell), item.text.trim()].every((text) => /^\p{Script=Han}$/u.test(text))
}

/** A line of a table, and where it stands. */
export interface TableLine {
  readonly line: VisualLine
  readonly page: number
  readonly number: number
}

/** The rows of a table, its cells in columns by where they stand. */
export function pdfTableRows(lines: readonly TableLine[]): TableRows {
  const cells = lines.map(({ line }) => cellLines(line))
  const columns = columnSpans(cells)
  const indents = labelIndents(cells.map(([first]) => first))
  return lines.map((own, index) => placeRow(cells[index] ?? [], columns, { ...own, indent: indents[index] ?? 0 }))
}

const EMPTY: TableCell = {
  passage: { text: '', pieces: [], repaired: false },
  columnSpan: 1,
  rowSpan: 1,
  isHead: false,
  indent: 0,
}

/** Labels whose middles are so near to each other are centred, in the size of the type. */
const CENTRED = 0.6
/** Most of a table's labels. */
const MOST = 0.6

/** How far the first cell of each row is set in, in widths of a character; 0 where labels are centred. */
function labelIndents(labels: readonly (VisualLine | undefined)[]): number[] {
  const known = labels.filter((label) => label !== undefined)
  const usual = median(known.map(middleOf))
  const centred = known.filter((label) => Math.abs(middleOf(label) - usual) < label.size * CENTRED)
  const size = median(known.map((label) => label.size))
  if (size === 0 || centred.length >= known.length * MOST) return labels.map(() => 0)
  const edge = Math.min(...known.map(({ left }) => left))
  return labels.map((label) => (label === undefined ? 0 : (label.left - edge) / size))
}

function middleOf({ left, right }: VisualLine): number {
  return (left + right) / 2
}

interface RowPlace extends TableLine {
  /** Of its first cell. */
  readonly indent: number
}

function placeRow(
  cells: readonly VisualLine[],
  columns: readonly Span[],
  { page, number, indent }: RowPlace,
): TableCell[] {
  const placed: TableCell[] = []
  let column = 0
  for (const cell of cells) {
    const [first, last] = columnsOf(cell, columns)
    for (; column < first; column++) placed.push(EMPTY)
    const columnSpan = Math.max(1, last - column + 1)
    const isFirst = cell === cells[0]
    placed.push({ ...EMPTY, passage: lineText(cell, page, number), columnSpan, indent: isFirst ? indent : 0 })
    column += columnSpan
  }
  for (; column < columns.length; column++) placed.push(EMPTY)
  return placed
}

/**
 * Where columns stand: the rows with most cells show them best, of these the ones with numbers, since a head may stand
 * to the left of numbers that are set to the right.
 */
function columnSpans(rows: readonly (readonly VisualLine[])[]): Span[] {
  const most = rows.reduce((count, { length }) => Math.max(count, length), 0)
  const fullest = rows.filter(({ length }) => length === most)
  const withValues = fullest.filter((cells) => cells.some(({ items }) => VALUE.test(textOf(items))))
  const shown = (withValues.length === 0 ? fullest : withValues).flat()
  const columns: { start: number; end: number }[] = []
  for (const { left, right } of shown.toSorted((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last !== undefined && left < last.end) last.end = Math.max(last.end, right)
    else columns.push({ start: left, end: right })
  }
  return columns
}

/** Numbers of the first and the last column that a cell stands over; the nearest where it stands between two. */
function columnsOf({ left, right }: VisualLine, columns: readonly Span[]): readonly [number, number] {
  const isOver = ({ start, end }: Span) => start < right && end > left
  const first = columns.findIndex(isOver)
  if (first !== -1) return [first, columns.findLastIndex(isOver)]
  const distances = columns.map(({ start, end }) => Math.abs((start + end) / 2 - (left + right) / 2))
  const nearest = distances.indexOf(Math.min(...distances))
  return [nearest, nearest]
}
