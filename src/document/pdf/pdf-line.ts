import { printedWidth } from '../character.ts'
import type { Line } from '../line.ts'
import type { Passage } from '../passage.ts'
import type { TableRows } from '../table.ts'
import { lineText } from './line-text.ts'
import { ownLines } from './own-lines.ts'
import type { PdfPage } from './pdf-items.ts'
import { joinRowLines } from './row-lines.ts'
import { type LineRun, pdfTableRows, type TableLine, tableRuns } from './pdf-table.ts'
import { titleLines } from './pdf-title.ts'
import type { PageLines } from './running-line.ts'
import { textColumns } from './text-columns.ts'
import { median, type VisualLine } from './visual-line.ts'

/** The lines of a PDF in reading order, as a text of its own; where a table stands, a line that marks it. */
export interface PdfText {
  /** The lines of its title, which are not among the others. */
  readonly title: readonly Passage[]
  readonly lines: readonly Line[]
  /** Those in other type than the line before: a headline below a text, a text below its headline. */
  readonly starts: ReadonlySet<Line>
  /** By the text of the line that marks them. */
  readonly tables: ReadonlyMap<string, TableRows>
  /** Those at the foot of its pages, each whole. */
  readonly notes: readonly Passage[]
}

/** How most of a document's text is set. */
interface TypeSetting {
  readonly size: number
  /** From one baseline to the next. */
  readonly leading: number
}

export function pdfText(pages: readonly PdfPage[]): PdfText {
  const { pages: read, notes } = ownLines(pages)
  const type = typeSetting(read)
  const title = new Set(titleLines(read[0]?.lines ?? [], type.size))
  const runs = read.flatMap(({ page, lines }, index) => {
    const neighbours = { above: read[index - 1]?.lines.at(-1), below: read[index + 1]?.lines[0] }
    return pageRuns(
      page.number,
      lines.filter((line) => !title.has(line)),
      neighbours,
    )
  })
  return {
    title: Array.from(title, (line, index) => lineText(line, 1, index + 1)),
    ...assemble(runs, type),
    notes,
  }
}

/** A run of lines, and where it stands. */
interface PlacedRun extends LineRun {
  readonly page: number
  /** Of its first line, on its page. */
  readonly number: number
  /** Where the lines of its column begin. */
  readonly left: number
}

function pageRuns(
  page: number,
  lines: readonly VisualLine[],
  neighbours: Parameters<typeof tableRuns>[1],
): PlacedRun[] {
  let number = 1
  return textColumns(lines).flatMap((column) => {
    const left = leftEdge(column.lines)
    return tableRuns(joinRowLines(column.lines), neighbours).map((run) => {
      const placed: PlacedRun = { isTable: run.isTable, lines: run.lines, page, number, left }
      number += run.lines.length
      return placed
    })
  })
}

/** A table that goes on after the end of a page is one. */
function assemble(runs: readonly PlacedRun[], type: TypeSetting): Omit<PdfText, 'title' | 'notes'> {
  const set: SetLine[] = []
  const tables: TableLine[][] = []
  for (const [index, run] of runs.entries()) {
    if (!run.isTable) for (const line of textLines(run, type)) set.push(line)
    else {
      const rows = run.lines.map((line, at) => ({ line, page: run.page, number: run.number + at }))
      if (runs[index - 1]?.isTable === true) tables.at(-1)?.push(...rows)
      else {
        set.push({ line: tableLine(tables.length, run), size: type.size })
        tables.push(rows)
      }
    }
  }
  return {
    lines: set.map(({ line }) => line),
    starts: new Set(
      set.filter(({ size }, at) => isOtherType(size, set[at - 1]?.size ?? size, type)).map(({ line }) => line),
    ),
    tables: new Map(tables.map((rows, index) => [tableMark(index), pdfTableRows(rows)])),
  }
}

/** A line, and the size of its type. */
interface SetLine {
  readonly line: Line
  readonly size: number
}

/** In the size of the text's: type of headlines. */
const LARGE = 1.2
/** Lines of one text differ by less: a few larger letters, scans. */
const OTHER = 1.15

function isOtherType(one: number, other: number, { size }: TypeSetting): boolean {
  const [small, large] = one < other ? [one, other] : [other, one]
  return large >= size * LARGE && small < size * LARGE && large >= small * OTHER
}

function typeSetting(pages: readonly PageLines[]): TypeSetting {
  const steps = pages.flatMap(({ lines }) =>
    lines.slice(1).map((line, index) => line.baseline - (lines[index]?.baseline ?? 0)),
  )
  return { size: median(pages.flatMap(({ lines }) => lines.map(({ size }) => size))), leading: median(steps) }
}

/** Where the lines of a column begin that are not indented; a stray line left of them does not move it. */
function leftEdge(lines: readonly VisualLine[]): number {
  return lines.map(({ left }) => left).toSorted((a, b) => a - b)[Math.floor(lines.length / 20)] ?? 0
}

/** A tab is of no text, so that nothing takes the mark for a heading, and the object mark of Unicode stands in none. */
const TABLE_MARK = '\t\uFFFC'

function tableMark(index: number): string {
  return `${TABLE_MARK}${index}`
}

function tableLine(index: number, { page, number }: PlacedRun): Line {
  const text = tableMark(index)
  const { length } = text
  const pieces = [{ start: 0, end: length, page, line: number, column: 1 }]
  return {
    text,
    pieces,
    repaired: false,
    number,
    indent: 0,
    width: 0,
    squeezedWidth: 0,
    length,
    separator: '\n',
    gap: 1,
  }
}

export function isTableLine({ text }: { readonly text: string }): boolean {
  return text.startsWith(TABLE_MARK)
}

/** Wider than between lines of a paragraph, in leadings. */
const BLANK_LINE = 1.6

/** Widths in columns of half the text's size, as the lines of plain text are measured. */
function textLines({ lines, page, number: first, left }: PlacedRun, type: TypeSetting): SetLine[] {
  const columns = (points: number) => Math.max(0, Math.round(points / (type.size / 2)))
  return lines.flatMap((line, index) => {
    const number = first + index
    const passage = lineText(line, page, number)
    if (passage.text === '') return []
    const width = columns(line.right - left)
    const { usual, least } = printedWidth(passage.text)
    const own: Line = {
      ...passage,
      number,
      indent: columns(line.left - left),
      width,
      squeezedWidth: Math.max(0, width - (usual - least)),
      length: passage.text.length,
      // A PDF has no line ends: between two Latin words stands a blank.
      separator: ' ',
      gap: gapAbove(line, lines[index - 1], type),
    }
    return [{ line: own, size: line.size }]
  })
}

function gapAbove(line: VisualLine, above: VisualLine | undefined, { leading }: TypeSetting): number {
  if (above === undefined || leading === 0) return 0
  const step = (line.baseline - above.baseline) / leading
  return step > BLANK_LINE ? Math.max(1, Math.round(step) - 1) : 0
}
