import { isUnfinished, type LineEnd } from './character.ts'
import type { LineBreak } from './line-break.ts'

/** Of the line ends that end a paragraph, and of those that are merely wrapped: how many show a sign. */
export interface SignRate {
  readonly atEnd: number
  readonly atWrap: number
}

/** How a page sets its paragraphs, as its own line ends show it. */
export interface LayoutHabits {
  /** Of all line ends, those that end a paragraph. */
  readonly endShare: number
  /** A blank line: between paragraphs, or only where one column ends and the next begins. */
  readonly setOff: SignRate
  readonly indented: SignRate
  /** What the last mark is. An open end of a paragraph is a heading, a row of a table, or a text without full stops. */
  readonly marks: Readonly<Record<LineEnd, SignRate>>
  /** Chances of the slack of a wrapped line, by `slackClass`. */
  readonly slackAtWrap: readonly number[]
  /** Columns by which first lines are shorter, where the page indents them and its text layer lost the indent. */
  readonly lostIndent: number
}

/** 0: the next word did not fit; 1 to 3: it would just have fitted; 4: the line stops well before the edge. */
export function slackClass(slack: number): number {
  return slack < 0 ? 0 : Math.min(4, Math.floor(slack / 2) + 1)
}

/** What a line end is taken for; `doubtful` ones are not counted. */
export type Verdict = 'end' | 'wrap' | 'doubtful'

/** Those line ends that leave no doubt on any page. */
export function firstVerdict({ columnWidth, isSetAlone, end, slack }: LineBreak): Verdict {
  if (columnWidth === null || isSetAlone) return 'doubtful'
  const room = slackClass(slack)
  if (room === 4 || (end === 'sentence' && room >= 2)) return 'end'
  return isUnfinished(end) && room === 0 ? 'wrap' : 'doubtful'
}

/** What is assumed before anything was seen: a share, worth as much as `weight` observations. */
interface Prior {
  readonly expected: number
  readonly weight: number
}

const PRIOR_END: Prior = { expected: 0.15, weight: 6 }
const SIGN_AT_END: Prior = { expected: 0.5, weight: 2 }
const SIGN_AT_WRAP: Prior = { expected: 0.02, weight: 5 }
const MARKS_AT_END: Readonly<Record<LineEnd, Prior>> = {
  sentence: { expected: 0.93, weight: 15 },
  clause: { expected: 0.04, weight: 15 },
  open: { expected: 0.028, weight: 15 },
  cut: { expected: 0.002, weight: 30 },
}
const MARKS_AT_WRAP: Readonly<Record<LineEnd, Prior>> = {
  sentence: { expected: 0.05, weight: 40 },
  clause: { expected: 0.03, weight: 40 },
  open: { expected: 0.72, weight: 40 },
  cut: { expected: 0.2, weight: 40 },
}
const SLACK_AT_WRAP: readonly Prior[] = [0.92, 0.045, 0.02, 0.013, 0.002].map((expected) => ({ expected, weight: 20 }))

/** Measures the habits of a page on its line ends, each taken for what its verdict says. */
export function observeHabits(breaks: readonly LineBreak[], verdicts: readonly Verdict[]): LayoutHabits {
  const ends = breaks.filter((_, index) => verdicts[index] === 'end')
  const wraps = breaks.filter((_, index) => verdicts[index] === 'wrap')
  const rate = (is: (lineBreak: LineBreak) => boolean, atEnd: Prior, atWrap: Prior): SignRate => ({
    atEnd: share(ends.filter(is).length, ends.length, atEnd),
    atWrap: share(wraps.filter(is).length, wraps.length, atWrap),
  })
  const mark = (wanted: LineEnd) => rate(({ end }) => end === wanted, MARKS_AT_END[wanted], MARKS_AT_WRAP[wanted])
  return {
    endShare: share(ends.length, ends.length + wraps.length, PRIOR_END),
    setOff: rate(({ next }) => next.isSetOff === true, SIGN_AT_END, SIGN_AT_WRAP),
    indented: rate(({ next }) => next.isIndented, SIGN_AT_END, SIGN_AT_WRAP),
    marks: { sentence: mark('sentence'), clause: mark('clause'), open: mark('open'), cut: mark('cut') },
    slackAtWrap: slackRates(breaks, verdicts),
    lostIndent: lostIndent(breaks, verdicts),
  }
}

function share(seen: number, all: number, { expected, weight }: Prior): number {
  return (seen + expected * weight) / (all + weight)
}

/** On inner lines alone: a first line may lack its indent. Lines far from the edge may be headings and do not count. */
function slackRates(breaks: readonly LineBreak[], verdicts: readonly Verdict[]): number[] {
  const classes = breaks.flatMap(({ end, slack, next }, index) => {
    const isInner = isUnfinished(breaks[index - 1]?.end ?? 'sentence') && verdicts[index - 1] !== 'end'
    const isWrapped = verdicts[index] !== 'end' && isUnfinished(end) && next.isSetOff === false
    return isInner && isWrapped && slackClass(slack) < 4 ? [slackClass(slack)] : []
  })
  return SLACK_AT_WRAP.map((prior, wanted) =>
    share(classes.filter((one) => one === wanted).length, classes.length, prior),
  )
}

/** Fewer first lines than this prove no habit. */
const MIN_FIRST_LINES = 3
/** And nearly all of them must be shorter, but for a mark or two that print squeezed. */
const MIN_INDENTED = 0.65
/** Print indents by two ideographs. */
const INDENT = 4

/** Measured on wrapped lines behind the end of a paragraph against wrapped lines behind a wrapped line. */
function lostIndent(breaks: readonly LineBreak[], verdicts: readonly Verdict[]): number {
  const wrapped = breaks.flatMap(({ end, short, slack }, index) =>
    isUnfinished(end) && slackClass(slack) < 4 ? [{ short, before: verdicts[index - 1] }] : [],
  )
  const first = wrapped.filter(({ before }) => before === 'end').map(({ short }) => short)
  const inner = wrapped.filter(({ before }) => before === 'wrap').map(({ short }) => short)
  const difference = median(first) - median(inner)
  const isHabit = first.filter((short) => short >= INDENT - 2).length >= first.length * MIN_INDENTED
  return first.length >= MIN_FIRST_LINES && isHabit && Math.abs(difference - INDENT) <= 2 ? INDENT : 0
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
