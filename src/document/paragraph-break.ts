import { isUnfinished } from './character.ts'
import type { Columns } from './column-width.ts'
import { firstVerdict, type LayoutHabits, observeHabits, slackClass, type Verdict } from './layout-habit.ts'
import type { Line } from './line.ts'
import { isDisplayLine, type LineBreak, lineBreaks } from './line-break.ts'

/**
 * Groups lines into paragraphs: in a wrapped stretch by weighing every line end, elsewhere a line is a paragraph.
 * `isStart` names lines that begin one by the rules of their format.
 */
export function splitParagraphs<L extends Line>(
  lines: readonly L[],
  columns: Columns,
  isStart: (line: L, above: L) => boolean = () => false,
): L[][] {
  const verdicts = judge(lineBreaks(lines, columns))
  const paragraphs: L[][] = []
  for (const [index, line] of lines.entries()) {
    const last = paragraphs.at(-1)
    const above = last?.at(-1)
    if (above === undefined || verdicts[index - 1] === 'end' || isStart(line, above)) paragraphs.push([line])
    else last?.push(line)
  }
  return paragraphs
}

/** Habits settle after two or three rounds; on a page where they do not, one more round changes nothing for the better. */
const MAX_ROUNDS = 4

/** Judges each line end by the habits of the page, and the habits by what was judged, until nothing changes. */
function judge(breaks: readonly LineBreak[]): Verdict[] {
  let verdicts = breaks.map(firstVerdict)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const better = likeliest(breaks, observeHabits(breaks, verdicts))
    const isSettled = better.every((verdict, index) => verdict === verdicts[index])
    verdicts = better
    if (isSettled) break
  }
  return verdicts
}

/** A line is the first of its paragraph, or an inner one. */
const FIRST = 0
const INNER = 1

/**
 * The likeliest reading of all line ends together (Viterbi over first and inner lines). Together, because a line that
 * stops two characters short is a sure sign of nothing as an inner line, but just what a first line looks like where
 * indents were lost: so it tells that the line before, though full, ended a paragraph.
 */
function likeliest(breaks: readonly LineBreak[], habits: LayoutHabits): Verdict[] {
  let [first, inner] = [0, -Infinity]
  const cameFromFirst: [boolean, boolean][] = []
  for (const lineBreak of breaks) {
    const [asFirst, asInner] = [weigh(lineBreak, habits, FIRST), weigh(lineBreak, habits, INNER)]
    const [endOfFirst, endOfInner] = [first + asFirst.end, inner + asInner.end]
    const [wrapOfFirst, wrapOfInner] = [first + asFirst.wrap, inner + asInner.wrap]
    cameFromFirst.push([endOfFirst >= endOfInner, wrapOfFirst >= wrapOfInner])
    first = Math.max(endOfFirst, endOfInner)
    inner = Math.max(wrapOfFirst, wrapOfInner)
  }
  let isFirst = first >= inner
  const verdicts: Verdict[] = []
  for (const from of cameFromFirst.toReversed()) {
    verdicts.push(isFirst ? 'end' : 'wrap')
    isFirst = from[isFirst ? FIRST : INNER]
  }
  return verdicts.toReversed()
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
  if (isDisplayLine(lineBreak) || lineBreak.next.isSetAlone) return { end: 0, wrap: DISPLAY_LINE_WRAPPED }
  const hidden = line === FIRST && !lineBreak.isIndented ? habits.lostIndent : 0
  const slack = slackClass(lineBreak.slack - hidden)
  const fits = hidden > 0 ? Math.log(indentFits(lineBreak.short - hidden)) : 0
  return {
    end: fits + asEnd(lineBreak, habits) + Math.log(lastLineSlack(slack, lineBreak.columnWidth)),
    wrap: fits + asWrap(lineBreak, habits) + Math.log(habits.slackAtWrap[slack] ?? 0),
  }
}

/** The chance that a first line leaves so little room for its lost indent; print squeezes a mark or two at most. */
function indentFits(room: number): number {
  if (room >= -1) return 1
  return room === -2 ? 0.3 : 0.03
}

/** Behind the first line of a heading, the line that stands before a blank is its second. */
const END_OF_HEADING = 0.5
/** An item's number behind a finished sentence or clause starts a paragraph about ten times as often as not. */
const ITEM_FACTOR = 10

function asEnd({ end, isSecondDisplayLine, next }: LineBreak, habits: LayoutHabits): number {
  const isHeading = isSecondDisplayLine && isUnfinished(end) && next.isSetOff === true
  return sumOfLogs([
    habits.endShare,
    isHeading ? END_OF_HEADING : habits.marks[end].atEnd,
    chance(habits.setOff.atEnd, next.isSetOff),
    chance(habits.indented.atEnd, next.isIndented),
    next.opensItem && !isUnfinished(end) ? ITEM_FACTOR : 1,
  ])
}

function asWrap({ end, next }: LineBreak, habits: LayoutHabits): number {
  return sumOfLogs([
    1 - habits.endShare,
    habits.marks[end].atWrap,
    chance(habits.setOff.atWrap, next.isSetOff),
    chance(habits.indented.atWrap, next.isIndented),
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
