import { shadowOf } from './shadow.ts'

/** A decimal number with the decimals that are printed: 17.40 is 1740 with a scale of 2. Nothing is ever rounded. */
export interface Decimal {
  readonly digits: bigint
  /** How many of the digits stand behind the point. */
  readonly scale: number
}

/** A fraction in whole numbers. `denominator` is above zero. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The one number in Arabic digits that a text holds, of either width, with thousands commas or without; no sign. */
export function decimalIn(text: string): Decimal | undefined {
  const numbers = [...shadowOf(text).matchAll(NUMBER)]
  const [only] = numbers
  if (only === undefined || numbers.length > 1) return undefined
  const { whole = '', decimals = '' } = only.groups ?? {}
  return { digits: BigInt(whole.replaceAll(/[,，]/g, '') + decimals), scale: decimals.length }
}

/** 3,021.50 and 3021.5; the commas part threes. */
const NUMBER = /(?<whole>\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(?<decimals>\d+))?/g

/** The number with its sign, and as many decimals as it has. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const padded = magnitude(digits)
    .toString()
    .padStart(scale + 1, '0')
  const whole = padded.slice(0, padded.length - scale)
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-scale)}`
}

export function negated({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale }
}

/** With the decimals of the one that has more: 17.4 − 7 is 10.4, 8.75 − 7.0 is 1.75. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: digitsAt(a, scale) - digitsAt(b, scale), scale }
}

function digitsAt({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale)
}

/** The product in as few decimals as it needs; undefined where it has no end (a third). */
export function times({ digits, scale }: Decimal, { numerator, denominator }: Fraction): Decimal | undefined {
  const over = denominator * 10n ** BigInt(scale)
  const common = commonDivisor(magnitude(digits * numerator), over)
  const top = (digits * numerator) / common
  const bottom = over / common
  const decimals = decimalsOf(bottom)
  return decimals === undefined ? undefined : { digits: (top * 10n ** BigInt(decimals)) / bottom, scale: decimals }
}

/** How many decimals 1/n has; undefined where they never end. */
function decimalsOf(n: bigint): number | undefined {
  const [twos, withoutTwos] = stripped(n, 2n)
  const [fives, rest] = stripped(withoutTwos, 5n)
  return rest === 1n ? Math.max(twos, fives) : undefined
}

function stripped(n: bigint, factor: bigint): [times: number, rest: bigint] {
  let rest = n
  let count = 0
  while (rest % factor === 0n) {
    rest /= factor
    count++
  }
  return [count, rest]
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return a === 0n ? b : commonDivisor(b % a, a)
}

function magnitude(n: bigint): bigint {
  return n < 0n ? -n : n
}

/** Factors of the units' table are whole, thirds (亩, 2000/3 平方米) or one part of a whole (0.001). */
const DENOMINATORS = [1, 3]
const CLOSE = 1e-9

/** A factor of the units' table as a fraction; undefined for one that is neither whole, thirds nor a part of a whole. */
export function fractionOf(factor: number): Fraction | undefined {
  const denominator = DENOMINATORS.find((one) => isWhole(factor * one))
  if (denominator !== undefined && factor > CLOSE) return fraction(factor * denominator, denominator)
  return factor > 0 && isWhole(1 / factor) ? fraction(1, 1 / factor) : undefined
}

function isWhole(n: number): boolean {
  return n >= 1 - CLOSE && Math.abs(n - Math.round(n)) <= CLOSE * n
}

function fraction(numerator: number, denominator: number): Fraction {
  return { numerator: BigInt(Math.round(numerator)), denominator: BigInt(Math.round(denominator)) }
}
