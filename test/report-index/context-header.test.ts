import { expect, test } from 'vitest'
import { contextHeader } from '../../src/report-index/context-header.ts'

const DOCUMENT = {
  id: 'd',
  file: 'a.md',
  title: '青禾县2024年统计公报',
  publisher: '青禾县统计局',
  date: '2025-03',
  dateBasis: 'metadata',
  place: '青禾县',
  period: null,
} as const
const ARTICLE = { title: '青禾县2024年统计公报', subtitle: '', kicker: '', byline: '', kind: 'article' } as const

test('a paragraph is searched with the title, publisher, place and date of its document and its headings', () => {
  expect(contextHeader(DOCUMENT, ARTICLE, ['二、农业', '粮食'])).toBe(
    '青禾县2024年统计公报 青禾县统计局 青禾县 2025-03 二、农业 粮食',
  )
})

test('what is unknown leaves no gap', () => {
  const unknown = { ...DOCUMENT, publisher: null, place: null, date: null }
  expect(contextHeader(unknown, { ...ARTICLE, title: '' }, [])).toBe('青禾县2024年统计公报')
})
