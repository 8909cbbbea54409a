import { expect, test } from 'vitest'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import type { ObservationContext } from '../../src/observation/context.ts'
import { observe } from '../../src/observation/observe.ts'
import { paragraphOf } from './paragraph.ts'

const lexicon = readLexicon('data/lexicon')
const context: ObservationContext = {
  place: '曲靖市',
  date: '2026-01-20',
  dateBasis: 'metadata',
  period: { text: '2025年', from: '2025-01-01', to: '2025-12-31' },
  title: '曲靖市2025年预算执行情况的报告',
  article: '',
  introduction: '',
  path: [],
}

test.each([
  ['全市一般公共预算收入86.2亿元。', [], ['whole']],
  ['一般公共预算收入86.2亿元。', [], ['whole']],
  ['市本级一般公共预算收入21.4亿元，增长3%。', [], ['own', 'own']],
  ['全市收入86.2亿元，其中市级收入21.4亿元，县区收入64.8亿元。', [], ['whole', 'own', 'below']],
  ['教育支出4.1亿元。', ['（二）市本级预算执行情况'], ['own']],
  ['一般公共预算收入2.3亿元。', ['三、东湖管理区'], ['below']],
  ['市级政府性基金预算收入21.4亿元。', [], ['own']],
  ['新认定省级龙头企业12家。', [], ['whole']],
  ['市级政府债务限额10.1亿元，其中：一般债务3.6亿元。', [], ['own', 'own']],
  ['县市区政府债务限额29.2亿元，其中：专项债务12.3亿元。', [], ['below', 'below']],
  ['收入总计69.4亿元，其中：市级收入60.2亿元。支出总计69.4亿元。', [], ['whole', 'own', 'whole']],
  ['市级收入60.2亿元。支出58.1亿元。', [], ['own', 'own']],
  ['区级收入60.2亿元。', [], ['below']],
  ['获得省级奖励资金1.2亿元。', [], ['whole']],
  ['拥有省级非遗项目68个，博物馆15个。', ['（一）市本级'], ['whole', 'whole']],
  ['统筹资金60亿元。', ['一、全市和市本级预算执行情况'], ['whole']],
] as const)('%s under %j is of the accounts %j', (text, path, scopes) => {
  expect(observe(paragraphOf(text), { ...context, path }, lexicon).map(({ scope }) => scope)).toEqual(scopes)
})

test('a list is of the accounts that its introduction begins with', () => {
  const introduction = '全市收入完成86.2亿元，其中市级收入21.4亿元。主要项目完成情况如下：'
  const [read] = observe(paragraphOf('1、契税3.3亿元。'), { ...context, introduction, path: ['二、市级预算'] }, lexicon)
  expect(read?.scope).toBe('whole')
})
