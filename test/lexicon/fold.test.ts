import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { foldText } from '../../src/lexicon/fold.ts'
import { simplify } from '../../src/lexicon/simplify.ts'

test.each([
  ['ＧＤＰ', 'gdp'],
  ['R&D', 'r&d'],
  ['固定資產投資', '固定资产投资'],
  ['（不含农户）', '(不含农户)'],
  ['烏魯木齊', '乌鲁木齐'],
  ['１２３', '123'],
  ['「三公」經費', '"三公"经费'],
  ['16—59岁', '16-59岁'],
])('reads %s as %s', (text, key) => {
  expect(foldText(text)).toBe(key)
})

test('leaves a character alone whose key would be longer', () => {
  expect(foldText('500㎡')).toBe('500㎡')
})

test('keeps every offset: a key is as long as its text and folds to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const key = foldText(text)
      expect(key).toHaveLength(text.length)
      expect(foldText(key)).toBe(key)
      expect(simplify(text)).toHaveLength(text.length)
    }),
  )
})

test('folds a character the same wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
      expect(foldText(left + right)).toBe(foldText(left) + foldText(right))
    }),
  )
})
