import type { LineEnd } from './character.ts'
import type { Columns } from './column-width.ts'
import { type LayoutHabits, observeHabits, slackClass } from './layout-habit.ts'
import type { Line } from './line.ts'
import { isDisplayLine, type LineBreak, lineBreaks } from './line-break.ts'

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

/** ln of the chance that a line which does not have its column's width goes on in the next. */
const DISPLAY_LINE_WRAPPED = -12

function weigh(lineBreak: LineBreak, habits: LayoutHabits, line: typeof FIRST | typeof INNER): Weights {
  if (lineBreak.columnWidth === null) return { end: 0, wrap: -Infinity }
  if (lineBreak.next.closes) return { end: -Infinity, wrap: 0 }
  if (isDisplayLine(lineBreak) || lineBreak.next.isTooWide) return { end: 0, wrap: DISPLAY_LINE_WRAPPED }
  const hidden = line === FIRST && !lineBreak.isIndented ? habits.lostIndent : 0
  const slack = slackClass(lineBreak.slack - hidden)
  return {
    end: asEnd(lineBreak, habits) + Math.log(lastLineSlack(slack, lineBreak.columnWidth)),
    wrap: asWrap(lineBreak, habits) + Math.log(habits.slackAtWrap[slack] ?? 0),
  }
}

/** How paragraphs end. An open end is a heading, a row of a table or a signature. */
const END_OF_PARAGRAPH: Readonly<Record<LineEnd, number>> = { sentence: 0.93, clause: 0.04, open: 0.03 }
/** Behind the first line of a heading, the line that stands before a blank is its second. */
const END_OF_HEADING = 0.5
/** An item's number behind a finished sentence or clause starts a paragraph about ten times as often as not. */
const ITEM_FACTOR = 10

function asEnd({ end, isSecondDisplayLine, next }: LineBreak, { endShare, setOff, indented }: LayoutHabits): number {
  const isHeading = isSecondDisplayLine && end === 'open' && next.isSetOff === true
  return sumOfLogs([
    endShare,
    isHeading ? END_OF_HEADING : END_OF_PARAGRAPH[end],
    chance(setOff.atEnd, next.isSetOff),
    chance(indented.atEnd, next.isIndented),
    next.opensItem && end !== 'open' ? ITEM_FACTOR : 1,
  ])
}

const CLAUSE_AT_WRAP = 0.03

function asWrap({ end, next }: LineBreak, { endShare, setOff, indented, sentenceAtWrap }: LayoutHabits): number {
  const ends = { sentence: sentenceAtWrap, clause: CLAUSE_AT_WRAP, open: 1 - sentenceAtWrap - CLAUSE_AT_WRAP }
  return sumOfLogs([
    1 - endShare,
    ends[end],
    chance(setOff.atWrap, next.isSetOff),
    chance(indented.atWrap, next.isIndented),
  ])
}

/** A last line stops anywhere: each character of the column is as likely. */
function lastLineSlack(slack: number, columnWidth: number): number {
  const one = 2 / columnWidth
  return slack === 4 ? 1 - 4 * one : one
}

/** 1 where the page does not show the sign either way. */
function chance(rate: number, isSo: boolean | null): number {
  if (isSo === null) return 1
  return isSo ? rate : 1 - rate
}

function sumOfLogs(chances: readonly number[]): number {
  return chances.reduce((sum, each) => sum + Math.log(each), 0)
}
