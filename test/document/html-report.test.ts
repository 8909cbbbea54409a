import { array, assert, asyncProperty, constantFrom, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document, Paragraph, Piece } from '../../src/document/document.ts'
import { readDocument } from '../../src/document/read-document.ts'
import { ReportError } from '../../src/errors.ts'
import { fakeLexicon } from '../support/fake-lexicon.ts'
import { encodeLegacy } from '../support/legacy-encoding.ts'
import { typeset } from '../support/typeset.ts'

const TITLE = '清河市2024年国民经济和社会发展统计公报'
const FIRST = '初步核算，全年全市实现地区生产总值4286.5亿元，比上年增长6.2%。其中，第二产业增加值1801.3亿元，增长7.4%。'
const SECOND = '全年全市粮食总产量212.6万吨，比上年增产1.8%。其中，夏粮产量101.2万吨，秋粮产量111.4万吨，均高于上年。'

function read(html: string | Uint8Array, file = '公报.html'): Promise<Document> {
  return readDocument({ file, bytes: Buffer.from(html) }, fakeLexicon)
}

async function paragraphsOf(html: string): Promise<readonly Paragraph[]> {
  return (await read(`<!doctype html><body>${html}`)).articles.flatMap(({ paragraphs }) => paragraphs)
}

async function textsOf(html: string): Promise<string[]> {
  return (await paragraphsOf(html)).map(({ text }) => text)
}

const PAGE = `<!DOCTYPE html><html><head><title>${TITLE}-清河统计</title><meta charset="utf-8"></head><body>
<div class="top"><a href="/">首页</a><a href="/tjgb">统计公报</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/sj">数据</a> &gt; 正文</div>
<div class="main"><h1>${TITLE}</h1><p>来源：清河市统计局 发布时间：2025-03-20 09:30 浏览次数：12</p>
<div class="text"><p>清河市2024年国民经济</p><p>和社会发展统计公报</p><p>${FIRST}</p><p>${SECOND}</p>
<p>【打印】【关闭窗口】</p></div></div>
<div class="side"><h3>相关公报</h3><ul><li><a href="/1">清河市2023年国民经济和社会发展统计公报</a></li></ul></div>
<div class="foot">主办单位：清河市统计局 版权所有</div></body></html>`

describe('a saved web page', () => {
  test('is read without the site around its text', async () => {
    const { articles } = await read(PAGE)
    expect(articles.map(({ title }) => title)).toEqual([TITLE])
    expect(articles[0]?.paragraphs.map(({ text }) => text)).toEqual([FIRST, SECOND])
  })

  test('says itself what it is, who published it and when', async () => {
    expect(await read(PAGE)).toMatchObject({
      title: TITLE,
      publisher: '清河市统计局',
      date: '2025-03-20',
      dateBasis: 'text',
      period: { text: '2024年' },
    })
  })

  test('may state its title and date in its head', async () => {
    const head = `<meta name="ArticleTitle" content="${TITLE}"><meta name="PubDate" content="2025-04-02 10:00">`
    const page = `<html><head>${head}<title>统计公报</title></head><body><p>${FIRST}</p></body></html>`
    expect(await read(page)).toMatchObject({ title: TITLE, date: '2025-04-02' })
  })

  test('keeps paragraphs that stand beside the element with most of the text', async () => {
    const lead =
      '2024年是清河市转型发展的重要一年，全市上下统筹推进各项工作，经济运行稳中有进，民生保障有力有效，社会大局稳定。'
    const long = Array.from({ length: 12 }, (_, index) => `<p>第${index + 1}项。${FIRST}</p>`).join('')
    expect((await textsOf(`<div><p>${lead}</p></div><div>${long}</div>`))[0]).toBe(lead)
  })

  test('may set its navigation, its title and its text in one element', async () => {
    const links = Array.from({ length: 20 }, (_, index) => `<a href="/${index}">栏目${index}</a><br>`).join('')
    const related = '<p><a href="/1">清河市2023年统计公报发布</a> <span>2024-03-20</span></p>'
    const page = `<body>${links}<h1>${TITLE}</h1><p>${FIRST}</p><p>${SECOND}</p>${related}<p>主办：清河市统计局</p></body>`
    const { title, articles } = await read(`<html>${page}</html>`)
    expect(title).toBe(TITLE)
    expect(articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual([FIRST, SECOND])
  })

  test.each([
    ['GB 2312, as it declares', encodeLegacy('gb18030', `<html><meta charset="gb2312"><body><p>${FIRST}</p>`)],
    ['GB 2312, though it declares nothing', encodeLegacy('gb18030', `<html><body><p>${FIRST}</p>`)],
    ['UTF-8 with a mark', `\uFEFF<html><body><p>${FIRST}</p>`],
  ])('is decoded from %s', async (_, bytes) => {
    expect((await read(bytes)).articles[0]?.paragraphs[0]?.text).toBe(FIRST)
  })

  test('is told by its content, whatever its name', async () => {
    expect((await read(PAGE, '公报.xls')).title).toBe(TITLE)
  })
})

describe('the text of a page', () => {
  test.each([
    [
      'spans around every word',
      '<p><span>全市</span><span>生产总值</span><b>4286</b><i>.5</i>亿元。</p>',
      ['全市生产总值4286.5亿元。'],
    ],
    ['entities', '<p>增长6.2%&nbsp;&gt;&#x5168;国。</p>', ['增长6.2%\u00A0>全国。']],
    ['line ends of the source', '<p>全市生产\n  总值4286.5\n亿元。</p>', ['全市生产总值4286.5亿元。']],
    ['blanks between Latin words', '<p>PM2.5  and\nGDP。</p>', ['PM2.5 and GDP。']],
    [
      'breaks as borders',
      '全市增长6.2%。<br>全省增长5.1%。<div>全国增长5%。</div>',
      ['全市增长6.2%。', '全省增长5.1%。', '全国增长5%。'],
    ],
    [
      'a break within an amount',
      `<p>${SECOND}全年完成地区生产总值2191.55</p><p>亿元。</p>`,
      [`${SECOND}全年完成地区生产总值2191.55亿元。`],
    ],
    [
      'what is not shown',
      '<p>全市。<script>var a=1</script><span style="display:none">隐藏</span></p><style>p{}</style>',
      ['全市。'],
    ],
    ['a mark of a note', '<p>年末常住人口<sup>2</sup>38.6万人。</p>', ['年末常住人口²38.6万人。']],
    ['a mark in brackets', '<p>人口<sup>[2]</sup>和户数[<sup>3</sup>]增加。</p>', ['人口[2]和户数[3]增加。']],
    [
      'blanks where paragraphs begin',
      `<div>　　一、综合　　${FIRST}　　${SECOND}&nbsp;&nbsp;&nbsp;&nbsp;二、农　　业</div>`,
      ['一、综合', FIRST, SECOND, '二、农　　业'],
    ],
    ['tags without their ends', '<p>全市增长6.2%。<p>全省增长5.1%。', ['全市增长6.2%。', '全省增长5.1%。']],
  ])('is joined and parted as a browser shows it: %s', async (_, html, expected) => {
    expect(await textsOf(html)).toEqual(expected)
  })

  describe('that was wrapped', () => {
    const paragraphs = Array.from({ length: 4 }, (_, index) => [
      `第${index}县。${FIRST}`,
      `第${index}区。${SECOND}`,
    ]).flat()
    const layout = { width: 22, wrap: 'print', indent: 'blanks', setOff: false, columnLines: null } as const
    const lines = typeset(paragraphs, { ...layout, spacedNumbers: false })
      .trimEnd()
      .split('\n')

    test.each([
      ['line by line', lines.join('<br>\n')],
      ['with a paragraph for each line', lines.map((line) => `<p>${line}</p>`).join('')],
      ['as it stands', `<pre>${lines.join('\n')}</pre>`],
    ])('is put together: %s', async (_, html) => {
      expect(await textsOf(`<div>${html}</div>`)).toEqual(paragraphs)
    })
  })

  test('has its headings as paths, told by elements, numbers and bold type', async () => {
    const html = `<h2>第一部分</h2><p>一、综合</p><p><b>经济运行平稳</b></p><p>${FIRST}</p><p>二、农业</p><p>${SECOND}</p>`
    const paragraphs = await paragraphsOf(html)
    expect(paragraphs.filter(({ kind }) => kind === 'body').map(({ path }) => path)).toEqual([
      ['第一部分', '一、综合', '经济运行平稳'],
      ['第一部分', '二、农业'],
    ])
  })

  test('has what stands behind it under no heading of the text, but the notes of a table under theirs', async () => {
    const table = '<table><tr><td>指标</td><td>产量</td></tr><tr><td>粮食</td><td>12.5</td></tr></table>'
    const html = `<p>一、综合</p><p>${FIRST}</p>${table}<p>注：</p><p>${SECOND}</p><p>注释：</p><p>1.数据为初步统计数。</p><p>附件：1.主要指标表</p><p>附件1</p><p>另行公布。</p>`
    const paragraphs = await paragraphsOf(html)
    expect(paragraphs.filter(({ kind }) => kind === 'body').map(({ text, path }) => [text, path])).toEqual([
      [FIRST, ['一、综合']],
      ['注：', ['一、综合']],
      [SECOND, ['一、综合']],
      ['1.数据为初步统计数。', ['注释：']],
      ['附件：1.主要指标表', []],
      ['另行公布。', ['附件1']],
    ])
  })

  test('goes on behind a table below the heading before its title', async () => {
    const table = '<table><tr><td>指标</td><td>产量</td></tr><tr><td>粮食</td><td>12.5</td></tr></table>'
    const html = `<p>一、农业</p><p>${FIRST}</p><p><b>2024年主要产品产量</b></p>${table}<p>${SECOND}</p>`
    expect((await paragraphsOf(html)).at(-1)?.path).toEqual(['一、农业'])
  })

  test('has captions that stand in no path', async () => {
    const paragraphs = await paragraphsOf(`<p><b>图1 2020—2024年全市粮食产量</b></p><p>单位：万吨</p><p>${SECOND}</p>`)
    expect(paragraphs.map(({ kind, path }) => [kind, path])).toEqual([
      ['caption', []],
      ['caption', []],
      ['body', []],
    ])
  })
})

describe('a table of a page', () => {
  const TABLE = `<p>一、综合</p><p>表1 2024年末人口及其构成</p><p>单位：万人</p><table>
    <tr><td rowspan="2">指标</td><td colspan="2">2024年</td></tr><tr><td>年末数</td><td>比重（%）</td></tr>
    <tr><td>全市常住人口</td><td><p>312.4</p></td><td>100.0</td></tr>
    <tr><td>其中：城镇</td><td></td><td><table><tr><td>61.2</td></tr></table></td></tr></table><p>${SECOND}</p>`

  test('gives a paragraph for each row, with title, unit and columns above it', async () => {
    const above = ['一、综合', '表1 2024年末人口及其构成', '单位：万人']
    const rows = (await paragraphsOf(TABLE)).filter(({ kind }) => kind === 'row')
    expect(rows.map(({ text, path }) => [text, path])).toEqual([
      ['全市常住人口\t312.4\t100.0', [...above, '指标\t2024年 年末数\t2024年 比重（%）']],
      ['其中：城镇\t\t61.2', [...above, '指标 › 全市常住人口\t2024年 年末数\t2024年 比重（%）']],
    ])
  })

  test('keeps the dash of a cell that has no number', async () => {
    const html = `<table><tr><td>指标</td><td>总量</td><td>增速（%）</td></tr>
      <tr><td>用户数</td><td>520.0</td><td>－</td></tr><tr><td>业务量</td><td>2.06</td><td>35.2</td></tr></table>`
    const row = (await paragraphsOf(html)).find(({ kind }) => kind === 'row')
    expect(row?.text).toBe('用户数\t520.0\t－')
  })

  test('takes its title and unit from its own first rows as well', async () => {
    const html = `<p>${FIRST}</p><table><tr><td colspan="2">表2　财政收支</td></tr><tr><td></td><td>单位：亿元</td></tr>
      <tr><td>项目</td><td>金额</td></tr><tr><td>收入</td><td>31.5</td></tr></table>`
    const row = (await paragraphsOf(html)).find(({ kind }) => kind === 'row')
    expect(row?.path).toEqual(['表2财政收支', '单位：亿元', '项目\t金额'])
  })

  test('shows a label that covers several rows in each of them, above their own columns', async () => {
    const html = `<table><tr><th>地区</th><th>项目</th><th>金额</th></tr>
      <tr><td rowspan="2">清河市</td><td>收入</td><td>31.5</td></tr><tr><td>支出</td><td>42.8</td></tr></table>`
    const rows = (await paragraphsOf(html)).filter(({ kind }) => kind === 'row')
    expect(rows.map(({ text, path }) => [text, path.at(-1)])).toEqual([
      ['清河市\t收入\t31.5', '地区\t项目\t金额'],
      ['清河市\t支出\t42.8', '地区\t项目\t金额'],
    ])
  })

  test('that only arranges the page is text', async () => {
    const kinds = (await paragraphsOf(`<table><tr><td><p>${FIRST}</p><p>${SECOND}</p></td></tr></table>`)).map(
      ({ kind }) => kind,
    )
    expect(kinds).toEqual(['body', 'body'])
  })
})

describe('every paragraph of a page', () => {
  const PARTS = constantFrom(
    ...'全市增长 6.2 % 亿元 。 ， &nbsp; &lt; &#20840; <p> </p> <br> <b> </b> <span> </span> <td> <tr> <table> </table>'.split(
      ' ',
    ),
    ...'<h2> </h2> 一、 表1 <!----> \u200B 𠀀 <'.split(' '),
    ' ',
    '\n',
    '\t',
  )

  test('leads back to exactly its characters in the source', async () => {
    await assert(
      asyncProperty(array(PARTS, { minLength: 1, maxLength: 120 }), async (parts) => {
        const source = `<html>数${parts.join('')}`
        expect(strayPieces(await read(source), source)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

/** Cuts of paragraphs that are not what stands at their place; entities and the tabs between cells are not checked. */
function strayPieces(document: Document, source: string): string[] {
  const lines = source.split(/\r\n|\n|\r/u)
  return document.articles.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ text, pieces }) => {
      const ends = [0, ...pieces.map(({ end }) => end)]
      const isGapless = pieces.every(({ start }, index) => start === ends[index]) && ends.at(-1) === text.length
      return isGapless ? pieces.filter((piece) => !leadsToSource(text, piece, lines)).map(() => text) : [text]
    }),
  )
}

function leadsToSource(text: string, { start, end, line, column, width }: Piece, lines: readonly string[]): boolean {
  const cut = text.slice(start, end)
  if (width !== undefined || cut === '\t') return true
  const printed = `${lines[line - 1] ?? ''}\n`.slice(column - 1, column - 1 + cut.length)
  return printed.replaceAll(/\s/gu, ' ') === cut.replaceAll(/\s/gu, ' ')
}

describe('hostile pages are read in no time', () => {
  test.each<[string, () => string]>([
    [
      '2,500 nested elements and what closes none of them',
      () => `${'<div>'.repeat(2500)}全市增长。${'</b>'.repeat(100_000)}`,
    ],
    ['half a megabyte of spans', () => `<p>${'<span>全</span> <i>3</i>\n'.repeat(20_000)}`],
    ['900 nested tables', () => `${'<table><tr><td>'.repeat(900)}全市增长。`],
    [
      'cells that cover a hundred rows and columns',
      () => '<table><tr><td>全<tr><td>全'.concat('<td rowspan=100 colspan=100>1'.repeat(10_000)),
    ],
    ['half a megabyte of opening brackets', () => `全市增长。${'<'.repeat(500_000)}`],
    ['half a megabyte of blanks', () => `全${' \n'.repeat(250_000)}市。`],
  ])('%s', async (_, write) => {
    const source = `<html>${write()}`
    const start = process.cpuUsage()
    const document = await read(source)
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000)
    expect(document.articles.length).toBeGreaterThan(0)
  })

  test.each([
    ['elements nested too deep', '<b>'],
    ['tables nested too deep', '<table><tr><td>'],
    ['too many elements', '<p>全</p>'],
  ])('%s are refused', async (_, element) => {
    await expect(read(`<html>${element.repeat(300_000)}`)).rejects.toThrow(/标签过多或嵌套过深/u)
  })

  test('nothing but a ReportError ends the rest', async () => {
    await expect(read('<html><body></body></html>')).rejects.toThrow(/没有文字/u)
    await assert(
      asyncProperty(uint8Array({ maxLength: 300 }), async (bytes) => {
        const reading = read(Buffer.concat([Buffer.from('<html><p>'), bytes])).catch((error: unknown) => error)
        const outcome = await reading
        expect(outcome instanceof Error && !(outcome instanceof ReportError)).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})
