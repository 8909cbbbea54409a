import type { ResolvedPeriod } from '../figure/resolve-period.ts'
import { resolvePeriod } from '../figure/resolve-period.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure } from '../observation/observation.ts'
import { resolveSelfPlace } from '../observation/self-places.ts'
import type { Ask, AskedPeriod, AskedPlace, AskedUnit } from '../retrieval/question.ts'
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
  // A document about another place does not mean this one by what it leaves out.
  const { place } = passage.document
  return place === null || wanted.includes(place) ? 'unstated' : 'other'
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

/** A figure without a date may stand for the year its document is of, never for another. */
function undatedAgreement(asked: AskedPeriod, { passage }: Candidate, today: string | null): Agreement {
  const { date, period } = passage.document
  const from = period?.from ?? date
  if (from === null) return 'unstated'
  const year = Number(from.slice(0, 4))
  const wanted = resolvePeriod(asked, { year, date: today })
  return wanted !== null && Number(wanted.from.slice(0, 4)) <= year && year <= Number(wanted.to.slice(0, 4))
    ? 'unstated'
    : 'other'
}

/** Amounts of any sort answer 多少. */
const AMOUNTS: readonly Measure[] = ['level', 'count', 'ratio']

export function measureAgreement(ask: Ask, candidate: Candidate, lexicon: Lexicon): Agreement {
  const { observation } = candidate
  if (ask.unit !== null && !hasUnit(ask.unit, candidate, lexicon)) return 'other'
  if (ask.measure === observation.measure) return 'same'
  if (ask.measure === null) return unaskedMeasure(ask, observation.measure)
  return isClose(ask.measure, candidate) ? 'near' : 'other'
}

/** 多少 alone asks for the amount; where a unit is asked for, the unit has decided; 怎么样 takes what there is. */
function unaskedMeasure({ unit, wantsAmount }: Ask, own: Measure): Agreement {
  if (AMOUNTS.includes(own)) return 'same'
  if (unit !== null) return own === 'share' || own === 'difference' ? 'near' : 'same'
  return own === 'share' || (!wantsAmount && own === 'growth') ? 'near' : 'other'
}

/** A change in percentage points is a growth as well as a difference; a rate (…率, …比重) is a level as well as a share. */
function isClose(asked: Measure, { observation }: Candidate): boolean {
  const { measure, unit } = observation
  if (asked === 'growth') return measure === 'difference'
  if (asked === 'difference') return measure === 'growth' && unit !== '%'
  if (asked === 'share') return (measure === 'level' || measure === 'ratio') && unit === '%'
  return AMOUNTS.includes(asked) && AMOUNTS.includes(measure)
}

function hasUnit(asked: AskedUnit, { observation }: Candidate, lexicon: Lexicon): boolean {
  const own = lexicon.unit(observation.unit)
  if (own === undefined) return observation.unit.endsWith(asked.text)
  if (own.dimension !== asked.dimension) return false
  return asked.dimension !== 'money' || own.base === asked.base
}
