import { expect, test } from 'vitest'
import { readMarkdown } from '../../src/document/markdown.ts'
import { writeParagraphs } from '../support/prose.ts'
import { typeset } from '../support/typeset.ts'

test('Markdown gives a title, paths, rows, and text without marks', () => {
  const text = [
    '# 清河市2024年公报 #',
    '',
    '全年**地区生产总值**4286.5亿元。',
    '## 一、综合',
    '- 第一产业增加值 312 亿元',
    '> 第二产业增长8.3%。',
    '### 价格',
    '居民消费价格上涨0.4%。',
    '## 二、工业',
    '',
    '| 指标 | 2024年 |',
    '| --- | ---: |',
    '| 增加值 | 1520.3 |',
    '',
    '---',
    '（一）能源',
    '发电量86亿千瓦时。',
  ].join('\n')
  const [article, ...others] = readMarkdown(text, 1)
  expect(others).toEqual([])
  expect(article?.title).toBe('清河市2024年公报')
  expect(article?.paragraphs.map(({ kind, text: own, path }) => [kind, own, path])).toEqual([
    ['body', '全年地区生产总值4286.5亿元。', []],
    ['heading', '一、综合', []],
    ['body', '第一产业增加值312亿元', ['一、综合']],
    ['body', '第二产业增长8.3%。', ['一、综合']],
    ['heading', '价格', ['一、综合']],
    ['body', '居民消费价格上涨0.4%。', ['一、综合', '价格']],
    ['heading', '二、工业', []],
    ['row', '| 指标 | 2024年 |', ['二、工业']],
    ['row', '| 增加值 | 1520.3 |', ['二、工业']],
    ['heading', '（一）能源', ['二、工业']],
    ['body', '发电量86亿千瓦时。', ['二、工业', '（一）能源']],
  ])
})

test('wrapped Markdown is joined between its headings', () => {
  const paragraphs = writeParagraphs(16, 5)
  const set = (from: number) =>
    typeset(paragraphs.slice(from, from + 8), {
      width: 38,
      wrap: 'print',
      indent: 'none',
      setOff: true,
      columnLines: null,
      spacedNumbers: false,
    })
  const [article] = readMarkdown(`# 公报\n\n${set(0)}\n## 工业\n\n${set(8)}`, 1)
  expect(article?.paragraphs.filter(({ kind }) => kind === 'body').map(({ text }) => text)).toEqual(paragraphs)
})

test('Markdown without headings is plain text', () => {
  expect(readMarkdown('清河市统计公报\n\n全年生产总值4286.5亿元。', 1)[0]?.title).toBe('清河市统计公报')
})
