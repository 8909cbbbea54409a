import type { LineBreak } from './line-break.ts'

/** How often a sign stands at the end of a paragraph, and how often at a line that was merely wrapped. */
interface SignRate {
  readonly atEnd: number
  readonly atWrap: number
}

/** How a page sets its paragraphs, measured on those line ends of it that leave no doubt. */
export interface LayoutHabits {
  /** Of the line ends, those that end a paragraph. */
  readonly endShare: number
  /** A blank line: between paragraphs, or only where one column ends and the next begins. */
  readonly setOff: SignRate
  readonly indented: SignRate
  /** A wrapped line that happens to end a sentence. */
  readonly sentenceAtWrap: number
  /** Chances of the slack of a wrapped line, by `slackClass`. */
  readonly slackAtWrap: readonly number[]
  /** Columns by which first lines are shorter, where the page indents them and its text layer lost the indent. */
  readonly lostIndent: number
}

/** 0: the next word did not fit; 1 to 3: it would just have fitted; 4: the line stops well before the edge. */
export function slackClass(slack: number): number {
  return slack < 0 ? 0 : Math.min(4, Math.floor(slack / 2) + 1)
}

/** What is assumed before anything was seen, worth as many observations as `PRIOR_WEIGHT`. */
const PRIOR_SLACK = [0.92, 0.045, 0.02, 0.013, 0.002]
const PRIOR_WEIGHT = 20
const PRIOR_SENTENCE_AT_WRAP = 0.05

export function observeHabits(all: readonly LineBreak[]): LayoutHabits {
  const breaks = all.filter(({ columnWidth, isTooWide }) => columnWidth !== null && !isTooWide)
  const ends = breaks.filter(({ end, slack }) => end === 'sentence' && slackClass(slack) >= 2)
  const wraps = breaks.filter(({ end, slack }) => end === 'open' && slack < 0)
  const rate = (isSigned: (lineBreak: LineBreak) => boolean): SignRate => ({
    atEnd: share(ends, isSigned, { expected: 0.5, weight: 2 }),
    atWrap: share(wraps, isSigned, { expected: 0.02, weight: 5 }),
  })
  return {
    endShare: (ends.length + 1) / (breaks.length + 6),
    setOff: rate(({ next }) => next.isSetOff === true),
    indented: rate(({ next }) => next.isIndented),
    sentenceAtWrap: PRIOR_SENTENCE_AT_WRAP,
    slackAtWrap: slackRates(breaks),
    lostIndent: lostIndent(breaks),
  }
}

function share<T>(all: readonly T[], is: (one: T) => boolean, prior: { expected: number; weight: number }): number {
  return (all.filter(is).length + prior.expected * prior.weight) / (all.length + prior.weight)
}

/**
 * From lines in the middle of a sentence that began before them: a first line may lack its indent. Lines far from the
 * edge are headings and do not count.
 */
function slackRates(breaks: readonly LineBreak[]): number[] {
  const wraps = breaks.filter(({ end, slack, next }, index) => {
    const isInner = breaks[index - 1]?.end === 'open'
    return isInner && end === 'open' && slackClass(slack) < 4 && next.isSetOff === false
  })
  return PRIOR_SLACK.map((expected, kind) =>
    share(wraps, ({ slack }) => slackClass(slack) === kind, { expected, weight: PRIOR_WEIGHT }),
  )
}

/** Fewer first lines than this prove no habit. */
const MIN_FIRST_LINES = 3

/**
 * Print indents first lines by two characters; many text layers drop the blanks, and the first line is that much
 * shorter than the rest. Measured on wrapped lines behind a sure end against wrapped lines behind a wrapped line.
 */
function lostIndent(breaks: readonly LineBreak[]): number {
  const first: number[] = []
  const inner: number[] = []
  for (const [index, { end, short, slack }] of breaks.entries()) {
    const before = breaks[index - 1]
    if (before === undefined || end !== 'open' || slackClass(slack) > 3) continue
    if (before.end === 'open') inner.push(short)
    else if (before.next.isSetOff === true || slackClass(before.slack) >= 2) first.push(short)
  }
  if (first.length < MIN_FIRST_LINES) return 0
  const difference = median(first) - median(inner)
  return difference >= 3 && difference <= 6 ? 4 : 0
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
