import type { Dimension, IndicatorMention, Lexicon } from '../lexicon/lexicon.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import { askedPeriodsIn } from './asked-periods.ts'
import type { AskedPeriodMention } from './asked-periods.ts'
import { askedPlacesIn } from './asked-places.ts'
import { listMembers } from './lists.ts'
import type { AskedIndicator, AskedPeriod, AskedPlace, AskedYardstick } from './question.ts'
import type { MeasureMention, UnitMention } from './question-words.ts'
import { CHANGE, measuresIn, unitsIn } from './question-words.ts'
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
  const mentions = lexicon.indicatorsIn(text).filter((mention) => !isPartOfName(text, mention))
  const { asked, yardstick, taken } = measuringOf(text, mentions)
  const named = asked.filter(({ end }) => !isFrame(text, end) && !asked.some(({ start }) => start === end))
  const heads = countedHeads(text, named, lexicon)
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

/** 新增债券中一般债券多少: the first says out of what. */
function isFrame(text: string, end: number): boolean {
  return /^(?:之|当)?中(?![心介间期标级小学东西])[^,]*?(?:多少|几|各|分别)/u.test(text.slice(end, end + 40))
}

/** What amounts are in. Any quantity has its rate, its multiple and its place in a row. */
const COUNTABLE: ReadonlySet<Dimension> = new Set([
  'money',
  'power',
  'energy',
  'mass',
  'area',
  'length',
  'people',
  'count',
])
/** Units of no amount: 第几位, 几番, 几万块. */
const NO_AMOUNT = /位|名|番|倍|块$/u

/**
 * The names that the asked unit can count: 宇通客车出口了多少辆 does not ask for 出口总额, 有进出口实绩的民营企业有多少家 only for
 * the companies; behind 多少家 stands what is counted. The others are words of the topic.
 */
function countedHeads(text: string, named: readonly IndicatorMention[], lexicon: Lexicon): IndicatorMention[] {
  const units = unitsIn(text, lexicon).filter(({ unit }) => unit === null || !NO_AMOUNT.test(unit.text))
  const counted = units.find(({ unit, end }) => unit?.dimension === 'count' && COUNTED_NOUN.test(text.slice(end)))
  return named.filter(({ start, canonical }) => {
    const dimension = lexicon.indicator(canonical)?.dimension
    const isMeasured =
      dimension === undefined ||
      units.length === 0 ||
      units.some(({ unit }) => unit === null || !COUNTABLE.has(unit.dimension) || unit.dimension === dimension)
    return isMeasured && (counted === undefined || start > counted.start)
  })
}

/** 新能源头部企业 behind 引进了多少家, and not what else is asked: 多少家、增长多少. */
const COUNTED_NOUN = new RegExp(`^(?!${CHANGE}|占|同比|环比|以上|左右|上下)\\p{L}{2,}`, 'u')

function withDimension({ start, end, text, canonical }: IndicatorMention, lexicon: Lexicon): IndicatorAsked {
  return { start, end, text, canonical, dimension: lexicon.indicator(canonical)?.dimension }
}

/** 人均消费支出…消费支出: what the name says already is said again. */
function withoutSaid(topic: string, indicators: readonly AskedIndicator[]): string {
  const words = topic.split(' ')
  return words.filter((word) => !indicators.some(({ text }) => text.includes(word))).join(' ')
}

/** What follows makes another quantity of it: 政府债券平均利率 is no 政府债券. */
const OTHER_HEAD = /^(?:的)?(?:平均|加权|综合)*(?:利率|期限|单价|税率|费率|覆盖率|满意度)/u

/** 重点项目累计完成投资 asks for an investment and not for projects. */
const PROJECTS = /(?:项目|企业|园区|工程|景区)$/u
const OF_PROJECTS =
  /^的?(?:累计|计划|年度|预计|实际|全年|完成|实现|新增|已|总)*(?:投资|产值|营收|收入|税收|利润|出口|用电)/u

/** 汽车制造业增加值 is of one industry and not of 制造业; 工业对经济增长的贡献率 is a share of the industry. */
function isPartOfName(text: string, { start, end, text: name }: AskedIndicator & Span): boolean {
  const before = text.slice(0, start)
  if (OTHER_HEAD.test(text.slice(end, end + 8)) || (PROJECTS.test(name) && OF_PROJECTS.test(text.slice(end))))
    return true
  return (
    (name.startsWith('制造业') && /[\p{L}]{2}$/u.test(before)) ||
    (name.endsWith('贡献率') && topicOf(before, []) !== '')
  )
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
