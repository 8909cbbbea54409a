import { isUnitLine } from './caption.ts'
import { isUnfinished, lineEnd } from './character.ts'
import { draftParagraph, type ParagraphDraft } from './draft.ts'
import { concatenate, type Passage } from './passage.ts'
import { rowParents } from './table-parent.ts'

/** A cell as it is written: spans say how many columns and rows it covers, itself included. */
export interface TableCell {
  readonly passage: Passage
  readonly columnSpan: number
  readonly rowSpan: number
  /** Marked as a head by its format. */
  readonly isHead: boolean
}

/** A table as it is written: the cells of each row, without those that a cell above covers. */
export type TableRows = readonly (readonly TableCell[])[]

/** What stands above a table. */
export interface TableContext {
  /** Headings, outermost first. */
  readonly path: readonly string[]
  /** Its title and unit as printed above it, in that order; empty where there are none. */
  readonly captions: readonly string[]
}

/** A table's title and unit stand on the lines right above it. */
const MAX_CAPTIONS = 2
const MAX_TITLE = 50
/** A picture above a table has nothing to do with it. */
const PICTURE = /^附?图/u

/** The title and unit printed on the lines above a table, of the paragraphs before it. */
export function captionsAbove(above: readonly ParagraphDraft[]): string[] {
  const captions: string[] = []
  for (const { text, kind } of above.slice(-MAX_CAPTIONS).toReversed()) {
    const isCaption = isUnitLine(text) || kind === 'caption' || isTitleOfTable(text)
    if (kind === 'row' || PICTURE.test(text) || !isCaption) break
    captions.unshift(text)
  }
  return captions
}

function isTitleOfTable(text: string): boolean {
  return text.length <= MAX_TITLE && isUnfinished(lineEnd(text)) && !/[，。；：]/u.test(text)
}

/** What stands between two cells of a row; it is layout, and no cell holds one. */
export const CELL_BORDER = '\t'

/** Between the label of a column and what else stands above its cell: the row that this one is a part of. */
export const PART_OF = ' › '

/**
 * The rows of a table as paragraphs: text is the cells in order with a tab between them, an empty cell nothing. The path
 * goes on with the table's title and unit, and last the labels of the columns, one for each cell of the row and with
 * tabs between them as well, that of the row's own label with the row that this one is a part of (指标 › 货运量); a table
 * without heads has no labels. The heads themselves are headings, notes below them are paragraphs.
 */
export function tableParagraphs(rows: TableRows, { path, captions }: TableContext): ParagraphDraft[] {
  const placed = placeCells(rows)
  const headCount = countHeads(placed)
  const head = placed.slice(0, headCount)
  const lines = head.filter((row) => wordsOf(row).length > 0)
  const first = lines.findIndex((row) => wordsOf(row).length > 1 && !isUnitRow(row))
  const isTitle = (row: PlacedRow, at: number) => first === -1 || at < first || isUnitRow(row)
  const titles = lines.filter(isTitle)
  const heads = lines.filter((row, at) => !isTitle(row, at))
  const labels = labelsOf(heads)
  const above = [...path, ...new Set([...captions, ...titles.flatMap(wordsOf)])]
  return [
    ...titles.map((row) => draftParagraph(joinCells(row.filter(hasWords)), 'caption', path)),
    ...heads.map((row) => draftParagraph(joinCells(row), 'heading', above)),
    ...rowParagraphs(placed.slice(headCount), { above, labels }),
  ]
}

interface PlacedCell extends TableCell {
  readonly column: number
}

type PlacedRow = readonly PlacedCell[]

/** No report has more; beyond them cells are not kept apart from those above. */
const MAX_COLUMNS = 256

/** Columns of cells, around those that a cell above covers. */
function placeCells(rows: TableRows): PlacedRow[] {
  /** How many rows more a column is covered by a cell from above; columns that are free are not in it. */
  let covered = new Map<number, number>()
  return rows.map((row) => {
    const placed: PlacedCell[] = []
    const below = new Map(
      Array.from(covered, ([column, rest]) => [column, rest - 1] as const).filter(([, rest]) => rest > 0),
    )
    let column = 0
    for (const cell of row) {
      while (covered.has(column)) column++
      placed.push({ ...cell, column })
      const end = column + cell.columnSpan
      for (; column < end; column++) {
        if (cell.rowSpan > 1 && column < MAX_COLUMNS) below.set(column, cell.rowSpan - 1)
      }
    }
    covered = below
    return placed
  })
}

/** A number alone; years stand in heads. */
const VALUE = /^[-+－—±]?[\d０-９][\d０-９,，.]*\s?(?:[%％‰]|\p{Script=Han}{1,3})?$/u
const YEAR = /^(?:19|20)\d{2}\s?年?$/u
const MAX_HEADS = 6

/** The rows above the first one with values; all that are marked as heads in any case. */
function countHeads(rows: readonly PlacedRow[]): number {
  const marked = rows.findIndex((row) => row.some(({ isHead, passage }) => !isHead && passage.text !== ''))
  const first = rows.findIndex((row) =>
    row.slice(1).some(({ passage: { text } }) => VALUE.test(text) && !YEAR.test(text)),
  )
  if (marked > 0 && marked <= MAX_HEADS) return marked
  return first > 0 && first <= MAX_HEADS ? first : 0
}

function hasWords({ passage }: TableCell): boolean {
  return passage.text !== ''
}

function hasLetters({ passage }: TableCell): boolean {
  return /\p{L}/u.test(passage.text)
}

function wordsOf(row: PlacedRow): string[] {
  return row.filter(hasWords).map(({ passage }) => passage.text)
}

/** The unit within the table, perhaps beside the office that made it. */
function isUnitRow(row: PlacedRow): boolean {
  const words = wordsOf(row)
  return words.length <= 3 && words.some(isUnitLine)
}

/** For each column the heads above it, outermost first. */
function labelsOf(heads: readonly PlacedRow[]): string[] {
  const labels: string[] = []
  for (const { passage, column, columnSpan } of heads.flat()) {
    if (passage.text === '') continue
    for (let at = column; at < column + columnSpan; at++) {
      labels[at] = labels[at] === undefined ? passage.text : `${labels[at]} ${passage.text}`
    }
  }
  return labels
}

/** The only words of a row that read as a sentence. */
const NOTE = /^(?:注|备注|说明|资料来源)[：:\d]|。/u

interface Heads {
  /** Headings, title and unit of the table. */
  readonly above: readonly string[]
  readonly labels: readonly string[]
}

function rowParagraphs(rows: readonly PlacedRow[], { above, labels }: Heads): ParagraphDraft[] {
  const parents = rowParents(rows.map((row) => row.map(({ passage }) => passage.text)))
  return rows.flatMap((row, at) => {
    const parent = parents[at] ?? null
    const column = row.find(hasLetters)?.column ?? 0
    const isPart = parent !== null && column < labels.length
    const own = isPart ? labels.with(column, `${labels[column] ?? ''}${PART_OF}${parent}`) : labels
    return rowParagraph(row, { above, labels: own })
  })
}

function rowParagraph(row: PlacedRow, { above, labels }: Heads): ParagraphDraft[] {
  const words = row.filter(hasWords)
  if (words.length === 0) return []
  const isNote = words.length === 1 && (row.length === 1 || NOTE.test(words[0]?.passage.text ?? ''))
  if (isNote) return [draftParagraph(joinCells(words), 'body', above)]
  const own = row.map(({ column }) => labels[column] ?? '').join(CELL_BORDER)
  return [draftParagraph(joinCells(row), 'row', labels.length === 0 ? above : [...above, own])]
}

/** Every tab is led back to the character behind its cell, or where the cell before ended. */
function joinCells(row: PlacedRow): Passage {
  const parts: Passage[] = []
  for (const { passage } of row) {
    if (parts.length > 0) parts.push(border(parts.findLast(({ pieces }) => pieces.length > 0) ?? passage))
    parts.push(passage)
  }
  return concatenate(parts)
}

function border({ pieces }: Passage): Passage {
  const last = pieces.at(-1) ?? { start: 0, end: 0, page: null, line: 1, column: 1 }
  const column = last.column + (last.width ?? last.end - last.start)
  return {
    text: CELL_BORDER,
    pieces: [{ start: 0, end: 1, page: last.page, line: last.line, column }],
    repaired: false,
  }
}
