import type { Dimension, Unit } from '../lexicon/lexicon.ts'
import type { FigureKind, Normal } from './figure.ts'
import type { Numeral } from './numerals.ts'
import { numeralIn, type Reader, type Reading, type Scan } from './scan.ts'
import { matchAt } from './scanner.ts'
import { type UnitMention, unitOf } from './units-at.ts'

const KINDS: Readonly<Record<Dimension, FigureKind>> = {
  money: 'money',
  percent: 'percent',
  points: 'points',
  power: 'quantity',
  energy: 'quantity',
  mass: 'quantity',
  volume: 'quantity',
  area: 'quantity',
  length: 'quantity',
  people: 'count',
  count: 'count',
  duration: 'duration',
  other: 'quantity',
}

/** Units that say more about the kind of a figure than their dimension does. */
const KINDS_OF_UNITS: Readonly<Record<string, FigureKind>> = { 倍: 'multiple', 番: 'multiple', 成: 'fraction' }

/**
 * Behind a Chinese numeral these are parts of words more often than units (三方, 二手, 三级, 三分, 二期, 五台). 点 and 期
 * number things: 三点建议, 二期工程.
 */
const ARABIC_ONLY = new Set([
  '方',
  '省',
  '手',
  '分',
  '期',
  '点',
  '度',
  '里',
  '步',
  '角',
  '面',
  '字',
  '折',
  '道',
  '声',
  '节',
  '班',
  '集',
  '头',
  '口',
  '番',
])
/** 一 before a measure word is an article; these units make it a number. */
const COUNTS_ONE = new Set(['倍', '成'])
/** 一百家 may stand alone, 百家 and 万人 need a word that bounds them: 上百家, 近万人. */
const BARE_SCALE = /[百千万亿]/
const BOUNDS_SCALE = /[超近上约逾过破数达]/
/** 276.38（不含…）亿元: a remark between a number and its unit. */
const REMARK = /[（(][^（）()]{1,24}[）)]/y

/**
 * A measure word that no table knows: one character between the number and the end of its clause, and none that
 * commonly ends a clause behind a number for another reason (500强, 30后, 5号, 12时, 2024版).
 */
const UNKNOWN_MEASURE =
  /(?![的了等在是和与及或以为由被后前时年月日号版级线路届式型代者性化率比上下中内外间余多几强区省市县村镇校厂报讯电图表章系国省州产升降涨跌增减至到起止之大小新老全各其此该并但而则已将可能会要请见详同共总即又再更最均都也仅只从自向对给让把使东南西北])[\u4e00-\u9fff](?=[，。；、！？）)\s]|$)/y

/** A number with its unit, or one that borrows its unit from the right. */
export const amountAt: Reader = (scan, at) => {
  const known = scan.amounts.get(at)
  if (known !== undefined) return known
  const amount = readAmount(scan, at)
  scan.amounts.set(at, amount)
  return amount
}

function readAmount(scan: Scan, at: number): Reading | null {
  const numeral = numeralIn(scan, at)
  if (numeral === null) return null
  const unit = unitOf(scan, numeral) ?? unitBehindRemark(scan, numeral)
  if (unit === null || !isCounted(scan, numeral, unit)) return bare(scan, numeral)
  return {
    start: at,
    end: unit.end,
    kind: KINDS_OF_UNITS[unit.printed] ?? KINDS[unit.unit.dimension],
    value: numeral.value,
    unit: unit.printed,
    range: null,
    normal: normalOf(numeral.value, unit.unit),
    relation: numeral.isOpen ? '~' : '=',
    unitBasis: 'printed',
  }
}

/** The number in its base unit. Rounded to what a double can hold exactly, so that 17.4 % is 0.174. */
export function normalOf(value: number | null, { base, factor }: Unit): Normal | null {
  if (value === null) return null
  const product = value * factor
  return { value: Number.isSafeInteger(product) ? product : Number(product.toPrecision(15)), unit: base }
}

function unitBehindRemark(scan: Scan, numeral: Numeral): UnitMention | null {
  if (numeral.script === 'chinese' || numeral.scale !== '') return null
  const remark = matchAt(REMARK, scan.text, numeral.end)
  if (remark === null) return null
  const end = numeral.end + remark[0].length
  return unitOf(scan, { ...numeral, end, scaleStart: end })
}

/** A number with a measure word is a count, unless the two are a word. */
function isCounted(scan: Scan, numeral: Numeral, { printed }: UnitMention): boolean {
  if (printed === '成') return numeral.value !== null && numeral.value <= 10
  return numeral.script === 'arabic' || isChineseCount(scan, numeral, printed)
}

function isChineseCount({ text }: Scan, numeral: Numeral, unit: string): boolean {
  const words = text.slice(numeral.start, numeral.end)
  if (words === '一') return COUNTS_ONE.has(unit)
  if (numeral.value === 0) return false
  return !isUnboundScale(text, numeral) && !ARABIC_ONLY.has(unit)
}

/** A number without a unit of the tables. Chinese ones are words (三亚, 一) more often than numbers. */
function bare(scan: Scan, numeral: Numeral): Reading | null {
  if (numeral.script === 'chinese' && !isTellingWord(scan, numeral)) return null
  const { start, value, isOpen } = numeral
  const measure = numeral.script === 'arabic' ? (matchAt(UNKNOWN_MEASURE, scan.text, numeral.end)?.[0] ?? '') : ''
  return {
    start,
    end: numeral.end + measure.length,
    kind: 'count',
    value,
    unit: numeral.scale + measure,
    range: null,
    normal: null,
    relation: isOpen ? '~' : '=',
    unitBasis: measure === '' ? 'borrowing' : 'printed',
  }
}

/** 三万 and 近百亿 tell by their scale, 三 in 三至五个 by what follows it. */
function isTellingWord({ text }: Scan, numeral: Numeral): boolean {
  if (/[至到—~-]/.test(text[numeral.end] ?? '')) return true
  return numeral.scale !== '' && !isUnboundScale(text, numeral)
}

/** 万 and 百亿 without a number, and without a word that bounds them. */
function isUnboundScale(text: string, { start, isOpen }: Numeral): boolean {
  return BARE_SCALE.test(text.charAt(start)) && !isOpen && !BOUNDS_SCALE.test(text[start - 1] ?? ' ')
}
