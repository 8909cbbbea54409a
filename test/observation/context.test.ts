import { expect, test } from 'vitest'
import type { Article, Document, Paragraph } from '../../src/document/document.ts'
import { observationContext } from '../../src/observation/context.ts'
import { paragraphOf } from './paragraph.ts'

test('the context of a paragraph is what stands above it and what its document states', () => {
  const paragraph: Paragraph = { ...paragraphOf('增长5%。'), path: ['一、综合'] }
  const article: Article = {
    title: '公报',
    subtitle: '',
    kicker: '',
    byline: '',
    kind: 'article',
    paragraphs: [paragraph],
  }
  const period = { text: '2025年', from: '2025-01-01', to: '2025-12-31' }
  const facts = { title: '曲靖市2025年统计公报', publisher: null, date: '2026-04', dateBasis: 'metadata' as const }
  const document: Document = { id: 'd', file: 'a.txt', ...facts, place: '曲靖市', period, articles: [article] }
  expect(observationContext(document, article, paragraph)).toEqual({
    place: '曲靖市',
    date: '2026-04',
    dateBasis: 'metadata',
    period,
    title: '曲靖市2025年统计公报',
    article: '公报',
    path: ['一、综合'],
  })
})
