import type { Decimal, Fraction } from '../figure/decimal.ts'
import { decimalIn, formatDecimal, fractionOf, negated, subtract, times } from '../figure/decimal.ts'
import type { Unit } from '../lexicon/lexicon.ts'
import type { Observation } from '../observation/observation.ts'

/** A number reckoned from printed ones, and how: 17.4% − 7.0% = 10.4个百分点. */
export interface Computed {
  readonly formula: string
  readonly result: string
}

/** Why two figures have no difference. */
export type NoDifference = 'inexact' | 'units' | 'measures'

/**
 * The first figure less the second, as exactly as they are printed; percentages differ by 个百分点. Only exact figures of
 * one measure and one kind of unit: of 超过30亿元 nothing is reckoned, nor of ranks and ratios.
 */
export function differenceOf(a: Observation, b: Observation): Computed | NoDifference {
  if (a.measure !== b.measure || !HAS_DIFFERENCE.has(a.measure)) return 'measures'
  const [minuend, subtrahend] = [amountOf(a), amountOf(b)]
  if (minuend === undefined || subtrahend === undefined) return 'inexact'
  const own = inUnitOf(subtrahend, minuend)
  if (own === undefined) return 'units'
  const unit = isPercent(a) ? '个百分点' : minuend.unit
  const left = withUnit(minuend)
  const right = bracketed(withUnit({ ...minuend, number: own }))
  const printed = own === subtrahend.number ? '' : `（${withUnit(subtrahend)}）`
  return { formula: `${left} − ${right}${printed}`, result: `${formatDecimal(subtract(minuend.number, own))}${unit}` }
}

const HAS_DIFFERENCE: ReadonlySet<Observation['measure']> = new Set(['level', 'count', 'growth', 'share'])

/** An exact printed amount: 下降1.2% is −1.2. `factor` is how many of the base unit the unit is. */
interface Amount {
  readonly number: Decimal
  readonly unit: string
  readonly base: string
  readonly factor: Fraction
}

function amountOf({ text, value, unit, normal, relation, kind }: Observation): Amount | undefined {
  if (value === null || normal === null || unit === '' || relation !== '=' || NO_AMOUNT.has(kind)) return undefined
  const number = printedNumber(text, value)
  const factor = value === 0 ? undefined : fractionOf(Math.abs(normal.value / value))
  if (number === undefined || factor === undefined) return undefined
  return { number: normal.value < 0 ? negated(number) : number, unit, base: normal.unit, factor }
}

const NO_AMOUNT: ReadonlySet<Observation['kind']> = new Set(['rank', 'ratio', 'scale-class', 'fraction', 'multiple'])

/** In the printed digits; a Chinese numeral (两千五百) by its whole value. */
function printedNumber(text: string, value: number): Decimal | undefined {
  const printed = decimalIn(text)
  if (printed !== undefined) return Number(formatDecimal(printed)) === Math.abs(value) ? printed : undefined
  return /\d/u.test(text) || !Number.isInteger(value) ? undefined : { digits: BigInt(Math.abs(value)), scale: 0 }
}

/** The number of `amount` in the unit of `other`; undefined where they measure different things or it has no end. */
function inUnitOf({ number, unit, base, factor }: Amount, other: Amount): Decimal | undefined {
  if (base !== other.base) return undefined
  return unit === other.unit ? number : times(number, over(factor, other.factor))
}

function over(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator }
}

function isPercent({ kind, unit }: Observation): boolean {
  return kind === 'percent' && unit !== '‰'
}

function withUnit({ number, unit }: Amount): string {
  return `${formatDecimal(number)}${unit}`
}

function bracketed(amount: string): string {
  return amount.startsWith('-') ? `（${amount}）` : amount
}

/** The printed amount in another unit, exactly; undefined where it has none there. 突破300亿元 stays 突破. */
export function convertedTo(unit: Unit, observation: Observation): string | undefined {
  const { relation, normal } = observation
  const amount = amountOf({ ...observation, relation: '=' })
  const factor = fractionOf(unit.factor)
  if (amount === undefined || factor === undefined || normal?.unit !== unit.base) return undefined
  const number = times(amount.number, over(amount.factor, factor))
  return number && `${BOUND_WORDS[relation]}${formatDecimal(number)}${unit.surface}`
}

/** How a bound is said in front of a number. */
const BOUND_WORDS: Readonly<Record<Observation['relation'], string>> = {
  '=': '',
  '~': '约',
  '>': '超过',
  '>=': '不少于',
  '<': '不到',
  '<=': '不超过',
}
