import type { LineEnd } from './character.ts'
import type { Columns } from './column-width.ts'
import { type LayoutHabits, observeHabits, slackClass } from './layout-habit.ts'
import type { Line } from './line.ts'
import { type LineBreak, lineBreaks } from './line-break.ts'

/** Groups lines into paragraphs: in a wrapped stretch by weighing every line end, elsewhere a line is a paragraph. */
export function splitParagraphs(lines: readonly Line[], columns: Columns): Line[][] {
  const breaks = lineBreaks(lines, columns)
  const starts = paragraphStarts(breaks, observeHabits(breaks))
  const paragraphs: Line[][] = []
  for (const [index, line] of lines.entries()) {
    const last = paragraphs.at(-1)
    if (last === undefined || starts[index] === true) paragraphs.push([line])
    else last.push(line)
  }
  return paragraphs
}

/** A line is the first of its paragraph, or an inner one. */
const FIRST = 0
const INNER = 1

/**
 * The likeliest reading of all line ends together (Viterbi over first and inner lines). Together, because a line that
 * stops two characters short is a sure sign of nothing as an inner line, but just what a first line looks like where
 * indents were lost: so it tells that the line before, though full, ended a paragraph.
 */
function paragraphStarts(breaks: readonly LineBreak[], habits: LayoutHabits): boolean[] {
  let [first, inner] = [0, -Infinity]
  const cameFromFirst: [boolean, boolean][] = []
  for (const lineBreak of breaks) {
    const [asFirst, asInner] = [weigh(lineBreak, habits, FIRST), weigh(lineBreak, habits, INNER)]
    cameFromFirst.push([first + asFirst.end >= inner + asInner.end, first + asFirst.wrap >= inner + asInner.wrap])
    ;[first, inner] = [
      Math.max(first + asFirst.end, inner + asInner.end),
      Math.max(first + asFirst.wrap, inner + asInner.wrap),
    ]
  }
  let isFirst = first >= inner
  const starts: boolean[] = []
  for (const from of cameFromFirst.toReversed()) {
    starts.push(isFirst)
    isFirst = from[isFirst ? FIRST : INNER]
  }
  return [true, ...starts.toReversed()]
}

/** ln of the chance to see this line end where a paragraph ends, and where a line is wrapped. */
interface Weights {
  readonly end: number
  readonly wrap: number
}

/** How paragraphs end. An open end is a heading, a row of a table or a signature. */
const END_OF_PARAGRAPH: Readonly<Record<LineEnd, number>> = { sentence: 0.93, clause: 0.04, open: 0.03 }
const CLAUSE_AT_WRAP = 0.03
/** An item's number behind a finished sentence or clause starts a paragraph about ten times as often as not. */
const ITEM_FACTOR = 10

/** ln of the chance that a line which does not have its column's width goes on in the next. */
const DISPLAY_LINE_WRAPPED = -12

/** Headlines and subheads stop far from the edge in mid-sentence, or run over it. */
function isDisplayLine({ columnWidth, end, isTooWide, next, slack }: LineBreak): boolean {
  return isTooWide || next.isTooWide || (end === 'open' && slack > (columnWidth ?? 0) / 4)
}

function weigh(lineBreak: LineBreak, habits: LayoutHabits, line: typeof FIRST | typeof INNER): Weights {
  if (lineBreak.columnWidth === null) return { end: 0, wrap: -Infinity }
  if (lineBreak.next.closes) return { end: -Infinity, wrap: 0 }
  if (isDisplayLine(lineBreak)) return { end: 0, wrap: DISPLAY_LINE_WRAPPED }
  const hidden = line === FIRST && !lineBreak.isIndented ? habits.lostIndent : 0
  const slack = slackClass(lineBreak.slack - hidden)
  const { setOff, indented, sentenceAtWrap } = habits
  const wrapEnds = { sentence: sentenceAtWrap, clause: CLAUSE_AT_WRAP, open: 1 - sentenceAtWrap - CLAUSE_AT_WRAP }
  const isItem = lineBreak.next.opensItem && lineBreak.end !== 'open'
  return {
    end: sumOfLogs([
      habits.endShare,
      END_OF_PARAGRAPH[lineBreak.end],
      lastLineSlack(slack, lineBreak.columnWidth),
      chance(setOff.atEnd, lineBreak.next.isSetOff),
      chance(indented.atEnd, lineBreak.next.isIndented),
      isItem ? ITEM_FACTOR : 1,
    ]),
    wrap: sumOfLogs([
      1 - habits.endShare,
      wrapEnds[lineBreak.end],
      habits.slackAtWrap[slack] ?? 0,
      chance(setOff.atWrap, lineBreak.next.isSetOff),
      chance(indented.atWrap, lineBreak.next.isIndented),
    ]),
  }
}

/** A last line stops anywhere: each character of the column is as likely. */
function lastLineSlack(slack: number, columnWidth: number): number {
  const one = 2 / columnWidth
  return slack === 4 ? 1 - 4 * one : one
}

function chance(rate: number, isSo: boolean): number {
  return isSo ? rate : 1 - rate
}

function sumOfLogs(chances: readonly number[]): number {
  return chances.reduce((sum, each) => sum + Math.log(each), 0)
}
