import { periodsIn } from '../figure/periods-in.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { simplify } from '../lexicon/simplify.ts'
import type { Measure } from '../observation/observation.ts'
import type { Span } from '../span.ts'
import type { AskedPlaceMention } from './asked-places.ts'
import { askedPlacesIn } from './asked-places.ts'
import type { Ask, AskedIndicator, AskedPeriod, AskedPlace, AskedUnit, Question } from './question.ts'
import type { MeasureMention, UnitMention } from './question-words.ts'
import { LIST_WORDS, measuresIn, PLAN_WORDS, topicOf, unitsIn } from './question-words.ts'
import { listMembers, segmentsOf } from './segments.ts'

/** Asks beyond these are one question no more. */
const MAX_ASKS = 12

/** Reads a question: what is asked for, of which place and time, by which measure. Traditional characters count as simplified. */
export function understand(text: string, lexicon: Lexicon): Question {
  const simplified = simplify(text.normalize('NFKC'))
  const segments = segmentsOf(simplified).flatMap((segment) => listMembers(segment) ?? [segment])
  const asks = withInherited(segments.map((segment) => readSegment(segment, lexicon))).slice(0, MAX_ASKS)
  return { text, asks: asks.length > 0 ? asks : [emptyAsk(text)], wantsAll: LIST_WORDS.test(simplified) }
}

interface Segment {
  readonly text: string
  readonly indicators: readonly (Span & AskedIndicator)[]
  readonly measures: readonly MeasureMention[]
  readonly units: readonly UnitMention[]
  readonly places: readonly AskedPlace[]
  readonly periods: readonly AskedPeriod[]
  readonly topic: string
  /** True when it asks by itself, and is not only the place and time of what follows. */
  readonly isAsking: boolean
}

const ASKING = /多少|几|吗|呢|怎么样|咋样|如何|什么|哪|多久|多长|多大/u
/** Asks for a number of its own; 怎么样 and a bare 固定资产投资 leave open whether the amount or its growth is meant. */
const AMOUNT = /多少|几|多大|多高|总量|总额|规模/u

function readSegment(text: string, lexicon: Lexicon): Segment {
  const places = askedPlacesIn(text, lexicon)
  const periods = periodsIn(text).filter(({ isComparison }) => !isComparison)
  const indicators = askedIndicatorsIn(text, [...places, ...periods], lexicon)
  const free = (span: Span) => !indicators.some(({ start, end }) => start < span.end && span.start < end)
  const measures = withoutQualifying(measuresIn(text).filter(free), text)
  const units = unitsIn(text, lexicon).filter(free)
  const topic = topicOf(text, [...places, ...periods, ...indicators, ...measures, ...units])
  return {
    text,
    indicators,
    measures,
    units,
    topic,
    places: asked(places),
    periods: periods.flatMap(({ text: words, stretch }) => (stretch === null ? [] : [{ text: words, stretch }])),
    isAsking: ASKING.test(text) || indicators.length > 0 || measures.length > 0,
  }
}

/** In 增速排第几 and 增速高出多少 the growth is what is ranked or compared: of measures in a row the last is asked for. */
function withoutQualifying(measures: readonly MeasureMention[], text: string): MeasureMention[] {
  return measures.filter(({ end }, at) => {
    const next = measures[at + 1]
    return next === undefined || /[、和与及]/u.test(text.slice(end, next.start))
  })
}

function asked(places: readonly AskedPlaceMention[]): AskedPlace[] {
  return places.flatMap(({ place, isYardstick }) => (isYardstick ? [] : [place]))
}

/** 占GDP的比重, 高于工业增加值: what a share or difference is taken of is not what is asked for. */
const YARDSTICK_BEFORE = /(?:占|占到|高于|低于|快于|慢于|比|超过)[^，、]{0,4}$/u

/** Found in the text without its places and times, since those stand inside names: 三门峡市居民2025年人均可支配收入. */
function askedIndicatorsIn(text: string, apart: readonly Span[], lexicon: Lexicon): (Span & AskedIndicator)[] {
  const { condensed, originOf } = without(text, apart)
  const mentions = lexicon.indicatorsIn(condensed)
  const kept = mentions.filter(({ start }, at) => at === 0 || !YARDSTICK_BEFORE.test(condensed.slice(0, start)))
  return kept.map(({ start, end, text: words, canonical }) => ({
    start: originOf(start),
    end: originOf(end - 1) + 1,
    text: words,
    canonical,
  }))
}

/** A text with spans cut out, and the way back from an offset in what is left. */
function without(text: string, cut: readonly Span[]): { condensed: string; originOf: (offset: number) => number } {
  const isCut = (at: number) => cut.some(({ start, end }) => start <= at && at < end)
  const origins = Array.from({ length: text.length }, (_, at) => at).filter((at) => !isCut(at))
  return { condensed: origins.map((at) => text[at]).join(''), originOf: (offset) => origins[offset] ?? text.length }
}

/** Goes through the segments; place and time of an earlier one hold on, and those before the first ask are its own. */
function withInherited(segments: readonly Segment[]): Ask[] {
  const asks: Ask[] = []
  let places: readonly AskedPlace[] = segments.find((segment) => segment.places.length > 0)?.places ?? []
  let periods: readonly AskedPeriod[] = segments.find((segment) => segment.periods.length > 0)?.periods ?? []
  let pending = ''
  for (const [at, segment] of segments.entries()) {
    if (segment.places.length > 0) places = segment.places
    if (segment.periods.length > 0) periods = segment.periods
    const isLast = at === segments.length - 1 && asks.length === 0
    if (!segment.isAsking && !isLast) {
      pending = `${pending} ${segment.topic}`.trim()
      continue
    }
    const own = things(segment, asks.at(-1)).map((thing) => ({ ...thing, topic: `${pending} ${thing.topic}`.trim() }))
    pending = ''
    asks.push(...own.flatMap((thing) => spread(thing, places, periods)))
  }
  return asks
}

type Thing = Omit<Ask, 'place' | 'period'>

/** What a segment asks for, place and time aside. */
function things(segment: Segment, before: Ask | undefined): Thing[] {
  const isPlan = PLAN_WORDS.test(segment.text)
  const wantsAmount = AMOUNT.test(segment.text)
  const base = { text: segment.text.trim(), topic: segment.topic, isPlan, wantsAmount }
  if (segment.indicators.length > 0) return indicatorThings(segment, base)
  const measures = measuresOf(segment.measures, segment.units)
  const carried = segment.topic === '' && before !== undefined
  const indicator = carried ? before.indicator : null
  const topic = carried ? before.topic : segment.topic
  return measures.map((measured) => ({ ...base, indicator, topic, ...measured }))
}

function indicatorThings(segment: Segment, base: Pick<Thing, 'text' | 'topic' | 'isPlan' | 'wantsAmount'>): Thing[] {
  return segment.indicators.flatMap((indicator, at) => {
    const next = segment.indicators[at + 1]?.start ?? Infinity
    const behind = <T extends Span>(mentions: readonly T[]) =>
      mentions.filter(({ start }) => start >= indicator.end && start < next)
    const own = behind(segment.measures)
    const units = behind(segment.units)
    const isBare = own.length === 0 && units.length === 0
    const measures = isBare ? measuresOf(segment.measures, segment.units) : measuresOf(own, units)
    const { text, canonical } = indicator
    return measures.map((measured) => ({ ...base, indicator: { text, canonical }, ...measured }))
  })
}

interface Measured {
  readonly measure: Measure | null
  readonly unit: AskedUnit | null
}

/** One for each different measure: GDP总量多少亿元、增速多少 asks for two. 增加多少亿元 asks for the difference. */
function measuresOf(measures: readonly MeasureMention[], units: readonly UnitMention[]): Measured[] {
  const amounts = units.flatMap(({ start, unit }) => {
    if (unit === null) return []
    const word = measures.find(({ end }) => end <= start && start - end <= 1)
    return [{ word, measured: { measure: measureWithUnit(word?.measure ?? null, unit), unit } }]
  })
  const rest = measures.filter((word) => amounts.every((amount) => amount.word !== word))
  const kinds = [...new Set(rest.map(({ measure }) => measure))].filter((measure) =>
    amounts.every(({ measured }) => measured.measure !== measure),
  )
  const all = [...amounts.map(({ measured }) => measured), ...kinds.map((measure) => ({ measure, unit: null }))]
  return all.length === 0 ? [{ measure: null, unit: null }] : all
}

function measureWithUnit(measure: Measure | null, { dimension }: AskedUnit): Measure | null {
  if (measure === 'growth') return dimension === 'percent' ? 'growth' : 'difference'
  return measure
}

function spread(thing: Thing, places: readonly AskedPlace[], periods: readonly AskedPeriod[]): Ask[] {
  const allPlaces = places.length === 0 ? [null] : places
  const allPeriods = periods.length === 0 ? [null] : periods
  return allPlaces.flatMap((place) => allPeriods.map((period) => ({ ...thing, place, period })))
}

function emptyAsk(text: string): Ask {
  return { text, indicator: null, topic: '', place: null, period: null, measure: null, unit: null, isPlan: false, wantsAmount: false }
}
