import { numeralIn, type Reader } from './scan.ts'
import { unitOf } from './units-at.ts'

/** Classes are named by amounts of these; 三级 and 5个级 are none. */
const CLASS_DIMENSIONS: ReadonlySet<string> = new Set([
  'money',
  'power',
  'energy',
  'mass',
  'volume',
  'area',
  'length',
  'people',
])

/** The units of classes are short. */
const LONGEST_UNIT = 8

/** 千亿级, 万吨级, 千万千瓦级: the name of a class, so it has no normal value to compare amounts with. */
export const scaleClassAt: Reader = (scan, at) => {
  const numeral = numeralIn(scan, at)
  if (numeral === null || !scan.text.slice(numeral.start, numeral.end + LONGEST_UNIT).includes('级')) return null
  const unit = unitOf(scan, numeral)
  const end = unit?.end ?? numeral.end
  if (scan.text[end] !== '级') return null
  const isClass = unit === null ? isScale(scan.text.slice(at, end)) : CLASS_DIMENSIONS.has(unit.unit.dimension)
  if (!isClass) return null
  const printed = `${unit?.printed ?? numeral.scale}级`
  const span = { start: at, end: end + 1 }
  const { value } = numeral
  return {
    ...span,
    kind: 'scale-class',
    value,
    unit: printed,
    range: null,
    normal: null,
    relation: '=',
    unitBasis: 'printed',
  }
}

/** 千亿, 百万, 10亿: not the 三 of 三级. */
function isScale(printed: string): boolean {
  return /[百千万亿]$/.test(printed)
}
