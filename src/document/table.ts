import { isUnitLine } from './caption.ts'
import { isUnfinished, lineEnd } from './character.ts'
import { draftParagraph, type ParagraphDraft } from './draft.ts'
import { concatenate, type Passage } from './passage.ts'
import { hasWords, placeCells, type PlacedRow, withCoveringLabels, wordsOf } from './table-grid.ts'
import { countHeads, isUnitRow, labelsOf } from './table-head.ts'
import { type LabelledRow, type RowParent, rowParents } from './table-parent.ts'

/** A cell as it is written: spans say how many columns and rows it covers, itself included. */
export interface TableCell {
  readonly passage: Passage
  readonly columnSpan: number
  readonly rowSpan: number
  /** Marked as a head by its format. */
  readonly isHead: boolean
  /** How far its words are set in, in widths of a character; 0 where its format does not tell. */
  readonly indent: number
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

/** Between the label of a column and the rows that this one is a part of, nearest first: 指标 › 谷物 › 粮食. */
export const PART_OF = ' › '
/** The same before the nearest, where other rows of the table have the same label (公路 of 货运量, 公路 of 客运量). */
export const PART_AMONG_LIKE = ' ›› '

/**
 * The rows of a table as paragraphs: text is the cells in order with a tab between them, an empty cell nothing. The path
 * goes on with the table's title and unit, and last the labels of the columns, one for each cell of the row and with
 * tabs between them as well, that of the row's own label with the rows that this one is a part of (指标 › 货运量); a table
 * without heads has no labels. The heads themselves are headings, also where they are printed again on the next page;
 * notes below them are paragraphs.
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
    ...bodyParagraphs(placed.slice(headCount), { above, labels, lines: heads }),
  ]
}

/** The only words of a row that read as a sentence. */
const NOTE = /^(?:注|备注|说明|资料来源)[：:\d]|。/u

interface Heads {
  /** Headings, title and unit of the table. */
  readonly above: readonly string[]
  readonly labels: readonly string[]
  /** The heads themselves. */
  readonly lines: readonly PlacedRow[]
}

function bodyParagraphs(rows: readonly PlacedRow[], { above, labels, lines }: Heads): ParagraphDraft[] {
  const heads = new Set(lines.map((row) => wordsOf(row).join(CELL_BORDER)))
  const parents = rowParents(rows.map(labelledRow))
  const seen = withCoveringLabels(rows)
  return rows.flatMap((row, at) => {
    const words = wordsOf(row)
    const isHeadAgain = words.length > 1 && heads.has(words.join(CELL_BORDER))
    if (isHeadAgain || (at === 0 && numbersColumns(words))) return [draftParagraph(joinCells(row), 'heading', above)]
    return rowParagraph(seen[at] ?? row, { above, labels: labelsWithParent(row, labels, parents[at] ?? null) })
  })
}

const COLUMN_MARK = /^(?:[甲乙丙丁]|栏次|行次)$/u

/** 甲 1 2 3 below the heads of a table numbers its columns. */
function numbersColumns(words: readonly string[]): boolean {
  const numbers = words.filter((word) => !COLUMN_MARK.test(word))
  return numbers.length > 1 && numbers.every((word, index) => word === String(index + 1))
}

function labelledRow(row: PlacedRow): LabelledRow {
  return { texts: row.map(({ passage }) => passage.text), indents: row.map(({ indent }) => indent) }
}

function hasLetters({ passage }: TableCell): boolean {
  return /\p{L}/u.test(passage.text)
}

function labelsWithParent(row: PlacedRow, labels: readonly string[], parent: RowParent | null): readonly string[] {
  const column = row.find(hasLetters)?.column ?? 0
  if (parent === null || column >= labels.length) return labels
  const mark = parent.isAmongLike ? PART_AMONG_LIKE : PART_OF
  return labels.with(column, `${labels[column] ?? ''}${mark}${parent.wholes.join(PART_OF)}`)
}

function rowParagraph(row: PlacedRow, { above, labels }: Omit<Heads, 'lines'>): ParagraphDraft[] {
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
