import type { CalendarPoint, PeriodMention, StretchEnd } from '../figure/period-mention.ts'
import { wholeYears } from '../figure/period-mention.ts'
import { periodsIn } from '../figure/periods-in.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import type { AskedPeriod } from './question.ts'

/** `period` is null for a base of comparison (比上年) and for words that leave the time open (目前): named, not asked for. */
export interface AskedPeriodMention extends Span {
  readonly period: AskedPeriod | null
}

/** 2025 without 年, unless a unit or a further digit makes it an amount or a code. */
const BARE_YEAR =
  /(?<![\d.A-Za-z〔[-]|\d,)(?:19[5-9]|20[0-4])\d(?![\d.%‰年多余万亿千百元个人家吨户名公平立亩头只辆台套部件张所座条项次倍天日月斤克米度位点号\-A-Za-z])/gu
/** 25年 of a question is a year of this century; 近10年, 10年来 and 20年间 are stretches of time. */
const SHORT_YEAR = /(?<![\d.近第满约超每]|过去|连续|历时)[0-3]\d年(?![\d以内期限来前后间多代级的产均])/gu
/** 年初预算, 年初预期目标: the name of a figure, not its time. */
const NAME_BEHIND = /^(?:预算|预期|目标|计划|安排)/u
/** 本年收入, 上年结转: items of a budget. */
const BUDGET_YEAR = /^[本上当]年$/u
const ITEM_BEHIND = /^(?:收入|支出|收支|结余|结转)/u

/** The times of a question in order. A year and the months or 年末 after it are one time: 2024年昌吉州1至10月. */
export function askedPeriodsIn(text: string): AskedPeriodMention[] {
  const printed = periodsIn(text).filter((mention) => !isName(mention.text, text.slice(mention.end)))
  const years = [...text.matchAll(BARE_YEAR), ...text.matchAll(SHORT_YEAR)].map(yearMention)
  const free = years.filter((year) => !printed.some((mention) => overlaps(mention, year)))
  const mentions = [...printed, ...free].toSorted((a, b) => a.start - b.start).flatMap(monthsApart)
  const asked = mentions.map((mention) => ({ start: mention.start, end: mention.end, period: askedPeriod(mention) }))
  return joinYears(withoutGlossed(asked, text))
}

function isName(words: string, behind: string): boolean {
  return (words === '年初' && NAME_BEHIND.test(behind)) || (BUDGET_YEAR.test(words) && ITEM_BEHIND.test(behind))
}

function yearMention(match: RegExpExecArray): PeriodMention {
  const digits = match[0].replace('年', '')
  const year = digits.length === 2 ? 2000 + Number(digits) : Number(digits)
  const [start, end] = [match.index, match.index + match[0].length]
  return { start, end, text: `${digits}年`, stretch: wholeYears(year, year), isComparison: false }
}

const TWO_MONTHS = /^(?<year>.*?)(?<one>\d{1,2}月份?)[和与、及](?<other>\d{1,2}月份?)$/u

/** 6月和7月 are two months to ask for, although a report may mean both together. */
function monthsApart(mention: PeriodMention): PeriodMention[] {
  const groups = TWO_MONTHS.exec(mention.text)?.groups
  if (groups === undefined) return [mention]
  const { year = '', one = '', other = '' } = groups
  const { start, end } = mention
  return [
    monthMention(year + one, { start, end: start + year.length + one.length }),
    monthMention(year + other, { start: end - other.length, end }),
  ]
}

function monthMention(text: string, { start, end }: Span): PeriodMention {
  return { start, end, text, stretch: periodsIn(text)[0]?.stretch ?? null, isComparison: false }
}

/** Null where the words leave the time open. 上年 and 当年 of a question are counted from today, as 去年 and 今年 are. */
function askedPeriod({ text, stretch, isComparison }: PeriodMention): AskedPeriod | null {
  if (isComparison) return null
  if (stretch === null) return sameTimeOf(text)
  if (stretch.first === 'stated-date') return null
  return { text, stretch: { first: fromToday(stretch.first), last: fromToday(stretch.last) } }
}

const SAME_TIME = /^(?<year>.+年|去年|上年|前年|今年) ?同(?:期|月|季度?|日)$/u

/** 2023年同期: the year, for the months of the question before; null for a bare 同期. */
function sameTimeOf(text: string): AskedPeriod | null {
  const year = SAME_TIME.exec(text)?.groups?.['year']
  const stretch = year === undefined ? undefined : periodsIn(year)[0]?.stretch
  if (!stretch || stretch.first === 'stated-date') return null
  return { text, stretch: { first: fromToday(stretch.first), last: fromToday(stretch.last) }, isSameTime: true }
}

function fromToday(end: StretchEnd): StretchEnd {
  if (end === 'stated-date' || end.year?.kind !== 'report') return end
  return { ...end, year: { kind: 'calendar', offset: end.year.offset } }
}

/** 去年（2025年） is told twice: the printed year counts. Asides stand at the end by now. */
function withoutGlossed(mentions: readonly AskedPeriodMention[], text: string): AskedPeriodMention[] {
  return mentions.map((mention, at) => {
    const next = mentions[at + 1]
    const isGlossed =
      next !== undefined &&
      isYearOf(mention, 'calendar') &&
      isYearOf(next, 'printed') &&
      isAside(text, { start: mention.end, end: next.start }, next)
    return isGlossed ? { start: mention.start, end: mention.end, period: null } : mention
  })
}

function isAside(text: string, between: Span, { end }: Span): boolean {
  const words = text.slice(between.start, between.end)
  return words.trim() === '' || (end === text.trimEnd().length && words.endsWith(' '))
}

function isYearOf({ period }: AskedPeriodMention, kind: 'calendar' | 'printed'): boolean {
  return period !== null && period.stretch.first !== 'stated-date' && period.stretch.first.year?.kind === kind
}

function joinYears(mentions: readonly AskedPeriodMention[]): AskedPeriodMention[] {
  const joined: AskedPeriodMention[] = []
  for (const mention of mentions) {
    const at = joined.findLastIndex(({ period }) => period !== null)
    const before = joined[at]
    const both = before?.period && mention.period ? joinedPeriod(before.period, mention.period) : undefined
    if (before === undefined || both === undefined) {
      joined.push(mention)
      continue
    }
    joined[at] = { ...before, period: null }
    joined.push({ ...mention, period: both })
  }
  return joined
}

/** A year and a part of a year, in either order. */
function joinedPeriod(one: AskedPeriod, other: AskedPeriod): AskedPeriod | undefined {
  return withYearOf(one, other) ?? withYearOf(other, one)
}

/** A time without its year, in the year of a time that is nothing but a year; undefined where either is otherwise. */
function withYearOf(base: AskedPeriod, part: AskedPeriod): AskedPeriod | undefined {
  const { first, last } = base.stretch
  if (first === 'stated-date' || last === 'stated-date') return undefined
  const isYear = first.month === null && last.month === null && first.day === null && last.day === null
  return isYear ? periodInYearOf(base, part) : undefined
}

/** A time without its year, in the year another time names; undefined where it has one or there is none to take. */
export function periodInYearOf(base: AskedPeriod, { text, stretch }: AskedPeriod): AskedPeriod | undefined {
  const year = base.stretch.first === 'stated-date' ? null : base.stretch.first.year
  if (year === null || !isYearless(stretch.first) || !isYearless(stretch.last)) return undefined
  const dated = (end: StretchEnd): StretchEnd => (end === 'stated-date' ? end : { ...end, year })
  return {
    text: joinedText(yearText(base.text), text),
    stretch: { first: dated(stretch.first), last: dated(stretch.last) },
  }
}

/** 2024年 of 2024年1至10月. */
function yearText(text: string): string {
  return /^.*?年/u.exec(text)?.[0] ?? text
}

function isYearless(end: StretchEnd): boolean {
  return end !== 'stated-date' && end.year === null
}

/** 2025年 + 年末: 2025年末. */
function joinedText(year: string, part: string): string {
  const named = /[\d]$/u.test(year) ? `${year}年` : year
  return named.endsWith('年') && part.startsWith('年') ? named + part.slice(1) : named + part
}

/** The stretch of `months` in the year of `year`: what 2023年同期 means after a question about 2024年1至10月. */
export function sameTimeIn(year: AskedPeriod, months: AskedPeriod): AskedPeriod {
  const reference = year.stretch.first === 'stated-date' ? null : year.stretch.first.year
  const moved = (end: StretchEnd): StretchEnd => (end === 'stated-date' ? end : { ...end, year: reference })
  return { text: year.text, stretch: { first: moved(months.stretch.first), last: moved(months.stretch.last) } }
}

/** The same stretch of the year before: 2023年1至10月 for 2024年1至10月; undefined where no year is printed. */
export function yearBefore({ text, stretch }: AskedPeriod): AskedPeriod | undefined {
  const { first, last } = stretch
  const year = first === 'stated-date' ? null : first.year
  if (year?.kind !== 'printed' || last === 'stated-date' || last.year?.kind !== 'printed') return undefined
  const moved = (end: CalendarPoint): CalendarPoint => ({ ...end, year: { kind: 'printed', year: year.year - 1 } })
  return {
    text: text.replace(String(year.year), String(year.year - 1)),
    stretch: { first: moved(first === 'stated-date' ? last : first), last: moved(last) },
  }
}
