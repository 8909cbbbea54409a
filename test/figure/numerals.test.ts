import { assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumeral } from '../../src/figure/numerals.ts'

describe('reads a printed number as its value', () => {
  test.each([
    ['0', 0],
    ['5204.8万', 52_048_000],
    ['1,234.5', 1234.5],
    ['12，345', 12_345],
    ['１２．５', 12.5],
    ['1.2万亿', 1_200_000_000_000],
    ['十', 10],
    ['二十三万', 230_000],
    ['两千五百亿', 250_000_000_000],
    ['一百零五', 105],
    ['一百五', 150],
    ['三万五', 35_000],
    ['一万二千亿', 1_200_000_000_000],
    ['三点五', 3.5],
    ['一点二亿', 120_000_000],
    ['二〇二四', 2024],
    ['二○二五', 2025],
    ['三億', 300_000_000],
  ])('%s is %d', (printed, value) => {
    expect(parseNumeral(printed)).toBe(value)
  })

  test.each(['', '家', '七八', '三四', '数十', '十几', '三分', '五千千', '123abc'])(
    '%j is no single number',
    (printed) => {
      expect(parseNumeral(printed)).toBeNull()
    },
  )

  test('a number printed in Chinese is the number', () => {
    assert(
      property(integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(parseNumeral(chinese(value))).toBe(value)
      }),
    )
  })

  test('thousands commas change nothing', () => {
    assert(
      property(integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(parseNumeral(value.toLocaleString('en-US'))).toBe(value)
      }),
    )
  })
})

/** Prints a whole number in Chinese, in the full form: 105 is 一百零五, 10010 is 一万零一十. */
function chinese(value: number): string {
  if (value === 0) return '零'
  const groups: string[] = []
  let needsZero = false
  for (const [scale, factor] of [
    ['亿', 1e8],
    ['万', 1e4],
    ['', 1],
  ] as const) {
    const group = Math.floor(value / factor) % 1e4
    if (group === 0) {
      needsZero = groups.length > 0
      continue
    }
    const isGap = groups.length > 0 && (needsZero || group < 1000)
    groups.push(`${isGap ? '零' : ''}${fourDigits(group)}${scale}`)
    needsZero = false
  }
  return groups.join('')
}

function fourDigits(value: number): string {
  let printed = ''
  for (const [scale, factor] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / factor) % 10
    if (digit > 0) printed += `${'零一二三四五六七八九'.charAt(digit)}${scale}`
    else if (printed !== '' && !printed.endsWith('零') && value % factor > 0) printed += '零'
  }
  return printed
}
