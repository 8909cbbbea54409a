import { periodsIn } from '../figure/periods-in.ts'
import type { ResolvedPeriod } from '../figure/resolve-period.ts'
import { resolvePeriod } from '../figure/resolve-period.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure, Observation, PeriodSlot } from '../observation/observation.ts'
import { resolveSelfPlace } from '../observation/self-places.ts'
import type { Ask, AskedPeriod, AskedPlace, AskedUnit } from '../retrieval/question.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { Candidate } from './candidate.ts'

/**
 * How a slot of a figure stands to the question: `same`; `near`, for what a careful clerk would give with its name
 * (前三季度 for 2024年); `open`, not asked; `unstated`, asked and the text does not say; `other`, which rules it out.
 */
export type Agreement = 'same' | 'near' | 'open' | 'unstated' | 'other'

export interface Agreements {
  readonly indicator: Agreement
  readonly measure: Agreement
  readonly place: Agreement
  readonly period: Agreement
}

/** What the slots are compared with, besides the question itself. */
export interface Frame {
  readonly lexicon: Lexicon
  /** The newest stated date of all documents: what 今年 and 去年 of a question are counted from. */
  readonly today: string | null
}

export function placeAgreement(asked: AskedPlace | null, candidate: Candidate, lexicon: Lexicon): Agreement {
  if (asked === null) return 'open'
  const { observation, passage } = candidate
  const wanted = canonicalsOf(asked, passage.document.place, lexicon)
  const own = observation.place?.canonical ?? null
  if (own !== null && wanted.includes(own)) return 'same'
  if (observation.place?.basis !== 'clause' && isNamedBefore(asked, candidate, lexicon)) return 'near'
  if (own !== null) return 'other'
  // A document about another place does not mean this one by what it leaves out, and one about none may mean any.
  const { place } = passage.document
  if (place !== null) return wanted.includes(place) ? 'unstated' : 'other'
  return isMentioned(asked, passage) ? 'unstated' : 'other'
}

function isMentioned({ text }: AskedPlace, { text: paragraph, path, article, document }: Passage): boolean {
  return [paragraph, ...path, article.title, document.title].some((printed) => printed.includes(text))
}

/**
 * True when the last place named before the figure in its paragraph is the asked one: 在木垒…风电项目施工现场…18天完成审批
 * is about 木垒 although the document, and so the figure's place, is the prefecture.
 */
function isNamedBefore({ canonicals }: AskedPlace, { observation, passage }: Candidate, lexicon: Lexicon): boolean {
  const last = lexicon.placesIn(passage.text.slice(0, observation.start)).at(-1)
  return last !== undefined && last.canonicals.some((canonical) => canonicals.includes(canonical))
}

/** 全市 is the city of each document; a shared short name is any of those that bear it. */
function canonicalsOf({ text, canonicals }: AskedPlace, documentPlace: string | null, lexicon: Lexicon): readonly string[] {
  if (canonicals.length > 0) return canonicals
  const self = resolveSelfPlace(text, documentPlace, lexicon)
  return self === null ? [] : [self]
}

export function periodAgreement(asked: AskedPeriod | null, candidate: Candidate, today: string | null): Agreement {
  if (asked === null) return 'open'
  const { period } = candidate.observation
  if (period !== null && period.text === asked.text && isRelative(asked)) return 'same'
  if (period === null || period.from === null || period.to === null) return undatedAgreement(asked, candidate, today)
  const year = Number(period.to.slice(0, 4))
  const wanted = resolvePeriod(asked, { year, date: today })
  if (wanted === null) return 'other'
  const agreement = datesAgreement(wanted, { from: period.from, to: period.to })
  return agreement === 'near' && WHOLE.test(asked.text) ? 'other' : agreement
}

/** 2024年全年 wants the whole year and no part of it. */
const WHOLE = /全年|整年/u

function isRelative({ stretch }: AskedPeriod): boolean {
  return stretch.first !== 'stated-date' && stretch.first.year?.kind === 'calendar'
}

/** Only a year as such is answered by a part of it, with the part's name; 上半年 is not answered by a month. */
function isWholeYear({ from, to }: ResolvedPeriod): boolean {
  return from.endsWith('-01-01') && to.endsWith('-12-31')
}

function datesAgreement(wanted: ResolvedPeriod, own: ResolvedPeriod): Agreement {
  if (wanted.from === own.from && wanted.to === own.to) return 'same'
  if (isWholeYear(wanted) && wanted.from <= own.from && own.to <= wanted.to) return 'near'
  // 2025年末 against a figure that its report gives for 2025: a stock is as of the end.
  const isEnd = wanted.from === wanted.to && wanted.to === own.to
  return isEnd ? 'near' : 'other'
}

/** A figure without a year may stand for the year its document is of, never for another, nor for other months. */
function undatedAgreement(asked: AskedPeriod, { observation, passage }: Candidate, today: string | null): Agreement {
  const { date, period } = passage.document
  const from = period?.from ?? date
  const year = from === null ? null : Number(from.slice(0, 4))
  const wanted = resolvePeriod(asked, { year: year ?? ANY_YEAR, date: today })
  if (wanted === null || !hasMonthsOf(observation.period, wanted)) return 'other'
  if (year === null) return passage.text.includes(wanted.from.slice(0, 4)) || isYearless(asked) ? 'unstated' : 'other'
  return Number(wanted.from.slice(0, 4)) <= year && year <= Number(wanted.to.slice(0, 4)) ? 'unstated' : 'other'
}

/** Stands in for a year that nobody states, to compare months. */
const ANY_YEAR = 2000

function isYearless({ stretch }: AskedPeriod): boolean {
  return stretch.first !== 'stated-date' && stretch.first.year === null
}

/** True unless the figure's own period, without its year, names other months than the wanted. */
function hasMonthsOf(period: PeriodSlot | null, wanted: ResolvedPeriod): boolean {
  const mention = period === null ? undefined : periodsIn(period.text)[0]
  const own = mention === undefined ? null : resolvePeriod(mention, { year: Number(wanted.to.slice(0, 4)), date: null })
  return own === null || datesAgreement(wanted, own) !== 'other'
}

/** Amounts of any sort answer 多少. */
const AMOUNTS: readonly Measure[] = ['level', 'count', 'ratio']

/** Asks for what came of it: a goal or a budget does not answer; 预计完成 is how a report of December words the result. */
const DONE = /完成|实际|执行|实现/u

export function measureAgreement(ask: Ask, candidate: Candidate, lexicon: Lexicon): Agreement {
  const { observation } = candidate
  if (DONE.test(ask.text) && !ask.isPlan && observation.modality === 'planned') return 'other'
  const unit = ask.unit === null ? dimensionAgreement(ask, observation, lexicon) : unitAgreement(ask.unit, observation, lexicon)
  const measure = ask.measure === null ? unaskedMeasure(ask, observation.measure) : askedMeasure(ask.measure, observation)
  return unit === 'other' || measure === 'other' ? 'other' : unit === 'near' ? 'near' : measure
}

function askedMeasure(asked: Measure, observation: Observation): Agreement {
  if (asked === observation.measure) return 'same'
  return isClose(asked, observation) ? 'near' : 'other'
}

/** 多少 alone asks for the amount; where a unit is asked for, the unit has decided; 怎么样 takes what there is. */
function unaskedMeasure({ unit, wantsAmount }: Ask, own: Measure): Agreement {
  if (AMOUNTS.includes(own)) return 'same'
  if (unit !== null) return own === 'share' || own === 'difference' ? 'near' : 'same'
  return own === 'share' || (!wantsAmount && own === 'growth') ? 'near' : 'other'
}

/** Names of rates; an amount of anything else is not given in per cent. */
const RATE = /(?:率|比重|比例|占比|度|指数|涨幅|幅)$/u

/** An amount of money is meant when the indicator is one: 完成217.7亿元，为预算的117.5% answers with the first. */
function dimensionAgreement({ indicator, topic, measure, wantsAmount }: Ask, { unit }: Observation, lexicon: Lexicon): Agreement {
  const expected = indicator === null ? undefined : lexicon.indicator(indicator.canonical)?.dimension
  const own = lexicon.unit(unit)?.dimension
  if (measure !== null || own === undefined) return 'same'
  if (expected === undefined) return own === 'percent' && !RATE.test(indicator?.text ?? topic) ? 'near' : 'same'
  if (expected === own) return 'same'
  const isMoneyAgainstShare = [expected, own].every((dimension) => dimension === 'money' || dimension === 'percent')
  return wantsAmount && isMoneyAgainstShare ? 'other' : 'near'
}

/** A change in percentage points is a growth as well as a difference; a rate (…率, …比重) is a level as well as a share. */
function isClose(asked: Measure, { measure, unit }: Observation): boolean {
  if (asked === 'growth') return measure === 'difference'
  if (asked === 'difference') return measure === 'growth' && unit !== '%'
  if (asked === 'share') return (measure === 'level' || measure === 'ratio') && unit === '%'
  return AMOUNTS.includes(asked) && AMOUNTS.includes(measure)
}

/** What is counted with 个 as well: 多少个医院, 医院281家. Beds, cars and cattle are not. */
const GENERAL: readonly string[] = ['家', '所', '座', '项', '处', '条', '种', '类', '户', '间', '支']

/** 个 counts anything of that sort; other measure words tell things apart: 多少户 is not answered by 108条. */
function unitAgreement(asked: AskedUnit, { unit }: Observation, lexicon: Lexicon): Agreement {
  const own = lexicon.unit(unit)
  if (own === undefined) return unit.endsWith(asked.text) ? 'same' : 'other'
  if (own.dimension !== asked.dimension) return 'other'
  if (asked.dimension === 'money') return own.base === asked.base ? 'same' : 'other'
  if (asked.dimension !== 'count' || own.base === asked.base) return 'same'
  const [general, special] = asked.base === '个' ? [asked.base, own.base] : [own.base, asked.base]
  return general === '个' && GENERAL.includes(special) ? 'near' : 'other'
}
