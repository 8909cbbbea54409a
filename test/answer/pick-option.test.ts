import { expect, test } from 'vitest'
import type { Option } from '../../src/answer/answer.ts'
import { optionMeant } from '../../src/answer/pick-option.ts'
import { realLexicon } from '../support/indexed-folder.ts'

const optionsOf = (slot: Option['slot'], ...names: readonly string[]): Option[] =>
  names.map((text) => ({ text, slot, canonical: text }))
const INCOMES = optionsOf('indicator', '居民人均可支配收入', '城镇居民人均可支配收入', '农村居民人均可支配收入')
const PLACES = optionsOf('place', '昌吉回族自治州', '昌吉市')

test.each([
  ['农村的', INCOMES, '农村居民人均可支配收入'],
  ['我是说农村的呢？', INCOMES, '农村居民人均可支配收入'],
  ['全体', INCOMES, '居民人均可支配收入'],
  ['居民人均可支配收入', INCOMES, '居民人均可支配收入'],
  ['第二个', INCOMES, '城镇居民人均可支配收入'],
  ['2', INCOMES, '城镇居民人均可支配收入'],
  ['２', INCOMES, '城镇居民人均可支配收入'],
  ['选3', INCOMES, '农村居民人均可支配收入'],
  ['第三项', INCOMES, '农村居民人均可支配收入'],
  ['农民收入', INCOMES, '农村居民人均可支配收入'],
  ['昌吉州', PLACES, '昌吉回族自治州'],
  ['市', PLACES, '昌吉市'],
])('%s', (reply, options, meant) => {
  expect(optionMeant(reply, options, realLexicon())?.canonical).toBe(meant)
})

test.each(['居民', '第四个', '0', '', '呢', '阜康市的固定资产投资增长多少', '谢谢'])(
  '%s means none of them',
  (reply) => {
    expect(optionMeant(reply, INCOMES, realLexicon())).toBeUndefined()
  },
)

test('without a question back nothing is an option', () => {
  expect(optionMeant('2', [], realLexicon())).toBeUndefined()
})
