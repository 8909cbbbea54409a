import { isUnfinished, lineEnd } from './character.ts'
import type { Line } from './line.ts'

/**
 * How a page measures its lines: by the columns they take on paper, or by counting characters whatever their width,
 * as programs wrap. Both in columns: a counted character stands for two.
 */
export type Measure = (line: Line) => number

const byWidth: Measure = ({ width }) => width
const byCount: Measure = ({ length }) => length * 2

/** The width of the column each line stands in; null where lines are not wrapped, so that each is whole. */
export interface Columns {
  readonly measure: Measure
  readonly widths: readonly (number | null)[]
}

/** From the narrowest newspaper column (10 ideographs) to the widest page of plain text (70). */
const MIN_WIDTH = 20
const MAX_WIDTH = 140
const MAX_CANDIDATES = 8
/** So many lines of nearly one width make a candidate; two lines are equally long by chance too often. */
const MIN_LINES = 3

/**
 * Finds the stretches of a text that are hard-wrapped and how wide. Only a text that *is* wrapped may be joined: joining
 * the lines of any other destroys its lists, headings and tables.
 *
 * Each line is explained by one of the widths that are frequent in the text, or as unwrapped, at the least cost in all
 * (Viterbi). Costs are −ln of probabilities: in a column most lines are full and break off in mid-sentence, and a line
 * that is not full ends a sentence; unwrapped lines have any width and mostly end a sentence; changing from one to the
 * other is rare.
 */
export function findColumns(lines: readonly Line[]): Columns {
  const [paper, counted] = [explain(lines, byWidth), explain(lines, byCount)]
  return counted.cost < paper.cost ? counted : paper
}

/** A notice on one page; longer texts show their column. */
const MAX_SHORT = 30
const MIN_FULL = 2

/**
 * The column of a text that is known to be set in one, as all print is, and may be too short to show it: the width of its
 * widest lines. What `findColumns` says where that finds one, or the text is long, no prose, or has one such line alone.
 */
export function findPrintedColumns(lines: readonly Line[]): Columns {
  const found = findColumns(lines)
  if (lines.length > MAX_SHORT || found.widths.some((width) => width !== UNWRAPPED)) return found
  const widest = lines.reduce((most, { width }) => Math.max(most, width), 0)
  const full = lines.filter(({ width }) => widest - width <= FULL)
  const breaksOff = full.some(({ text }) => isUnfinished(lineEnd(text)) && MARK.test(text))
  const isWrapped = widest >= MIN_WIDTH && full.length >= MIN_FULL && breaksOff
  return isWrapped ? { measure: byWidth, widths: lines.map(() => widest) } : found
}

const UNWRAPPED = null
const CHANGE_COST = 7
/** Most texts are not wrapped. */
const START_COST = 4

interface Explanation extends Columns {
  readonly cost: number
}

function explain(lines: readonly Line[], measure: Measure): Explanation {
  const states = [UNWRAPPED, ...candidateWidths(lines, measure)]
  const cameFrom: Uint8Array[] = []
  let costs: number[] = states.map((width) => (width === UNWRAPPED ? 0 : START_COST))
  for (const line of lines) {
    const cheapest = indexOfLeast(costs)
    const change = (costs[cheapest] ?? 0) + CHANGE_COST
    const from = new Uint8Array(states.length)
    costs = states.map((width, state) => {
      const stay = costs[state] ?? 0
      from[state] = stay <= change ? state : cheapest
      return Math.min(stay, change) + lineCost(line, measure(line), width)
    })
    cameFrom.push(from)
  }
  let state = indexOfLeast(costs)
  const cost = costs[state] ?? 0
  const widths: (number | null)[] = []
  for (const from of cameFrom.toReversed()) {
    widths.push(states[state] ?? UNWRAPPED)
    state = from[state] ?? 0
  }
  return { measure, widths: withoutAccidents(widths.toReversed(), lines, measure), cost }
}

/** Headings, items and rows may be equally long by accident; each of them is whole. */
function withoutAccidents(
  widths: readonly (number | null)[],
  lines: readonly Line[],
  measure: Measure,
): (number | null)[] {
  const kept: (number | null)[] = []
  while (kept.length < widths.length) {
    const width = widths[kept.length] ?? UNWRAPPED
    let end = kept.length
    while (end < widths.length && widths[end] === width) end++
    const stretch = lines.slice(kept.length, end)
    const isWrapped = width !== UNWRAPPED && isProse(stretch, (line) => Math.abs(width - measure(line)) <= FULL)
    for (const _ of stretch) kept.push(isWrapped ? width : UNWRAPPED)
  }
  return kept
}

/** A full line lacks less than two characters. */
const FULL = 3
/** A stretch is wrapped only if so many of its lines are full and break off in mid-sentence, and such a share of them. */
const MIN_WRAPPED = 3
const MIN_WRAPPED_SHARE = 0.25
/** And of these, as in any prose, many have a mark inside: of lines of 12 characters two in three. */
const MIN_MARKED_SHARE = 0.3
const MARK = /[，。、；：“”（《,;]/u

function isProse(stretch: readonly Line[], isFull: (line: Line) => boolean): boolean {
  const wrapped = stretch.filter((line) => isFull(line) && isUnfinished(lineEnd(line.text)))
  const marked = wrapped.filter(({ text }) => MARK.test(text))
  return (
    wrapped.length >= Math.max(MIN_WRAPPED, stretch.length * MIN_WRAPPED_SHARE) &&
    marked.length >= wrapped.length * MIN_MARKED_SHARE
  )
}

/** The most frequent widths, a line two columns short counted in: a two-column character did not fit. */
function candidateWidths(lines: readonly Line[], measure: Measure): number[] {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const width = measure(line)
    if (width >= MIN_WIDTH && width <= MAX_WIDTH) counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  const near = (width: number) => [0, 1, 2].map((less) => counts.get(width - less) ?? 0).reduce((a, b) => a + b)
  return [...counts.keys()]
    .filter((width) => near(width) >= MIN_LINES)
    .toSorted((a, b) => near(b) + (counts.get(b) ?? 0) - near(a) - (counts.get(a) ?? 0))
    .slice(0, MAX_CANDIDATES)
}

/** −ln P of a line that is so many columns short of its column, for the first columns; beyond, it is a last line. */
const FULL_COSTS = [0.8, 1.3, 1.6, 2.2, 2.8, 3, 3.4, 3.8]
const SLIGHTLY_TOO_LONG = 3
const TOO_LONG = 9
/** −ln of 1/100: any of a hundred widths. */
const ANY_WIDTH = 4.6

function lineCost(line: Line, printed: number, width: number | null): number {
  const ends = !isUnfinished(lineEnd(line.text))
  if (width === UNWRAPPED) return ANY_WIDTH + (ends ? 0.4 : 1.2)
  const short = width - printed
  if (short < 0) return line.squeezedWidth <= width ? SLIGHTLY_TOO_LONG : TOO_LONG
  const full = FULL_COSTS[short]
  if (full !== undefined) return full + (ends ? 2.3 : 0.1)
  return Math.log(width * 2) + (ends ? 0.2 : 2.6)
}

function indexOfLeast(costs: readonly number[]): number {
  let least = 0
  for (const [index, cost] of costs.entries()) if (cost < (costs[least] ?? Infinity)) least = index
  return least
}
