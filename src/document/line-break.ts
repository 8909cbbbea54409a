import { displayWidth, isUnfinished, type LineEnd, lineEnd } from './character.ts'
import type { Columns } from './column-width.ts'
import { isCouplet } from './couplet.ts'
import type { Line } from './line.ts'

/** Everything the page shows at the end of a line that helps to tell a wrapped line from the end of a paragraph. */
export interface LineBreak {
  /** Null where lines are not wrapped. */
  readonly columnWidth: number | null
  readonly end: LineEnd
  /** Columns left of the line's end, by which it falls short of the column. */
  readonly short: number
  /** The same after the next line's first word was put there; negative when it did not fit, as in any wrapped line. */
  readonly slack: number
  /** No line of running text: wider than the column, however squeezed, set in its middle or at its right, or a couplet of a headline. */
  readonly isSetAlone: boolean
  /** The line goes on, without a blank line, below a line that is set like a heading. */
  readonly isSecondDisplayLine: boolean
  /** The line begins farther to the right than lines do here. */
  readonly isIndented: boolean
  readonly next: {
    readonly isIndented: boolean
    readonly isSetAlone: boolean
    /**
     * Blank lines stand before it. Null around the end of a column: there the blank line between two paragraphs often
     * slips one line down, into the new paragraph, so that its absence says nothing.
     */
    readonly isSetOff: boolean | null
    /** It begins with the number or mark of a list item: 一是, （二）, 3., ●. */
    readonly opensItem: boolean
    /** It begins with a mark that belongs to the words before: never the start of a paragraph. */
    readonly closes: boolean
  }
}

const ITEM =
  /^(?:[一二三四五六七八九十]{1,3}[、是要]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳●■◆▲★□▶◎]|——|第[一二三四五六七八九十]{1,3}[，、章节条])/u
const CLOSING = /^[，。、；：！？”’）》〉」』】％%,;!?)]/u
/** What a line cannot break: a number or Latin word, or one character, with the marks that cling to it on either side. */
const WORD =
  /^[“‘（《〈「『【(]{0,3}(?:[\d０-９][\d０-９.,]{0,20}|[A-Za-z]{1,30}|.)[，。、；：！？”’）》〉」』】％%,;!?)]{0,4}/su

/** The break behind every line but the last. */
export function lineBreaks(lines: readonly Line[], columns: Columns): LineBreak[] {
  const isIndented = indentation(lines)
  const breaks = lines.slice(0, -1).flatMap((line, index) => {
    const next = lines[index + 1]
    const width = columns.widths[index] ?? null
    return next === undefined ? [] : [describe({ line, next, width }, columns, isIndented)]
  })
  return withNeighbours(isCutAnywhere(breaks) ? breaks.map(cutAnywhere) : breaks)
}

/** Headlines and subheads stop far from the edge in mid-sentence, or run over it. */
export function isDisplayLine(line: LineBreak): boolean {
  return line.isSetAlone || (isUnfinished(line.end) && line.slack > (line.columnWidth ?? 0) / 5)
}

function withNeighbours(breaks: readonly LineBreak[]): LineBreak[] {
  return breaks.map((lineBreak, index) => {
    const [above, below] = [breaks[index - 1], breaks[index + 1]]
    const isColumnEnd =
      lineBreak.next.isSetOff === false && isUnfinished(below?.end ?? 'sentence') && below?.next.isSetOff === true
    return {
      ...lineBreak,
      isSecondDisplayLine: above !== undefined && isDisplayLine(above) && above.next.isSetOff === false,
      next: { ...lineBreak.next, isSetOff: isColumnEnd ? null : lineBreak.next.isSetOff },
    }
  })
}

function describe(
  { line, next, width }: { line: Line; next: Line; width: number | null },
  { measure }: Columns,
  isIndented: (line: Line) => boolean,
): LineBreak {
  const short = (width ?? 0) - measure(line)
  const word = WORD.exec(next.text.slice(0, 40))?.[0] ?? ''
  return {
    columnWidth: width,
    end: lineEnd(line.text),
    short,
    slack: short - wordWidth(word, line, measure) - thinBlank(line, next),
    isSetAlone: isSetAlone(line, width),
    isSecondDisplayLine: false,
    isIndented: isIndented(line),
    next: {
      isIndented: isIndented(next),
      isSetAlone: isSetAlone(next, width),
      isSetOff: next.gap > 0,
      opensItem: ITEM.test(next.text.slice(0, 8)),
      closes: CLOSING.test(next.text),
    },
  }
}

const BESIDE_NUMBER = /\d\p{Script=Han}|\p{Script=Han}\d/u

/** Print sets a thin blank between a number and an ideograph, also where the line breaks. */
function thinBlank(line: Line, next: Line): number {
  return BESIDE_NUMBER.test(line.text.slice(-1) + next.text.slice(0, 1)) ? 1 : 0
}

/** A column's width is known to within a character. */
const TOLERANCE = 2

function isSetAlone(line: Line, columnWidth: number | null): boolean {
  if (columnWidth === null) return false
  return line.squeezedWidth > columnWidth + TOLERANCE || isSetApart(line, columnWidth) || isCouplet(line.text)
}

/** Farther in than the first line of any paragraph: three ideographs. */
const MIN_MARGIN = 6
/** A signature or a date is set at the right; no line of a paragraph begins so far in. */
const MIN_RIGHT = 1 / 3

/** As much room on the left as on the right, or most of the room on the left. */
function isSetApart({ indent, width }: Line, columnWidth: number): boolean {
  if (indent < MIN_MARGIN) return false
  return indent >= columnWidth * MIN_RIGHT || Math.abs(indent - (columnWidth - width)) <= TOLERANCE
}

/** Measured as the page measures lines: by width, or two columns a character. */
function wordWidth(word: string, line: Line, measure: Columns['measure']): number {
  return measure(line) === line.width ? displayWidth(word) : word.length * 2
}

/** Ten in a hundred lines at least begin at the left edge; a stray line left of them does not move it. */
function indentation(lines: readonly Line[]): (line: Line) => boolean {
  const edge = lines.map(({ indent }) => indent).toSorted((a, b) => a - b)[Math.floor(lines.length / 10)] ?? 0
  return ({ indent }) => indent >= edge + 2
}

/** A page whose lines are all filled to the last column was cut without regard to words and marks. */
const CUT_ANYWHERE_SHARE = 0.95

function isCutAnywhere(breaks: readonly LineBreak[]): boolean {
  const wrapped = breaks.filter(({ columnWidth, end, short }) => columnWidth !== null && end === 'open' && short <= 5)
  return wrapped.filter(({ short }) => short <= 0).length >= wrapped.length * CUT_ANYWHERE_SHARE
}

function cutAnywhere(lineBreak: LineBreak): LineBreak {
  return { ...lineBreak, slack: lineBreak.short - 1 }
}
