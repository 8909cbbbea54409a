import { describe, expect, test } from 'vitest'
import type { Article, Document, Paragraph } from '../../src/document/document.ts'
import { paragraphsInContext } from '../../src/observation/context.ts'
import { observe } from '../../src/observation/observe.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import { paragraphOf } from './paragraph.ts'

const REPORTED = { text: '2025年', from: '2025-01-01', to: '2025-12-31' }

function articleOf(paragraphs: readonly Paragraph[]): Article {
  return { title: '公报', subtitle: '', kicker: '', byline: '', kind: 'article', paragraphs }
}

function documentOf(paragraphs: readonly Paragraph[]): Document {
  const facts = { title: '曲靖市2025年统计公报', publisher: null, date: '2026-04', dateBasis: 'metadata' as const }
  return { id: 'd', file: 'a.txt', ...facts, place: '曲靖市', period: REPORTED, articles: [articleOf(paragraphs)] }
}

test('the context of a paragraph is what stands above it and what its document states', () => {
  const paragraphs: Paragraph[] = [{ ...paragraphOf('增长5%。'), path: ['一、综合'] }]
  const [read] = paragraphsInContext(documentOf(paragraphs), articleOf(paragraphs))
  expect(read?.context).toEqual({
    place: '曲靖市',
    date: '2026-04',
    dateBasis: 'metadata',
    period: REPORTED,
    title: '曲靖市2025年统计公报',
    article: '公报',
    path: ['一、综合'],
    introduction: '',
  })
})

const contexts = (all: readonly Paragraph[]) =>
  paragraphsInContext(documentOf(all), articleOf(all)).map(({ context }) => context)

describe('the items of a list are told of under the paragraph that introduces it', () => {
  const introduction =
    '2024年年初批准的2024年市级政府性基金支出预算为50亿元，完成36.8亿元，为调整预算的73.2%。主要项目执行情况是：'
  const table = { ...paragraphOf('契税 | 3.3'), kind: 'row' } as const
  const paragraphs = [
    '全年收支平衡。',
    introduction,
    '1、彩票公益金支出0.2亿元。',
    '（2）农业土地开发资金支出0.4亿元，增长5%。',
    '以上支出均已公开。',
    '3、污水处理费支出0.1亿元。',
  ].map(paragraphOf)

  test('until another paragraph or a table ends it', () => {
    expect(contexts(paragraphs).map((context) => context.introduction)).toEqual([
      '',
      '',
      introduction,
      introduction,
      '',
      '',
    ])
    const [, , first, , last] = contexts([...paragraphs.slice(0, 3), table, ...paragraphs.slice(3, 4)])
    expect([first?.introduction, last?.introduction]).toEqual([introduction, ''])
  })

  test('which says of when, of whose accounts and of which number of a budget they are', () => {
    const headings = ['（二十一）2025年市级社会保险基金支出预算表', '五、2025年全市预算安排']
    const [, , , item] = contexts(paragraphs)
    if (item === undefined) throw new Error('the list has items')
    const text = paragraphs[3]?.text ?? ''
    const read = observe(paragraphOf(text), { ...item, path: headings }, readLexicon('data/lexicon'))
    expect(read.map(({ period, scope, stage }) => [period?.text, scope, stage])).toEqual([
      ['2024年', 'own', 'done'],
      ['2024年', 'own', 'done'],
    ])
  })
})
