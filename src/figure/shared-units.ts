import type { Reading, Scan } from './scan.ts'
import { normalOf } from './amounts.ts'
import { matchAt } from './scanner.ts'

/** Between the members of a coordination: 72.5亿、41.3亿千瓦时, 3.2%和4.5%. */
const JOINT = / ?(?:、|和|与|及|以及|或|\/) ?/y
/** The scale of a printed unit: 亿 of 亿千瓦时, in which 千 is not a part of it. */
const SCALES = /^[十百千]?[万亿]+/

/**
 * Gives units to the members of a coordination that print none, from the right, and drops the numbers that remain
 * without a unit and do not tell by themselves.
 */
export function withSharedUnits(scan: Scan, readings: readonly Reading[]): Reading[] {
  const shared: Reading[] = []
  let right: Reading | undefined
  for (const reading of readings.toReversed()) {
    const settled = right === undefined ? reading : borrowed(scan, reading, right)
    shared.push(settled)
    right = settled
  }
  return shared.toReversed().filter((reading) => reading.unitBasis === 'printed' || isTelling(scan, reading))
}

function borrowed(scan: Scan, left: Reading, right: Reading): Reading {
  if (right.unit === '' || left.end > right.start) return left
  const joint = matchAt(JOINT, scan.text, left.end)
  if (joint === null || left.end + joint[0].length !== right.start) return left
  const printed = borrowedUnit(left, right)
  if (printed === null) return left
  const unit = scan.lexicon.unit(printed)
  const normal = unit === undefined ? null : normalOf(left.value, unit)
  return { ...left, kind: right.kind, unit: printed, normal, unitBasis: right.unitBasis }
}

/** The right unit for a bare number; for 72.5亿 its own scale with the unit behind the right one's scale. */
function borrowedUnit(left: Reading, right: Reading): string | null {
  if (left.unit === '个' && right.unit.startsWith('个') && right.unit !== '个') return right.unit
  if (left.unitBasis === 'printed') return null
  if (right.kind === 'rank' || right.kind === 'scale-class' || right.kind === 'ratio') return null
  return left.unit === '' ? right.unit : left.unit + right.unit.replace(SCALES, '')
}

/** Before a bare number: words that say an amount follows. */
const TELLING_BEFORE = /(?:为|达到?|至|到|是|约|超过?|逾|近|突破|有|数|率|值|比|指数|系数)[了 ]?$/
/** Before a number with a decimal point, which is seldom anything but an amount, these will do as well. */
const POINTED_BEFORE = /(?:的|报|收|破|复|涨|跌|升|降|增|减|高|低|小|大|加|少|落|宽|窄|回|于|从|由|在) ?$/
const TELLING_UNITS = 4
const CLAUSE_ENDS = /^(?:$|[\s，。；：！？、,;）)”"】的，]|和|与|及|左右|以上|以下)/
/** A change of a bare number goes on with these: 由1.68缩小为1.66. */
const POINTED_ENDS = /^(?:缩|扩|提|上|下|降|升|回|增|减|关口|至|到|水平)/

/** 150万 and 1.2亿 tell by their scale; 50.2 and 102 where a clause says what they are and then ends. */
function isTelling({ text }: Scan, { start, end, unit }: Reading): boolean {
  if (/[万亿]/.test(unit)) return true
  if (start === 0 && end === text.length) return true
  // 01 is a serial number, 0.1 is not.
  if (/^0\d/.test(text.slice(start, end))) return false
  const isPointed = text.slice(start, end).includes('.')
  const after = text.slice(end, end + 2)
  if (!CLAUSE_ENDS.test(after) && !(isPointed && POINTED_ENDS.test(after))) return false
  const before = text.slice(Math.max(0, start - TELLING_UNITS), start)
  return TELLING_BEFORE.test(before) || (isPointed && POINTED_BEFORE.test(before))
}
