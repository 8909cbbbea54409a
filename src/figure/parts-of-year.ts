import { parseChineseNumeral } from './chinese-numerals.ts'
import { matchAt, TO } from './scanner.ts'

/** Months and days of a year, both ends included. A day is null where whole months are meant, a month where none is printed. */
export interface PartOfYear {
  readonly end: number
  readonly first: MonthDay
  readonly last: MonthDay
}

interface MonthDay {
  readonly month: number | null
  readonly day: number | 'last' | null
}

/** 1 to 12 in digits or Chinese; 十 stands after 十一 and 十二, or it would hide them. */
const MONTH = '(1[0-2]|0?[1-9]|十[一二]|十|[一二三四五六七八九元]) ?'
const DAY = '(3[01]|[12]\\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]) ?'
const QUARTER = '第? ?([一二三四1-4]) ?'
/** Words that begin with 月 and are no month. */
const NO_MONTH = '(?!饼|亮|球|季|嫂|票|台|老)'
/** 10日内 is a time limit and 5日均线 a chart, not the tenth and the fifth. */
const NO_DAY = '(?!内|以内|之内|均|游|元|本|圆|报|常|线|产|活|客|志|夜|供|处|粮)'

/** Every form shows one of these within its first few characters, which spares most numbers the rest. */
const SIGN = /.{1,6}?[月日季年]|Q\d|中报/sy

type Ends = readonly [first: MonthDay, last: MonthDay]
type Reading = (groups: readonly number[]) => Ends

/** Longest forms first: a range before its first month, a day before its month. */
const FORMS: readonly (readonly [RegExp, Reading])[] = [
  [sticky(`${MONTH}月 ?${DAY}日?${TO}${MONTH}月 ?${DAY}日`), ([m, d, n, e]) => [on(m, d), on(n, e)]],
  [sticky(`${MONTH}月 ?${DAY}日?${TO}${DAY}日`), ([m, d, e]) => [on(m, d), on(m, e)]],
  [sticky(`${MONTH}月 ?${DAY}[日号]`), ([m, d]) => [on(m, d), on(m, d)]],
  [sticky(`${MONTH}(?:月份?)?${TO}${MONTH}月份?`), ([m, n]) => [on(m), on(n)]],
  [sticky(`${MONTH}(?:月份?)?[、和]${MONTH}月份?`), ([m, n]) => [on(m), on(n)]],
  [sticky(`[前头] ?(1[0-2]|[1-9]|十[一二]?|[二两三四五六七八九]) ?个?月`), ([n]) => [on(1), on(n)]],
  [sticky(`${MONTH}月(?:份)?上旬`), ([m]) => [on(m, 1), on(m, 10)]],
  [sticky(`${MONTH}月(?:份)?中旬`), ([m]) => [on(m, 11), on(m, 20)]],
  [sticky(`${MONTH}月(?:份)?下旬`), ([m]) => [on(m, 21), { ...on(m), day: 'last' }]],
  [sticky(`${MONTH}月份?${NO_MONTH}`), ([m]) => [on(m), on(m)]],
  [sticky(`前 ?([二两三四2-4]) ?个?季度?`), ([n]) => quarters(1, n)],
  [sticky(`${QUARTER}(?:季度?)?${TO}${QUARTER}季度?`), ([n, o]) => quarters(n, o)],
  [sticky(`${QUARTER}季(?:度|(?=[末底]))`), ([n]) => quarters(n, n)],
  [sticky(`Q([1-4])(?![\\dA-Za-z.])`), ([n]) => quarters(n, n)],
  [sticky(`上半年`), () => [on(1), on(6)]],
  // Reports by the stretch of time they are of: 2023半年报, 三季报.
  [sticky(`(?:半年度?报告?|中报)(?!告?期)`), () => [on(1), on(6)]],
  [sticky(`一季报`), () => quarters(1, 1)],
  [sticky(`三季报`), () => quarters(1, 3)],
  [sticky(`下半年`), () => [on(7), on(12)]],
  [sticky(`全年(?!龄|级)`), () => [on(1), on(12)]],
  [sticky(`${DAY}日?${TO}${DAY}日${NO_DAY}`), ([d, e]) => [on(undefined, d), on(undefined, e)]],
  [sticky(`(3[01]|[12]\\d|0?[1-9]) ?日${NO_DAY}`), ([d]) => [on(undefined, d), on(undefined, d)]],
]

/**
 * The part of a year that begins at `at` of a shadow: months, a quarter, a half, a day; null when none does. A day
 * without its month (10日) is read with a month of null.
 */
export function partAt(shadow: string, at: number): PartOfYear | null {
  if (matchAt(SIGN, shadow, at) === null) return null
  for (const [form, reading] of FORMS) {
    const match = matchAt(form, shadow, at)
    if (match !== null) {
      const [first, last] = reading(match.slice(1).map(numberOf))
      return { end: at + match[0].length, first, last }
    }
  }
  return null
}

function sticky(source: string): RegExp {
  return new RegExp(source, 'y')
}

/** 元月 is the first month. */
function numberOf(printed: string): number {
  if (printed === '元') return 1
  return /^\d/.test(printed) ? Number(printed) : (parseChineseNumeral(printed) ?? 0)
}

function on(month?: number, day?: number): MonthDay {
  return { month: month ?? null, day: day ?? null }
}

function quarters(first: number | undefined = 1, last: number | undefined = 4): Ends {
  return [on(first * 3 - 2), on(last * 3)]
}
