import { amountAt, normalOf } from './amounts.ts'
import type { Reader, Reading, Scan } from './scan.ts'
import { matchAt, TO } from './scanner.ts'

const TO_SIGN = new RegExp(TO, 'y')
const TIMES = / ?[×xX*＊] ?/y
/** 由5%到8% is a way from one figure to another, not a range. */
const FROM = /[从由]$/
/** 增长5亿元至30亿元 is one too; 增长2%至5% is not, because a share that changes does so by 个百分点. */
const CHANGES = /(?:增长|增加|提高|提升|上调|上升|下降|下调|下跌|减少|降低|回落|收窄|扩大|上涨|[增减升降涨跌])了? ?$/
const CHANGE_UNITS = 4

/** Two ends with the unit shared from the right: 2.5%—3%, 20至30家, 8000万元至1.2亿元. */
export const rangeAt: Reader = (scan, at) => {
  const low = amountAt(scan, at)
  if (low === null || low.value === null) return null
  const sign = matchAt(TO_SIGN, scan.text, low.end)
  if (sign === null || isChange(scan, low, sign[0])) return null
  const high = amountAt(scan, low.end + sign[0].length)
  if (high === null || high.value === null || high.unitBasis !== 'printed') return null
  const lowValue = inUnitOf(scan, low, high)
  if (lowValue === null || lowValue >= high.value) return null
  const range = { low: lowValue, high: high.value }
  return { ...high, start: at, value: null, range, normal: null }
}

function isChange(scan: Scan, low: Reading, sign: string): boolean {
  if (low.unitBasis !== 'printed' || !/[至到]/.test(sign)) return false
  const before = scan.text.slice(Math.max(0, low.start - CHANGE_UNITS), low.start)
  return FROM.test(before) || (low.kind !== 'percent' && CHANGES.test(before))
}

/** The lower end in the unit of the higher one; null when they measure different things. */
function inUnitOf(scan: Scan, low: Reading, high: Reading): number | null {
  if (low.value === null) return null
  if (low.unit === '' || low.unit === high.unit) return low.value
  const unit = scan.lexicon.unit(high.unit)
  const scaled = low.normal ?? borrowedScale(scan, low, high)
  if (unit === undefined || scaled === null || scaled.unit !== unit.base) return null
  return Number((scaled.value / unit.factor).toPrecision(15))
}

/** 5万至10万元: the lower end prints only its scale. */
function borrowedScale(scan: Scan, low: Reading, high: Reading): Reading['normal'] {
  const unit = scan.lexicon.unit(low.unit + high.unit.replace(/^[十百千万亿]+/, ''))
  return unit === undefined ? null : normalOf(low.value, unit)
}

/** 2×66万千瓦: so many of one size. It has no single printed number; the product serves for comparing. */
export const productAt: Reader = (scan, at) => {
  const many = amountAt(scan, at)
  if (many === null || many.value === null || many.unit !== '') return null
  const times = matchAt(TIMES, scan.text, many.end)
  if (times === null) return null
  const one = amountAt(scan, many.end + times[0].length)
  if (one === null || one.unitBasis !== 'printed') return null
  const normal = one.normal && { ...one.normal, value: one.normal.value * many.value }
  return { ...one, start: at, value: null, normal }
}
