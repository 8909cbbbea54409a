import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Article, Document } from '../../src/document/document.ts'
import { readDocument } from '../../src/document/read-document.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'

const DATA = path.join(import.meta.dirname, '../../data')
const FILE = 'xinjiang-daily-changji-2024-12.txt'

const page: Document = await readDocument(
  {
    file: FILE,
    bytes: readFileSync(path.join(DATA, 'reports', FILE)),
    metadata: readFileSync(path.join(DATA, 'reports', `${FILE}.meta.yaml`), 'utf8'),
  },
  readLexicon(path.join(DATA, 'lexicon')),
)

function bodyOf({ paragraphs }: Article): string[] {
  return paragraphs.filter(({ kind }) => kind === 'body').map(({ text }) => text)
}

describe('the sample page', () => {
  test('is known by its metadata and its main story', () => {
    expect(page).toMatchObject({
      title: '高质量发展昌吉之“高”何以亮眼？',
      publisher: '新疆日报',
      date: '2024-12',
      dateBasis: 'inferred',
      place: '昌吉回族自治州',
      period: null,
    })
  })

  test('has its headlines, printed behind the texts, at the right stories', () => {
    expect(
      page.articles.map(({ kind, kicker, title, subtitle, byline }) => [kind, kicker, title, subtitle, byline]),
    ).toEqual([
      [
        'article',
        '经济观察·来自“新疆推动高质量发展”系列主题新闻发布会的报道',
        '高质量发展昌吉之“高”何以亮眼？',
        '——昌吉州打造新疆工业高质量发展样板区观察',
        '□本报记者 刘茜',
      ],
      ['news', '', '向“高”而攀 向“新”发力', '昌吉州积极培育壮大新兴产业', ''],
      ['news', '', '昌吉州新能源产业集群实现“两翼齐飞”', '', ''],
      ['pictures', '', '', '', ''],
    ])
  })

  test('has as many paragraphs as were written', () => {
    expect(page.articles.map((article) => bodyOf(article).length)).toEqual([29, 5, 5, 0])
  })

  test.each([
    [
      0,
      3,
      '2024年前三季度，昌吉州地区生产总值增长7.8%，总量稳居全疆第二；1至10月，规上工业增加值增长15%、固定资产投资增长17.4%、财政一般公共预算收入增长9%。',
    ],
    [
      0,
      7,
      '与签约重大项目相得益彰的，是昌吉州项目建设的欣欣向荣。2024年1至10月，昌吉州固定资产投资同比增长17.4%，高于全区增速10.8个百分点。',
    ],
    [0, 9, '新的发展格局来自科学的产业布局。'],
    [
      1,
      5,
      '加快绿色转型、大力发展循环经济方面，昌吉州将深入实施工业领域碳达峰行动，在源头控碳上，大力优化用能结构和产业结构，提升重点行业和产品的产出效率；在过程减碳上，积极推进工业企业清洁生产，加快构建绿色制造体系；在末端降碳上，推动煤矸石、铝灰渣等工业固废高值化利用，积极发展节能建材、资源综合利用等产业。',
    ],
    [
      2,
      2,
      '近两年，昌吉州新增布局新能源规模位居全疆第一，累计达到5204.8万千瓦，已建成及在建规模超过煤电。2024年1月—10月，昌吉州新能源项目投资达218亿元，占全社会固定资产投资的31%。目前，昌吉州已建成并网983.6万千瓦，年内并网将达1500万千瓦以上。',
    ],
  ])('joins article %d, paragraph %d over line ends and column jumps', (article, paragraph, text) => {
    expect(bodyOf(page.articles[article] ?? raise())[paragraph - 1]).toBe(text)
  })

  test('folds the doubled glyphs of its captions and marks them', () => {
    expect(page.articles[3]?.paragraphs.map(({ kind, repaired, text }) => [kind, repaired, text])).toEqual([
      ['caption', false, '新疆其亚硅业有限公司智能中控室，工作人员正在操作记录多晶硅生产情况。 □本报记者 常谊谊摄'],
      ['caption', false, '木垒县光伏产业园。 □本报记者 何 龙摄'],
      ['caption', true, '昌吉—古泉±1100千伏特高压直流输电工程昌吉换流站外景。□本报记者 常谊谊摄'],
      ['caption', true, '准东经济技术开发区，8866次货物列车满载3500吨煤炭在从将军庙站驶出。 □本报记者 何 龙摄'],
    ])
  })

  test('has its subheads as headings and in the paths below them', () => {
    const paragraphs = page.articles[0]?.paragraphs ?? []
    expect(paragraphs.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toEqual([
      '打造硬实力',
      '现代化产业体系向“实”而行',
      '提升创新力',
      '产业发展向“新”逐“绿”',
      '优化“软环境”',
      '构筑高质量发展“硬支撑”',
      '高质量发展看昌吉',
    ])
    const asked = paragraphs.find(({ text }) => text.startsWith('与签约'))
    expect(asked?.path).toEqual(['打造硬实力', '现代化产业体系向“实”而行'])
  })
})

function raise(): never {
  throw new Error('the page lacks an article')
}
