import type { Span } from '../span.ts'

/**
 * Where a year comes from: printed; counted from the year under report (上年, 当年); or counted from the stated date
 * (今年, 去年).
 */
export type YearReference =
  | { readonly kind: 'printed'; readonly year: number }
  | { readonly kind: 'report'; readonly offset: number }
  | { readonly kind: 'calendar'; readonly offset: number }

/** A day, a month or a year. What is null is not printed: the whole year, the whole month, or a year to be found. */
export interface CalendarPoint {
  readonly year: YearReference | null
  readonly month: number | null
  readonly day: number | 'last' | null
}

/** An end of a stretch of time; the stated date is the day the text was published (目前, the open end of 年初以来). */
export type StretchEnd = CalendarPoint | 'stated-date'

/** A stretch of time, both ends included. */
export interface CalendarStretch {
  readonly first: StretchEnd
  readonly last: StretchEnd
}

/**
 * Words that name a time. A point in time is a stretch of one day: 2024年末 is 2024-12-31 twice, 5月初 is 5 月 1 日
 * twice. `stretch` is null for words that name no certain time: 近年来, 同期, 每年.
 */
export interface PeriodMention extends Span {
  readonly text: string
  readonly stretch: CalendarStretch | null
  /** True after 较 or 比, or before 相比: the base that something is compared with, not the time of the figure. */
  readonly isComparison: boolean
}

/** A reading of the period grammar: where it ends, and the time it names. */
export interface ReadPeriod {
  readonly end: number
  readonly stretch: CalendarStretch | null
}

/** The year itself. */
export function printedYear(year: number): YearReference {
  return { kind: 'printed', year }
}

/** Whole years, both included. */
export function wholeYears(from: number, to: number): CalendarStretch {
  return { first: yearPoint(from), last: yearPoint(to) }
}

function yearPoint(year: number): CalendarPoint {
  return { year: printedYear(year), month: null, day: null }
}
