import type { Dimension, IndicatorMention, Lexicon } from '../lexicon/lexicon.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import { askedPeriodsIn } from './asked-periods.ts'
import type { AskedPeriodMention } from './asked-periods.ts'
import { askedPlacesIn } from './asked-places.ts'
import { headsOf, namesIn } from './heads.ts'
import { listMembers } from './lists.ts'
import type { AskedIndicator, AskedPeriod, AskedPlace, AskedYardstick } from './question.ts'
import type { MeasureMention, UnitMention } from './question-words.ts'
import { measuresIn, unitsIn } from './question-words.ts'
import { topicOf } from './topic.ts'
import { measuringOf } from './yardsticks.ts'

/** A part of a question with the places and times it names, and what it asks for. */
export interface Segment {
  readonly places: readonly AskedPlace[]
  readonly periods: readonly AskedPeriod[]
  readonly members: readonly Member[]
}

/** One of the things a segment asks for: all of it, or a member of its list. */
export interface Member {
  readonly text: string
  readonly indicators: readonly IndicatorAsked[]
  readonly yardstick: AskedYardstick | null
  readonly measures: readonly MeasureMention[]
  readonly units: readonly UnitMention[]
  /** The words that no table knows. */
  readonly topic: string
}

/** `dimension` is what its amounts are in; undefined where the table does not say. */
export interface IndicatorAsked extends Span, AskedIndicator {
  readonly dimension: Dimension | undefined
}

/** Reads the places and times of a segment, then the rest, in which they no longer part the names they stand in. */
export function readSegment(text: string, lexicon: Lexicon): Segment {
  const places = askedPlacesIn(text, lexicon)
  const periods = askedPeriodsIn(text)
  const apart = withJoints([...places.filter(({ role }) => role !== 'partner'), ...periods], text)
  const measured = new Set<Span>(places.filter(({ role }) => role === 'yardstick'))
  const words = listMembers(
    without(text, apart, (span) => (measured.has(span) ? ' ' : '')),
    lexicon,
  )
  const yardstick = places.find(({ role }) => role === 'yardstick')?.place ?? null
  const isToPeriod = yardstick === null && periods.some((mention) => isEarlierTime(mention, text))
  const named = apart.map(({ start, end }) => text.slice(start, end)).join('')
  return {
    places: places.flatMap(({ place, role }) => (role === 'subject' ? [place] : [])),
    periods: periods.flatMap(({ period }) => period ?? []),
    members: words.map((member): Member => {
      const own = readMember(member, lexicon, isToPeriod)
      const whole = words.length === 1 ? text : `${named}${member}`
      return Object.assign(own, { text: whole.trim(), yardstick: yardstick ?? own.yardstick })
    }),
  }
}

/** The spans in order, each with the joint that leads to the next: 6月和7月, 郑州、洛阳. */
function withJoints(spans: readonly Span[], text: string): Span[] {
  const ordered = spans.toSorted((a, b) => a.start - b.start)
  return ordered.flatMap((span, at) => {
    const next = ordered[at + 1]
    const isJoined = next !== undefined && /^\s*[、和与及跟]\s*$/u.test(text.slice(span.end, next.start))
    return isJoined ? [span, { start: span.end, end: next.start }] : [span]
  })
}

/**
 * A text with spans cut out: 三门峡市居民2025年人均可支配收入 names 居民人均可支配收入. What stood apart as digits stays
 * apart.
 */
function without(text: string, cut: readonly Span[], gap: (span: Span) => string = () => ''): string {
  let kept = ''
  let from = 0
  for (const span of cut.toSorted((a, b) => a.start - b.start)) {
    kept += text.slice(from, Math.max(from, span.start)) + gap(span)
    from = Math.max(from, span.end)
    if (/\d$/u.test(kept) && /\d/u.test(text.charAt(from))) kept += ' '
  }
  return kept + text.slice(from)
}

/** Between the words of a name they add nothing: 城镇居民的人均可支配收入, 农民一年人均纯收入. */
const FILLERS = /的|一年(?:下来|到头)?|全年|平均每年|每年/gu

function readMember(member: string, lexicon: Lexicon, isToPeriod: boolean): Omit<Member, 'text'> {
  const text = withoutFillers(member, lexicon)
  const mentions = namesIn(text, lexicon)
  const { asked, yardstick, taken } = measuringOf(text, mentions)
  const heads = headsOf(text, asked, lexicon)
  const isFree = (span: Span) => ![...mentions, ...taken].some((mention) => overlaps(mention, span))
  const measures = measuresIn(text).filter(isFree)
  const units = unitsIn(text, lexicon).filter((unit) => isFree(unit) && !measures.some((one) => overlaps(one, unit)))
  const asking = withoutQualifying(measures, text)
  const said = measures.filter(({ start, end }) => text.slice(start, end) !== '贡献率')
  return {
    indicators: withoutRepeated(heads).map((head) => withDimension(head, lexicon)),
    yardstick,
    units,
    measures: isToPeriod && !measures.some(({ measure }) => measure === 'growth') ? asking.map(sinceThen) : asking,
    topic: withoutSaid(topicOf(text, [...heads, ...taken, ...said, ...units]), heads),
  }
}

function withDimension({ start, end, text, canonical }: IndicatorMention, lexicon: Lexicon): IndicatorAsked {
  return { start, end, text, canonical, dimension: lexicon.indicator(canonical)?.dimension }
}

/** 人均消费支出…消费支出: what the name says already is said again. */
function withoutSaid(topic: string, indicators: readonly AskedIndicator[]): string {
  const words = topic.split(' ')
  return words.filter((word) => !indicators.some(({ text }) => text.includes(word))).join(' ')
}

/** Fillers inside a known name stay: 税收占一般公共预算收入的比重. */
function withoutFillers(text: string, lexicon: Lexicon): string {
  const names = lexicon.indicatorsIn(text)
  const fillers = [...text.matchAll(FILLERS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  return without(
    text,
    fillers.filter((filler) => !names.some((name) => overlaps(name, filler))),
  )
}

/** 比上年 is what growth is counted from; 比2023年 sets two years side by side, which no printed growth answers. */
function isEarlierTime({ period, start, end }: AskedPeriodMention, text: string): boolean {
  return period === null && !/\d{4}/u.test(text.slice(start, end))
}

/** 比上年多了多少 asks how much it grew; 增速比上年高多少 does not. */
function sinceThen(mention: MeasureMention): MeasureMention {
  return mention.measure === 'difference' ? { ...mention, measure: 'growth' } : mention
}

function withoutRepeated<T extends AskedIndicator>(indicators: readonly T[]): T[] {
  return indicators.filter(({ canonical }, at) => indicators.findIndex((other) => other.canonical === canonical) === at)
}

const SEPARATE = /[、,]|多少|几|^\s*[和与及]\s*$/u

/** In 增速排第几 and 增速高出多少 the growth is what is ranked or compared: of measures in a row the last is asked for. */
function withoutQualifying(measures: readonly MeasureMention[], text: string): MeasureMention[] {
  return measures.filter(({ end }, at) => {
    const next = measures[at + 1]
    return next === undefined || SEPARATE.test(text.slice(end, next.start))
  })
}
