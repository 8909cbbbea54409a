import type { Span } from '../span.ts'
import { isChineseNumeral, parseChineseNumeral } from './chinese-numerals.ts'
import { matchAt } from './scanner.ts'
import { shadowOf } from './shadow.ts'

/** A number without its unit, as it stands in a text. */
export interface Numeral extends Span {
  readonly script: 'arabic' | 'chinese'
  /** The number before the scale: 2500 of 2500亿, 3000 of 三千万. Null when only hinted at: 数十, 几百, 十几. */
  readonly value: number | null
  /** 万, 亿, 万亿 … as printed behind it; empty when there is none. It is joined to the unit. */
  readonly scale: string
  /** Where the scale begins; `end` when there is none. */
  readonly scaleStart: number
  /** True for 余, 多, 几, 来 and +: the number is rounded. */
  readonly isOpen: boolean
  /** True for 5.1 and 12,000: such a number may stand without a unit. */
  readonly isPointed: boolean
}

const SCALES = '十百千万亿'
const FACTORS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 }
/** No double holds more; a longer run is an account, a serial or a telephone number. */
const MAX_DIGITS = 15

/** A thousands comma with three digits, and not the comma of a clause: 5,123 but neither 5,12 nor 5,1234. */
const GROUP = /[,，]\d{3}(?!\d)/y
/** 多 and 来 also begin words (多个, 来自), where they do not belong to the number. */
const OPEN =
  / ?(?:余(?!额|下|个?百分)|多(?!元|样|么|数|种|方|重)|几(?!乎|何)|来(?=[个家名人万亿年天])|\+(?![\dA-Za-z]))/y
const CHINESE_OPEN = /余(?!额|下)|多(?!元|样|么|数|方|重)|来(?=[个家名人万亿年天])/y
/** One numeral with its decimals. No numeral in use is longer. */
const CHINESE = /[零〇一二两三四五六七八九十百千万亿]{1,24}(?:点[零〇一二三四五六七八九]{1,8}[万亿]{0,2})?/y
/** 七八个, 三五年, 三四百家: one of two numbers, not 78. */
const NEIGHBOURS = /^(?:一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九)[十百千万亿]*$/
/** 三千瓦: the 千 belongs to the unit. */
const UNITS_IN_THOUSANDS = /[瓦米克伏卡升]/
const HINT = /[数几][十百千万亿]{1,3}/y
/** 人数百余: here 数 ends the word before it. */
const NO_HINT_BEFORE = /[总人户家件次指参分倍少多单基度岁个点约系函]/

/** What a scale multiplies by: 1e4 for 万, 1e12 for 万亿; 1 for none. */
export function scaleFactor(scale: string): number {
  let factor = 1
  for (const char of scale) factor *= FACTORS[char] ?? 1
  return factor
}

/** A printed number as its value, in either script and width: 1,234.5; 5204.8万; 两千五百亿; 三点五. Null when it is none. */
export function parseNumeral(printed: string): number | null {
  const shadow = shadowOf(printed.trim())
  const numeral = numeralAt(shadow, 0)
  if (numeral === null || numeral.end < shadow.length || numeral.value === null) return null
  return Number((numeral.value * scaleFactor(numeral.scale)).toPrecision(MAX_DIGITS))
}

/**
 * The numeral that begins at `at` of a shadow, with the scale behind it; null when none does. It looks no further than
 * a few characters behind its own end, so a caller that goes on there stays linear.
 */
export function numeralAt(text: string, at: number): Numeral | null {
  const char = text[at]
  if (char === undefined) return null
  if (isDigit(char)) return arabicAt(text, at)
  return isChineseNumeral(char) || char === '数' || char === '几' ? chineseAt(text, at) : null
}

/** True for 0 to 9. */
export function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9'
}

function arabicAt(text: string, at: number): Numeral {
  let end = digitsEnd(text, at)
  const groupsEnd = end - at <= 3 ? groupEnd(text, end) : end
  const isGrouped = groupsEnd > end
  end = groupsEnd
  const hasPoint = text[end] === '.' && isDigit(text[end + 1])
  if (hasPoint) end = digitsEnd(text, end + 1)
  const isNumber = end - at <= MAX_DIGITS + 6
  const value = isNumber ? Number(text.slice(at, end).replaceAll(/[,，]/g, '')) : null
  return withScale(text, { start: at, end, script: 'arabic', value, isPointed: hasPoint || isGrouped })
}

function groupEnd(text: string, at: number): number {
  let end = at
  while (matchAt(GROUP, text, end) !== null) end += 4
  return end
}

function digitsEnd(text: string, at: number): number {
  let end = at
  while (isDigit(text[end])) end += 1
  return end
}

type Mantissa = Pick<Numeral, 'start' | 'end' | 'script' | 'value' | 'isPointed'>

/** 2600多万, 2万多, 500+: the open word stands on either side of the scale. */
function withScale(text: string, mantissa: Mantissa): Numeral {
  const { start, script, value, isPointed } = mantissa
  const openEnd = mantissa.end + openLength(OPEN, text, mantissa.end)
  const scaleStart = text[openEnd] === ' ' && SCALES.includes(text[openEnd + 1] ?? ' ') ? openEnd + 1 : openEnd
  const scaleEnd = scaleRunEnd(text, scaleStart)
  const scale = text.slice(scaleStart, scaleEnd)
  const isOpenBefore = openEnd > mantissa.end
  if (scale === '')
    return { start, end: openEnd, script, value, isPointed, scale, scaleStart: openEnd, isOpen: isOpenBefore }
  const end = scaleEnd + (isOpenBefore ? 0 : openLength(OPEN, text, scaleEnd))
  return { start, end, script, value, isPointed, scale, scaleStart, isOpen: isOpenBefore || end > scaleEnd }
}

/** At most three characters (千万亿); of 万千瓦 the unit takes its 千 back. */
function scaleRunEnd(text: string, at: number): number {
  let end = at
  while (end < at + 3 && SCALES.includes(text[end] ?? ' ')) end += 1
  return end
}

function openLength(open: RegExp, text: string, at: number): number {
  return matchAt(open, text, at)?.[0].length ?? 0
}

function chineseAt(text: string, at: number): Numeral | null {
  const hint = matchAt(HINT, text, at)
  if (hint !== null) return NO_HINT_BEFORE.test(text.charAt(at - 1)) ? null : hinted(text, at, at + hint[0].length)
  const printed = chineseRun(text, at)
  const end = at + printed.length
  if (text[end] === '几' && printed.endsWith('十')) return hinted(text, at, end + 1)
  if (NEIGHBOURS.test(printed)) return hinted(text, at, end)
  const scale = scaleOf(printed)
  const many = printed.slice(0, printed.length - scale.length)
  const value = many === '' && scale !== '' ? 1 : parseChineseNumeral(many)
  return value === null ? null : chinese(text, { start: at, end, value, scale, isPointed: many.includes('点') })
}

function chineseRun(text: string, at: number): string {
  const run = matchAt(CHINESE, text, at)?.[0] ?? ''
  return run.endsWith('千') && UNITS_IN_THOUSANDS.test(text.charAt(at + run.length)) ? run.slice(0, -1) : run
}

function scaleOf(printed: string): string {
  return /(?<![万亿])[万亿]*$/.exec(printed)?.[0] ?? ''
}

/** 数十, 几百万, 十几, 七八: a scale or two neighbours instead of a number. */
function hinted(text: string, start: number, end: number): Numeral {
  const scale = scaleOf(text.slice(start, end))
  const numeral = chinese(text, { start, end, value: null, scale, isPointed: false })
  return { ...numeral, isOpen: true }
}

function chinese(text: string, read: Omit<Numeral, 'script' | 'isOpen' | 'scaleStart'>): Numeral {
  const { start, value, isPointed } = read
  const openEnd = read.end + openLength(CHINESE_OPEN, text, read.end)
  const isOpen = openEnd > read.end
  // 三百余万: the scale stands behind the open word.
  const end = isOpen && read.scale === '' ? scaleRunEnd(text, openEnd) : openEnd
  const isScaleBehind = end > openEnd
  const scale = isScaleBehind ? text.slice(openEnd, end) : read.scale
  const scaleStart = isScaleBehind ? openEnd : scale === '' ? end : read.end - scale.length
  return { start, end, script: 'chinese', value, scale, scaleStart, isOpen, isPointed }
}
