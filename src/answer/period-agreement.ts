import { periodsIn } from '../figure/periods-in.ts'
import type { ResolvedPeriod } from '../figure/resolve-period.ts'
import { resolvePeriod } from '../figure/resolve-period.ts'
import type { PeriodSlot } from '../observation/observation.ts'
import type { DocumentFacts } from '../report-index/report-index.ts'
import type { AskedPeriod } from '../retrieval/question.ts'
import type { Agreement } from './agreement.ts'
import type { Candidate } from './candidate.ts'

/** `today` is what 今年 and 去年 of the question are counted from; months without a year are of the figure's year. */
export function periodAgreement(asked: AskedPeriod | null, candidate: Candidate, today: string | null): Agreement {
  if (asked === null) return 'open'
  const { period } = candidate.observation
  if (isRelative(asked) && period?.text === asked.text) return 'same'
  const own = datesOf(period)
  if (own === undefined) return undatedAgreement(asked, candidate, today)
  const wanted = resolvePeriod(asked, { year: yearOf(own.to), date: today })
  if (wanted === null) return 'other'
  const agreement = datesAgreement(wanted, own)
  return agreement === 'near' && WHOLE.test(asked.text) ? 'other' : agreement
}

/** 2024年全年 wants the whole year and no part of it. */
const WHOLE = /全年|整年/u

function datesOf(period: PeriodSlot | null): ResolvedPeriod | undefined {
  if (period === null || period.from === null || period.to === null) return undefined
  return { from: period.from, to: period.to }
}

/** True for 今年, 去年 and the like, which count from a day. */
export function isRelative({ stretch }: AskedPeriod): boolean {
  return stretch.first !== 'stated-date' && stretch.first.year?.kind === 'calendar'
}

function isYearless({ stretch }: AskedPeriod): boolean {
  return stretch.first !== 'stated-date' && stretch.first.year === null
}

function datesAgreement(wanted: ResolvedPeriod, own: ResolvedPeriod): Agreement {
  if (wanted.from === own.from && wanted.to === own.to) return 'same'
  if (isWholeYear(wanted) && wanted.from <= own.from && own.to <= wanted.to) return 'near'
  // 2025年末 against a figure that its report gives for 2025: a stock is as of the end.
  const isEnd = wanted.from === wanted.to && wanted.to === own.to
  return isEnd ? 'near' : 'other'
}

/** Only a year as such is answered by a part of it, with the part's name; 上半年 is not answered by a month. */
function isWholeYear({ from, to }: ResolvedPeriod): boolean {
  return from.endsWith('-01-01') && to.endsWith('-12-31')
}

/** Stands in for a year that nobody states, to compare months. */
const ANY_YEAR = 2000

/** A figure without a year may stand for the year its document is of, never for another, nor for other months. */
function undatedAgreement(asked: AskedPeriod, { observation, passage }: Candidate, today: string | null): Agreement {
  const year = documentYear(passage.document)
  const wanted = resolvePeriod(asked, { year: year ?? ANY_YEAR, date: today })
  if (wanted === null || !hasMonthsOf(observation.period, wanted)) return 'other'
  const mayBe =
    year === undefined
      ? isYearless(asked) || passage.text.includes(wanted.from.slice(0, 4))
      : yearOf(wanted.from) <= year && year <= yearOf(wanted.to)
  return mayBe ? 'unstated' : 'other'
}

function documentYear({ period, date }: DocumentFacts): number | undefined {
  const from = period?.from ?? date
  return from === null ? undefined : yearOf(from)
}

/** True unless the figure's own period, without its year, names other months than the wanted. */
function hasMonthsOf(period: PeriodSlot | null, wanted: ResolvedPeriod): boolean {
  const mention = period === null ? undefined : periodsIn(period.text)[0]
  // 今年上半年 of an undated report has its months, whatever the year.
  const own = mention === undefined ? null : resolvePeriod(mention, { year: yearOf(wanted.to), date: wanted.to })
  return own === null || datesAgreement(wanted, own) !== 'other'
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}
