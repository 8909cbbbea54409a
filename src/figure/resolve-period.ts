import type { CalendarPoint, PeriodMention, StretchEnd } from './period-mention.ts'

/** What is known beside the words themselves. */
export interface PeriodContext {
  /** The year an earlier period of the sentence names, or the year the document reports on. */
  readonly year: number | null
  /** The day the text was published, as exact as stated: 2024, 2024-12 or 2024-12-10. */
  readonly date: string | null
}

/** ISO dates, both included. */
export interface ResolvedPeriod {
  readonly from: string
  readonly to: string
}

/**
 * The dates a mention stands for; null where nothing states the year. A printed year needs no context; a month without
 * a year, 年末, 年内, 上年 and 当年 take `context.year`; 今年, 去年 and 目前 take the stated date and nothing else, because
 * a report on 2024 that is published in 2025 means 2025 by 今年. For 上年, 当年 and 年内 the stated date stands in only when
 * no year under report is known.
 */
export function resolvePeriod(mention: Pick<PeriodMention, 'stretch'>, context: PeriodContext): ResolvedPeriod | null {
  if (mention.stretch === null) return null
  const from = dateOf(mention.stretch.first, context, 'first')
  const to = dateOf(mention.stretch.last, context, 'last')
  return from === null || to === null || from > to ? null : { from, to }
}

type Side = 'first' | 'last'

function dateOf(end: StretchEnd, context: PeriodContext, side: Side): string | null {
  const point = end === 'stated-date' ? statedDate(context.date) : end
  const year = point === null ? null : yearOf(point, context)
  if (point === null || year === null) return null
  const day = side === 'first' && point.day !== 'last' ? firstDay(point.month, point.day) : lastDay(year, point)
  return day === null || day.day > daysIn(year, day.month) ? null : iso(year, day)
}

interface MonthDay {
  readonly month: number
  readonly day: number
}

/** Null for a day without its month: 10日 is of a month that only another sentence tells. */
function firstDay(month: number | null, day: number | null): MonthDay | null {
  if (month === null) return day === null ? { month: 1, day: 1 } : null
  return { month, day: day ?? 1 }
}

function lastDay(year: number, { month, day }: CalendarPoint): MonthDay | null {
  if (month === null) return day === null ? { month: 12, day: 31 } : null
  return { month, day: day === null || day === 'last' ? daysIn(year, month) : day }
}

function yearOf({ year }: CalendarPoint, context: PeriodContext): number | null {
  const dated = statedYear(context.date)
  if (year === null) return context.year
  if (year.kind === 'printed') return year.year
  const base = year.kind === 'calendar' ? dated : (context.year ?? dated)
  return base === null ? null : base + year.offset
}

function statedYear(date: string | null): number | null {
  return date === null ? null : Number(date.slice(0, 4))
}

function statedDate(date: string | null): CalendarPoint | null {
  if (date === null) return null
  const [year = '', month, day] = date.split('-')
  return {
    year: { kind: 'printed', year: Number(year) },
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  }
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function iso(year: number, { month, day }: MonthDay): string {
  return `${year}-${pad(month)}-${pad(day)}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
