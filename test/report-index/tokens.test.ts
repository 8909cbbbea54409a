import { expect, test } from 'vitest'
import { tokensOf } from '../../src/report-index/tokens.ts'

test.each([
  ['粮食产量', ['粮食', '食产', '产量']],
  ['达12.5亿元', ['达', '12.5', '亿元']],
  ['1,234,567.8吨', ['1234567.8', '吨']],
  ['２０２４年', ['2024', '年']],
  ['１，２３４人', ['1234', '人']],
  ['招工15，300人报名', ['招工', '15', '300', '人报', '报名']],
  ['12,34', ['12', '34']],
  ['GDP增長率', ['gdp', '增长', '长率']],
  ['5G基站', ['5', 'g', '基站']],
  ['α粒子', ['α', '粒子']],
  ['㎡', ['m', '2']],
  ['省', ['省']],
  ['𠮷林𠮷', ['𠮷林', '林𠮷']],
  ['，。——“”', []],
  ['', []],
] as const)('the words of %j are %j', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens)
})

test('a question in traditional characters has the words of the report in simplified ones', () => {
  expect(tokensOf('固定資產投資')).toEqual(tokensOf('固定资产投资'))
})
