import { parseChineseNumeral } from './chinese-numerals.ts'
import { type CalendarPoint, type ReadPeriod, printedYear, wholeYears } from './period-mention.ts'
import { firstMatch, matchAt, TO } from './scanner.ts'

/** Four digits of a year, or a decade with or without its century. */
const BEGINNING = /(?:18|19|20|21)\d\d|.{0,5}[0十]年代/y
const DATE = /((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12]\d|0?[1-9])(?!\d)(?:[ T]{1,2}\d{1,2}:\d\d(?::\d\d)?)?/y
const MONTH = /((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?![\d%万亿个元.-])/y
const REPORT_PART = /((?:19|20)\d\d)年? ?(?:Q([1-4])|H([12]))(?![\dA-Za-z])/y
const YEARS = new RegExp(
  `((?:18|19|20|21)\\d\\d) ?(?:年度?)?${TO}((?:18|19|20|21)\\d\\d|\\d\\d(?= ?年)) ?(?:年度?|学年|财年)`,
  'y',
)
const BARE_YEARS = new RegExp(`((?:19|20)\\d\\d)${TO}((?:19|20)\\d\\d)(?![\\d.,万亿%个元千百/-])`, 'y')
/** 2023年至2024年3月 and 2021年至2023年末 go on: those are two dates with 至 between them. */
const GOES_ON = / ?(?:\d|[末底初]|[上下]半年|前|第?[一二三四]季)/y
const DECADE = /(?:(18|19|20|21|上|本)世纪)?([1-9一二三四五六七八九])[0十]年代[初中末]?期?/y

/** Times printed in figures alone (2024-12-10, 2024Q3) and spans of years (2021—2025年, 20世纪90年代). */
export function numericPeriodAt(shadow: string, at: number): ReadPeriod | null {
  if (matchAt(BEGINNING, shadow, at) === null) return null
  return dateAt(shadow, at) ?? reportPartAt(shadow, at) ?? yearsAt(shadow, at) ?? decadeAt(shadow, at)
}

function dateAt(shadow: string, at: number): ReadPeriod | null {
  const date = matchAt(DATE, shadow, at)
  if (date !== null) return pointRead(at, date, { month: Number(date[3]), day: Number(date[4]) })
  const month = matchAt(MONTH, shadow, at)
  return month === null ? null : pointRead(at, month, { month: Number(month[2]), day: null })
}

function pointRead(at: number, match: RegExpExecArray, rest: Pick<CalendarPoint, 'month' | 'day'>): ReadPeriod {
  const point = { year: printedYear(Number(match[1])), ...rest }
  return { end: at + match[0].length, stretch: { first: point, last: point } }
}

/** 2024Q3 and 2024H1 of company reports. */
function reportPartAt(shadow: string, at: number): ReadPeriod | null {
  const match = matchAt(REPORT_PART, shadow, at)
  if (match === null) return null
  const months = match[2] === undefined ? 6 : 3
  const lastMonth = Number(match[2] ?? match[3]) * months
  const year = printedYear(Number(match[1]))
  const first = { year, month: lastMonth - months + 1, day: null }
  return { end: at + match[0].length, stretch: { first, last: { year, month: lastMonth, day: null } } }
}

function yearsAt(shadow: string, at: number): ReadPeriod | null {
  const match = firstMatch([YEARS, BARE_YEARS], shadow, at)
  if (match === null || matchAt(GOES_ON, shadow, at + match[0].length) !== null) return null
  const from = Number(match[1])
  const to = Number(match[2])
  const century = Math.floor(from / 100) * 100
  return { end: at + match[0].length, stretch: wholeYears(from, to < 100 ? century + to : to) }
}

/** 90年代 without its century is no certain time. */
function decadeAt(shadow: string, at: number): ReadPeriod | null {
  const match = matchAt(DECADE, shadow, at)
  if (match === null) return null
  const end = at + match[0].length
  const century = Number(match[1])
  if (Number.isNaN(century)) return { end, stretch: null }
  const printed = match[2] ?? ''
  const from = (century - 1) * 100 + (parseChineseNumeral(printed) ?? Number(printed)) * 10
  return { end, stretch: wholeYears(from, from + 9) }
}
