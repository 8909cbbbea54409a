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
  if (right.unitBasis !== 'printed' || right.unit === '' || left.end > right.start) return left
  const joint = matchAt(JOINT, scan.text, left.end)
  if (joint === null || left.end + joint[0].length !== right.start) return left
  const printed = borrowedUnit(left, right)
  if (printed === null) return left
  const unit = scan.lexicon.unit(printed)
  const normal = unit === undefined ? null : normalOf(left.value, unit)
  return { ...left, kind: right.kind, unit: printed, normal, unitBasis: 'printed' }
}

/** The right unit for a bare number; for 72.5亿 its own scale with the unit behind the right one's scale. */
function borrowedUnit(left: Reading, right: Reading): string | null {
  if (left.unit === '个' && right.unit.startsWith('个') && right.unit !== '个') return right.unit
  if (left.unitBasis === 'printed') return null
  if (right.kind === 'rank' || right.kind === 'scale-class' || right.kind === 'ratio') return null
  return left.unit === '' ? right.unit : left.unit + right.unit.replace(SCALES, '')
}

/** Before a bare number: words that say an amount follows. */
const TELLING_BEFORE = /(?:为|达到?|至|到|是|约|超过?|逾|近|突破|有|数|率|值|比|指数|系数|：|:)[了 ]?$/
const TELLING_UNITS = 4
const CLAUSE_ENDS = /^(?:$|[\s，。；：！？、,;）)”"】的，]|和|与|及|左右|以上|以下)/

/** 150万 and 1.2亿 tell by their scale; 50.2 and 102 where a clause says what they are and then ends. */
function isTelling({ text }: Scan, { start, end, unit }: Reading): boolean {
  if (/[万亿]/.test(unit)) return true
  if (!CLAUSE_ENDS.test(text.slice(end, end + 2))) return false
  if (start === 0 && end === text.length) return true
  return TELLING_BEFORE.test(text.slice(Math.max(0, start - TELLING_UNITS), start))
}
