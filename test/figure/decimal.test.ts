import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalIn, formatDecimal, fractionOf, negated, subtract, times } from '../../src/figure/decimal.ts'
import type { Decimal } from '../../src/figure/decimal.ts'

const decimal: fc.Arbitrary<Decimal> = fc.record({
  digits: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
  scale: fc.nat(6),
})
const positive = decimal.filter(({ digits }) => digits > 0n)

describe('the number in a text', () => {
  test.each([
    ['17.40%', '17.40'],
    ['3,021.5亿元', '3021.5'],
    ['１，２３４万元', '1234'],
    ['0.05个百分点', '0.05'],
  ])('%s is %s, with the decimals that are printed', (text, number) => {
    const read = decimalIn(text)
    expect(read && formatDecimal(read)).toBe(number)
  })

  test.each(['两千五百亿元', '', '1至10月'])('%j holds no single one', (text) => {
    expect(decimalIn(text)).toBeUndefined()
  })

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(positive, (number) => {
        expect(decimalIn(formatDecimal(number))).toEqual(number)
      }),
    )
  })
})

describe('reckoning', () => {
  test('a difference is undone by adding the subtrahend again, to the last digit', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const back = subtract(subtract(a, b), negated(b))
        const scale = Math.max(a.scale, b.scale)
        expect(back).toEqual({ digits: a.digits * 10n ** BigInt(scale - a.scale), scale })
      }),
    )
  })

  test('has none of the errors of floating point', () => {
    const [a, b] = [decimalIn('0.3'), decimalIn('0.1')]
    expect(a && b && formatDecimal(subtract(a, b))).toBe('0.2')
  })

  test('there and back by a fraction changes nothing, where there is an end to it', () => {
    fc.assert(
      fc.property(decimal, fc.bigInt(1n, 10n ** 6n), fc.bigInt(1n, 10n ** 6n), (number, numerator, denominator) => {
        const there = times(number, { numerator, denominator })
        const back = there && times(there, { numerator: denominator, denominator: numerator })
        if (back === undefined) return
        expect(back.digits * 10n ** BigInt(number.scale)).toBe(number.digits * 10n ** BigInt(back.scale))
      }),
    )
  })

  test('a third has no decimals', () => {
    expect(times({ digits: 1n, scale: 0 }, { numerator: 1n, denominator: 3n })).toBeUndefined()
  })
})

test.each([
  [1e8, '100000000/1'],
  [0.001, '1/1000'],
  [0.0005, '1/2000'],
  [2000 / 3, '2000/3'],
  [1, '1/1'],
])('the factor %f of the units’ table is %s', (factor, fraction) => {
  const { numerator, denominator } = fractionOf(factor) ?? {}
  expect(`${numerator}/${denominator}`).toBe(fraction)
})

test.each([0, -1, 0.3])('%f is no factor', (factor) => {
  expect(fractionOf(factor)).toBeUndefined()
})
