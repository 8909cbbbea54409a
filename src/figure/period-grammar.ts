import { parseChineseNumeral } from './chinese-numerals.ts'
import { planAt } from './five-year-plans.ts'
import { numericPeriodAt } from './numeric-dates.ts'
import { isDigit } from './numerals.ts'
import { type PartOfYear, partAt } from './parts-of-year.ts'
import { type ReadPeriod, type StretchEnd, type YearReference, printedYear } from './period-mention.ts'
import { matchAt, skipBlanks, TO } from './scanner.ts'
import { timeWordAt } from './time-words.ts'

/** Characters a period can begin with; everywhere else the scan goes on at once. */
const BEGINS = new Set(
  '0123456789一二三四五六七八九十〇零元今去前后明上下本当同次年目现截自每近过未历往逐全第头最多报数几迄Q“"「’‘',
)

const YEAR =
  /((?:18|19|20|21)\d\d) ?(?:年度|年(?!代)|财年|学年|(?=[上下]半年|半年度?报|[一三]季报|年报|中报|第?[一二三四]季度|前[二三两]季度))/y
const CHINESE_YEAR = /([一二][〇零一二三四五六七八九]{3})(?:年度|年)/y
/** 24年 is two dozen years, unless a month, quarter or half follows or an apostrophe stands before it. */
const SHORT_YEAR_QUOTED = /[’'‘](\d\d) ?年/y
const SHORT_YEAR =
  /(\d\d) ?年(?= ?(?:1[0-2]|0?[1-9]) ?月|[上下]半年|第?[一二三四1-4]季度|前[二两三2-3]季度|年?[初末底])/y
const YEAR_WORD = /(?:上一年度?|下一年|上年度?|本年度|本年(?!来)|当年|同年|次年|今年|去年|前年|明年|后年)/y
const YEAR_WORDS: Readonly<Record<string, YearReference>> = {
  上: { kind: 'report', offset: -1 },
  本: { kind: 'report', offset: 0 },
  当: { kind: 'report', offset: 0 },
  同: { kind: 'report', offset: 0 },
  次: { kind: 'report', offset: 1 },
  下: { kind: 'report', offset: 1 },
  今: { kind: 'calendar', offset: 0 },
  去: { kind: 'calendar', offset: -1 },
  前: { kind: 'calendar', offset: -2 },
  明: { kind: 'calendar', offset: 1 },
  后: { kind: 'calendar', offset: 2 },
}

const UP_TO = /(?:截至到?|截止到?|截止至) ?/y
const SINCE_BEFORE = /自从? ?/y
const SINCE_AFTER = / ?(?:以来|至今|起至今)/y
/** 末 and 底, unless a word begins with them (底部, 末端); 初 likewise (初步, 初中毕业生). */
const LAST_DAY = / ?年?[末底](?![端梢部层线盘蕴座色板仓价气稿])/y
const FIRST_DAY = / ?年?初(?![步中级创始心衷期次审二三一婚具见露加选试雪夏春秋冬])/y
/** 上年同期 is the same months of another year, which only the other period tells. */
const SAME_TIME = / ?同(?:期|月|季度|日)/y
const CONTINUES = new RegExp(TO, 'y')

/** The period that begins at `at` of a shadow; null when none does. */
export function periodAt(shadow: string, at: number): ReadPeriod | null {
  const char = shadow.charAt(at)
  if (!BEGINS.has(char)) return null
  const upTo = char === '截' ? matchAt(UP_TO, shadow, at) : null
  if (upTo !== null) return closed(wholeAt(shadow, at + upTo[0].length))
  return openAt(shadow, at)
}

/** A period that may go on to the stated date: 自5月以来, 年初至今. */
function openAt(shadow: string, at: number): ReadPeriod | null {
  const since = shadow[at] === '自' ? matchAt(SINCE_BEFORE, shadow, at) : null
  const found = wholeAt(shadow, at + (since?.[0].length ?? 0))
  if (found === null) return null
  const after = matchAt(SINCE_AFTER, shadow, found.end)
  if (after === null) return since === null ? found : null
  const end = found.end + after[0].length
  return { end, stretch: found.stretch === null ? null : { first: found.stretch.first, last: 'stated-date' } }
}

/** 截至2024年10月 is the state on the last day of it. */
function closed(found: ReadPeriod | null): ReadPeriod | null {
  if (found === null || found.stretch === null) return found
  const last = lastDayOf(found.stretch.last)
  return { end: found.end, stretch: { first: last, last } }
}

/** No period begins inside a number or a code. */
function wholeAt(shadow: string, at: number): ReadPeriod | null {
  if (/[0-9A-Za-z]/.test(shadow[at - 1] ?? '')) return null
  return numericPeriodAt(shadow, at) ?? planAt(shadow, at) ?? timeWordAt(shadow, at) ?? datesAt(shadow, at)
}

/** A date, or two with 至 between them: 2023年10月至2024年3月. */
function datesAt(shadow: string, at: number): ReadPeriod | null {
  const first = dateAt(shadow, at)
  if (first === null || first.stretch === null) return first
  const to = matchAt(CONTINUES, shadow, first.end)
  if (to === null) return first
  const second = dateAt(shadow, first.end + to[0].length)
  if (second === null || second.stretch === null) return first
  const last = withYear(second.stretch.last, first.stretch.first)
  return { end: second.end, stretch: { first: first.stretch.first, last } }
}

/** 2023年10月底至12月底: the year is printed once. */
function withYear(last: StretchEnd, first: StretchEnd): StretchEnd {
  if (last === 'stated-date' || first === 'stated-date' || last.year !== null) return last
  return { ...last, year: first.year }
}

function dateAt(shadow: string, at: number): ReadPeriod | null {
  const year = yearAt(shadow, at)
  const part = partAt(shadow, year === null ? at : skipBlanks(shadow, year.end))
  const end = part?.end ?? year?.end
  if (end === undefined) return null
  return edged(shadow, { end, year: year?.reference ?? null, part })
}

const WHOLE = { month: null, day: null }

interface DateParts {
  readonly end: number
  readonly year: YearReference | null
  readonly part: PartOfYear | null
}

/** The date with the 末, 初 or 同期 behind it. */
function edged(shadow: string, { end, year, part }: DateParts): ReadPeriod {
  const first = { year, ...(part?.first ?? WHOLE) }
  const last = { year, ...(part?.last ?? WHOLE) }
  const same = matchAt(SAME_TIME, shadow, end)
  if (same !== null) return { end: end + same[0].length, stretch: null }
  const atLast = matchAt(LAST_DAY, shadow, end)
  if (atLast !== null) return onDay(end + atLast[0].length, lastDayOf(last))
  const atFirst = matchAt(FIRST_DAY, shadow, end)
  if (atFirst !== null) return onDay(end + atFirst[0].length, { ...first, month: first.month ?? 1, day: 1 })
  return { end, stretch: { first, last } }
}

function onDay(end: number, day: StretchEnd): ReadPeriod {
  return { end, stretch: { first: day, last: day } }
}

function lastDayOf(point: StretchEnd): StretchEnd {
  if (point === 'stated-date') return point
  return { ...point, month: point.month ?? (point.day === null ? 12 : null), day: point.day ?? 'last' }
}

interface ReadYear {
  readonly end: number
  readonly reference: YearReference
}

function yearAt(shadow: string, at: number): ReadYear | null {
  const char = shadow.charAt(at)
  if (isDigit(char)) return yearBy(YEAR, shadow, at) ?? yearBy(SHORT_YEAR, shadow, at)
  const reference = YEAR_WORDS[char]
  const word = reference === undefined ? null : matchAt(YEAR_WORD, shadow, at)
  if (word !== null && reference !== undefined) return { end: at + word[0].length, reference }
  return yearBy(CHINESE_YEAR, shadow, at) ?? yearBy(SHORT_YEAR_QUOTED, shadow, at)
}

function yearBy(pattern: RegExp, shadow: string, at: number): ReadYear | null {
  const match = matchAt(pattern, shadow, at)
  if (match === null) return null
  const digits = match[1] ?? ''
  const year = /^\d/.test(digits) ? Number(digits) : (parseChineseNumeral(digits) ?? 0)
  return { end: at + match[0].length, reference: printedYear(year < 100 ? 2000 + year : year) }
}
