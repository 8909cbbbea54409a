import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOf, say, textOf } from '../../src/chat/draft.ts'
import { fitting } from '../../src/chat/fit.ts'
import { shorten } from '../../src/chat/shorten.ts'

const shown = (items: readonly string[], units: number) =>
  fitting(
    items.map((item) => [nameOf(item)]),
    { separator: '、', units, more: (count) => say`等，另有${count}个` },
  )
    .map(textOf)
    .join('')

test.each([
  [['甲', '乙', '丙'], 10, '甲、乙、丙'],
  [['甲', '乙', '丙'], 4, '甲、乙等，另有1个'],
  [['甲', '乙', '丙'], 1, '甲等，另有2个'],
  [['很长的第一个'], 1, '很长的第一个'],
  [[], 10, ''],
] as const)('of %j there is room for %d characters: %s', (items, units, text) => {
  expect(shown(items, units)).toBe(text)
})

test('a shortened text is the start of the text, whole characters only, with a mark where something is missing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, units) => {
      const short = shorten(text, units)
      const kept = short === text ? text : short.slice(0, -2)
      expect(text.startsWith(kept) && (short === text || short.endsWith('……'))).toBe(true)
      expect(short === text || kept.length <= units).toBe(true)
      expect(kept).not.toMatch(/\p{Surrogate}$/u)
    }),
  )
})
