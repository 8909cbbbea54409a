import { parseChineseNumeral } from './chinese-numerals.ts'
import { type ReadPeriod, wholeYears } from './period-mention.ts'
import { firstMatch } from './scanner.ts'

/** 十四五, with its quotation marks when both are printed. 十五, 一五 and 二五 are words too common without them. */
const QUOTED = /[“"「]([一二三四五六七八九十]{1,3})五[”"」](?:期间|时期|末)?/y
const BARE = /(十[一二三四五六七八九])五(?:期间|时期|末)?(?![万亿个家条项年月号日天岁千百分点位名])/y
const TENTH = /(十)五(?:期间|时期|计划|规划)/y

const BEGINS = '“"「十'

/** The first year of the third plan; from then on every plan took five years. The first two began in 1953 and 1958. */
const THIRD_PLAN = 1966

/** A five-year plan by its number: “十四五” is 2021 to 2025, “十四五”末 its last day. */
export function planAt(shadow: string, at: number): ReadPeriod | null {
  if (!BEGINS.includes(shadow.charAt(at))) return null
  const match = firstMatch([QUOTED, BARE, TENTH], shadow, at)
  const number = parseChineseNumeral(match?.[1] ?? '')
  if (match === null || number === null || number > 30) return null
  const from = number < 3 ? 1953 + 5 * (number - 1) : THIRD_PLAN + 5 * (number - 3)
  const stretch = wholeYears(from, from + 4)
  const end = at + match[0].length
  if (!match[0].endsWith('末')) return { end, stretch }
  const lastDay = { year: { kind: 'printed', year: from + 4 }, month: 12, day: 31 } as const
  return { end, stretch: { first: lastDay, last: lastDay } }
}
