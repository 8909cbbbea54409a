import { expect, test } from 'vitest'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import type { ObservationContext } from '../../src/observation/context.ts'
import { observe } from '../../src/observation/observe.ts'
import { paragraphOf } from './paragraph.ts'

const lexicon = readLexicon('data/lexicon')
const context: ObservationContext = {
  place: '玉溪市',
  date: '2026-01-20',
  dateBasis: 'metadata',
  period: { text: '2025年', from: '2025-01-01', to: '2025-12-31' },
  title: '玉溪市2025年预算执行情况和2026年预算草案的报告',
  article: '',
  introduction: '',
  path: [],
}

const stagesOf = (text: string, over: Partial<ObservationContext> = {}) =>
  observe(paragraphOf(text), { ...context, ...over }, lexicon).map(({ text: figure, stage }) => [figure, stage])

test.each([
  [
    '市级一般公共预算支出年初预算为31.2亿元，执行中因上级补助增加，支出预算调整为45.6亿元，实际完成44.1亿元，为调整预算的96.7%，增长3%。',
    [
      ['31.2亿元', 'passed'],
      ['45.6亿元', 'adjusted'],
      ['44.1亿元', 'done'],
      ['96.7%', 'adjusted'],
      ['3%', 'done'],
    ],
  ],
  [
    '政府性基金收入年初预算20.4亿元，完成18.8亿元，为预算的92.2%。',
    [
      ['20.4亿元', 'passed'],
      ['18.8亿元', 'done'],
      ['92.2%', 'passed'],
    ],
  ],
  [
    '2026年教育支出安排6.3亿元，增长4%。',
    [
      ['6.3亿元', 'passed'],
      ['4%', 'passed'],
    ],
  ],
  [
    '国有土地使用权出让收入安排的支出8.8亿元，为预算的95%。',
    [
      ['8.8亿元', 'done'],
      ['95%', 'passed'],
    ],
  ],
  [
    '一般公共预算收入86.2亿元，比年初预算增加2.1亿元。',
    [
      ['86.2亿元', 'done'],
      ['2.1亿元', 'done'],
    ],
  ],
] as const)('%s tells the numbers of a budget apart', (text, stages) => {
  expect(stagesOf(text)).toEqual(stages)
})

test('an amount that is compared with the budget of the year before is a budget', () => {
  expect(stagesOf('卫生健康支出5.2亿元，比上年预算数增加0.3亿元。', { title: '玉溪市2025年市级支出的说明' })).toEqual([
    ['5.2亿元', 'passed'],
    ['0.3亿元', 'passed'],
  ])
})

test('an amount that is compared with the budget of its own year is what came of it', () => {
  expect(stagesOf('卫生健康支出5.2亿元，比2025年预算数增加0.3亿元。')[0]).toEqual(['5.2亿元', 'done'])
})

test('in the notes on a budget every amount is planned, and of its year', () => {
  const title = '关于2025年市级一般公共预算收入预算的说明'
  const [read] = observe(paragraphOf('契税3.3亿元。'), { ...context, title }, lexicon)
  expect([read?.stage, read?.modality, read?.period?.text]).toEqual(['passed', 'planned', '2025年'])
})
