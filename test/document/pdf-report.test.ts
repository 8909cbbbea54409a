import { array, assert, asyncProperty, nat, tuple } from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Document, Paragraph } from '../../src/document/document.ts'
import { readDocument } from '../../src/document/read-document.ts'
import { ReportError } from '../../src/errors.ts'
import { fakeLexicon } from '../support/fake-lexicon.ts'
import { pdf, type PdfRun, PREDEFINED } from '../support/pdf.ts'

/** As on a machine where no recognition is installed. */
vi.stubEnv('PATH', '')

function read(pages: readonly (readonly PdfRun[])[]): Promise<Document> {
  return readBytes(pdf(pages))
}

function readBytes(bytes: Uint8Array): Promise<Document> {
  return readDocument({ file: '报告.pdf', bytes }, fakeLexicon)
}

async function paragraphsOf(pages: readonly (readonly PdfRun[])[]): Promise<readonly Paragraph[]> {
  return (await read(pages)).articles.flatMap(({ paragraphs }) => paragraphs)
}

/** Lines as wide as the column, the first one indented, as layout programs set a paragraph. */
function setLines(text: string, characters: number): string[] {
  const lines: string[] = []
  let rest = `　　${text}`
  while (rest !== '') {
    lines.push(rest.slice(0, characters))
    rest = rest.slice(characters)
  }
  return lines
}

interface Column {
  readonly x: number
  readonly top: number
  readonly characters: number
  readonly size?: number
}

function column(paragraphs: readonly string[], { x, top, characters, size = 16 }: Column): PdfRun[] {
  const lines = paragraphs.flatMap((text) => setLines(text, characters))
  return lines.map((line, index) => {
    const indent = line.length - line.trimStart().length
    return { text: line.trimStart(), x: x + indent * size, y: top - index * size * 1.6, size }
  })
}

function tableRow(cells: readonly string[], y: number): PdfRun[] {
  return cells.flatMap((text, index) => (text === '' ? [] : [{ text, x: 80 + index * 150, y }]))
}

/** In type that is smaller than the text's. */
function note(text: string, y: number, x = 80): PdfRun {
  return { text, x, y, size: 10 }
}

const TEXTS = [
  '初步核算，全年全市实现地区生产总值四千二百八十六亿元，比上年增长百分之六，增速高于全省平均水平，其中工业对经济增长的贡献最大，服务业稳步恢复。',
  '分产业看，第一产业增加值平稳增长，第二产业增加值较快增长，第三产业增加值占地区生产总值的比重继续提高，产业结构进一步优化，新动能加快成长。',
  '全年居民消费价格比上年略有上涨，就业形势总体稳定，城镇新增就业人数超过年度目标，居民人均可支配收入继续增加，城乡居民收入差距继续缩小。',
]

/** As PDFs of Hong Kong and Taiwan encode them. */
const TRADITIONAL = [
  '初步統計，全年本地生產總值按年實質增長百分之三點二，增速較上年加快，其中服務出口表現理想，私人消費開支溫和上升，整體投資開支回升。',
  '勞工市場維持偏緊，經季節性調整的失業率為百分之三點一，就業人數較上年增加二萬三千人，每月入息中位數上升百分之四點五。',
]

describe('a PDF', () => {
  test('has its paragraphs joined over the ends of lines and pages, page numbers left out', async () => {
    const whole = column(TEXTS, { x: 80, top: 740, characters: 27 })
    const below = whole.slice(5).map(({ text, x, y }): PdfRun => ({ text, x, y: y + 5 * 16 * 1.6 }))
    const pages = [
      [...whole.slice(0, 5), { text: '- 1 -', x: 280, y: 40 }],
      [...below, { text: '- 2 -', x: 280, y: 40 }],
    ]
    const paragraphs = await paragraphsOf(pages)
    expect(paragraphs.map(({ text }) => text)).toEqual(TEXTS)
    expect(new Set(paragraphs[1]?.pieces.map(({ page }) => page))).toEqual(new Set([1, 2]))
  })

  test.each(PREDEFINED.map((encoding) => [encoding.name, encoding] as const))(
    'is read with fonts that are not in it, encoded by %s',
    async (_, encoding) => {
      const texts = encoding.ordering === 'GB1' ? TEXTS : TRADITIONAL
      const { articles } = await readBytes(pdf([column(texts, { x: 80, top: 740, characters: 27 })], encoding))
      expect(articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual(texts)
    },
  )

  test('is read column by column, however its lines are ordered in the file', async () => {
    const left = column(TEXTS.slice(0, 2), { x: 40, top: 700, characters: 15 })
    const right = column(TEXTS.slice(2), { x: 320, top: 700, characters: 15 })
    const shuffled = [...left, ...right].toSorted((a, b) => a.text.localeCompare(b.text))
    expect((await paragraphsOf([shuffled])).map(({ text }) => text)).toEqual(TEXTS)
  })

  test.each([1, 2])('that is too short to show its column has its paragraphs whole: %i', async (count) => {
    const texts = TEXTS.slice(0, count)
    const paragraphs = await paragraphsOf([column(texts, { x: 80, top: 740, characters: 27 })])
    expect(paragraphs.map(({ text }) => text)).toEqual(texts)
  })

  test('keeps the lines of a list as they are', async () => {
    const lines = ['全县完成粮食播种面积三十六万亩', '全县完成油料播种面积一十二万亩', '新建农村公路', '改造危桥']
    const paragraphs = await paragraphsOf([lines.map((text, index): PdfRun => ({ text, x: 80, y: 740 - index * 26 }))])
    expect(paragraphs.map(({ text }) => text)).toEqual(lines)
  })

  test('has lines that stand in the middle as paragraphs of their own', async () => {
    const full = '现将二〇二五年一月十八日在第五次会议上所作的报告摘要刊登如下文'
    const runs: PdfRun[] = [
      ...column(TEXTS.slice(0, 1), { x: 80, top: 780, characters: 30 }),
      { text: full, x: 80, y: 690 },
      { text: '陈  明', x: 296, y: 664 },
      ...column(TEXTS.slice(1), { x: 80, top: 630, characters: 30 }),
    ]
    expect((await paragraphsOf([runs])).map(({ text }) => text)).toEqual([TEXTS[0], full, '陈 明', ...TEXTS.slice(1)])
  })

  test('has who signed it and when at the right as paragraphs of their own', async () => {
    const runs: PdfRun[] = [
      ...column(TEXTS, { x: 80, top: 780, characters: 27 }),
      { text: '清河市统计局', x: 416, y: 520 },
      { text: '2025年3月18日', x: 408, y: 494 },
    ]
    const { articles, publisher, date } = await read([runs])
    const texts = articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    expect(texts).toEqual([...TEXTS, '清河市统计局', '2025年3月18日'])
    expect([publisher, date]).toEqual(['清河市统计局', '2025-03-18'])
  })

  test('is read without the heads of its left and right pages, though each stands on few', async () => {
    const text = column(TEXTS, { x: 80, top: 700, characters: 27 })
    const title: PdfRun = { text: '清河市2024年国民经济和社会发展统计公报', x: 120, y: 745, size: 22 }
    const own: PdfRun = { text: '清河市统计局', x: 260, y: 810, size: 9 }
    const head: PdfRun = { text: '2024年国民经济和社会发展统计公报', x: 240, y: 810, size: 9 }
    const paragraphs = await paragraphsOf([
      [own, title, ...text],
      [head, ...text],
      [own, ...text],
    ])
    expect(paragraphs.map((paragraph) => paragraph.text)).toEqual([...TEXTS, ...TEXTS, ...TEXTS])
  })

  test.each<[string, readonly [number, number, number, number], (run: PdfRun) => readonly [number, number]]>([
    ['to the left', [0, 1, -1, 0], ({ x, y }) => [595 - y, x]],
    ['to the right', [0, -1, 1, 0], ({ x, y }) => [y, 842 - x]],
    ['upside down', [-1, 0, 0, -1], ({ x, y }) => [595 - x, 842 - y]],
  ])(
    'is read upright where a page has its text turned %s, stamps and side lines left out',
    async (_, matrix, place) => {
      const turned = column(TEXTS, { x: 80, top: 500, characters: 27 }).map((run): PdfRun => {
        const [x, y] = place(run)
        return { text: run.text, x, y, matrix }
      })
      const stamp: PdfRun = { text: '内部资料', x: 300, y: 300, size: 40, matrix: [0.7, 0.7, -0.7, 0.7] }
      const paragraphs = await paragraphsOf([[...turned, stamp, { text: '清河市', x: 20, y: 20 }]])
      expect(paragraphs.map(({ text }) => text)).toEqual(TEXTS)
    },
  )

  test('has the notes at the foot of its pages behind its text, and its paragraphs whole over them', async () => {
    const lines = column(TEXTS, { x: 80, top: 740, characters: 27 })
    const pages = [
      [...lines.slice(0, 4), note('[1]本公报数据均为初步统计数。', 130), note('[2]绝对数按现价计算，增速按', 116)],
      [...lines.slice(4).map(({ text, x, y }): PdfRun => ({ text, x, y: y + 100 })), note('不变价格计算。', 116)],
    ]
    const paragraphs = await paragraphsOf(pages)
    const notes = ['[1]本公报数据均为初步统计数。', '[2]绝对数按现价计算，增速按不变价格计算。']
    expect(paragraphs.map(({ text }) => text)).toEqual([...TEXTS, ...notes])
  })

  test('keeps the notes below a table where they stand', async () => {
    const paragraphs = await paragraphsOf([
      [
        ...column(TEXTS.slice(0, 2), { x: 80, top: 740, characters: 27 }),
        ...[
          ['指标', '产量', '增长'],
          ['粮食', '36.5', '2.1'],
          ['油料', '4.8', '-2.4'],
        ].flatMap((cells, index) => tableRow(cells, 160 - index * 15).map(({ text, x, y }) => note(text, y, x))),
        note('[1]按播种面积推算。', 116),
      ],
      column(TEXTS.slice(2), { x: 80, top: 740, characters: 27 }),
    ])
    expect(paragraphs.at(-2)?.text).toBe('[1]按播种面积推算。')
  })

  test('is read without its table of contents', async () => {
    const entries = ['目  录', '一、综合……………1', '二、农业……………2', '三、工业……………2']
    const contents = entries.map((text, index): PdfRun => ({ text, x: 100, y: 700 - index * 30 }))
    const text = ['一、综合', '二、农业', '三、工业'].flatMap((title, index) => [title, TEXTS[index] ?? ''])
    const paragraphs = await paragraphsOf([contents, column(text, { x: 80, top: 700, characters: 27 })])
    expect(paragraphs.map((paragraph) => paragraph.text)).toEqual(text)
    expect(paragraphs.at(-1)?.path).toEqual(['三、工业'])
  })

  test('has a blank between two Latin words that a line end parts', async () => {
    const text = `全市推进数字化改造，引进工业互联网平台 Industrial Internet Platform 项目四个，${TEXTS[1]}`
    const end = text.indexOf('Internet')
    const lines = [text.slice(0, end - 1), ...(text.slice(end).match(/.{1,27}/gu) ?? [])]
    const runs = lines.map((line, index): PdfRun => ({ text: line, x: index === 0 ? 112 : 80, y: 740 - index * 26 }))
    expect((await paragraphsOf([[...runs, ...column(TEXTS, { x: 80, top: 560, characters: 27 })]]))[0]?.text).toBe(text)
  })

  test('goes on behind a table below the heading before its title', async () => {
    const paragraphs = await paragraphsOf([
      [
        { text: '一、农业', x: 112, y: 780 },
        ...column(TEXTS.slice(0, 1), { x: 80, top: 750, characters: 27 }),
        { text: '二〇二四年主要产品产量', x: 220, y: 620 },
        ...tableRow(['指标', '产量', '比上年增长'], 590),
        ...tableRow(['粮食', '36.5', '2.1'], 560),
        ...tableRow(['油料', '4.8', '-2.4'], 530),
        ...column(TEXTS.slice(1), { x: 80, top: 480, characters: 27 }),
      ],
    ])
    expect(paragraphs.filter(({ kind }) => kind === 'body').map(({ text, path }) => [text, path])).toEqual(
      TEXTS.map((text) => [text, ['一、农业']]),
    )
  })

  test('has its title from the lines in large type', async () => {
    const runs: PdfRun[] = [
      { text: '清河市第三届人大会议文件', x: 100, y: 780 },
      { text: '关于清河市2024年预算执行情况和', x: 100, y: 740, size: 22 },
      { text: '2025年预算草案的报告', x: 150, y: 705, size: 22 },
      ...column(TEXTS, { x: 80, top: 650, characters: 27 }),
    ]
    const { title, articles } = await read([runs])
    expect(title).toBe('关于清河市2024年预算执行情况和2025年预算草案的报告')
    expect(articles.map((article) => article.title)).toEqual([title])
  })

  test.each<[string, readonly PdfRun[], string]>([
    ['spread over the line', [{ text: '全 市 生 产 总 值 增 长 6 . 5 % 。', x: 80, y: 700 }], '全市生产总值增长6.5%。'],
    [
      'set in several runs',
      [
        { text: '增长 6.5', x: 80, y: 700 },
        { text: '%，', x: 144, y: 700 },
        { text: '较快。', x: 168, y: 700 },
      ],
      '增长6.5%，较快。',
    ],
    [
      'printed twice for bold type',
      [
        { text: '全市增长。', x: 80, y: 700 },
        { text: '全市增长。', x: 80.4, y: 700 },
      ],
      '全市增长。',
    ],
    ['written with radicals', [{ text: '⼈⺠币存款⻓期增⻓。', x: 80, y: 700 }], '人民币存款长期增长。'],
    [
      'with a raised mark',
      [
        { text: '生产总值', x: 80, y: 700 },
        { text: '2', x: 144, y: 706, size: 8 },
        { text: '3077.2亿元。', x: 148, y: 700 },
      ],
      '生产总值²3077.2亿元。',
    ],
  ])('has its words as they are read where they are %s', async (_, runs, expected) => {
    expect((await paragraphsOf([runs])).map(({ text }) => text)).toEqual([expected])
  })

  test('has the rows of its tables in columns, over the end of a page', async () => {
    const pages = [
      [
        ...column(TEXTS, { x: 80, top: 740, characters: 27 }),
        { text: '表1 主要产品产量', x: 200, y: 340 },
        ...tableRow(['产品', '产量（万吨）', '增长（%）'], 310),
        ...tableRow(['粮食', '212.6', '1.8'], 280),
        ...tableRow(['油料', '', '-2.4'], 250),
      ],
      [...tableRow(['蔬菜', '95.1', '3.0'], 720), ...column(TEXTS, { x: 80, top: 690, characters: 27 })],
    ]
    const rows = (await paragraphsOf(pages)).filter(({ kind }) => kind === 'row')
    const path = ['表1主要产品产量', '产品\t产量（万吨）\t增长（%）']
    expect(rows.map((each) => [each.text, each.path, each.pieces[0]?.page])).toEqual([
      ['粮食\t212.6\t1.8', path, 1],
      ['油料\t\t-2.4', path, 1],
      ['蔬菜\t95.1\t3.0', path, 2],
    ])
  })
  test('has a number in the row of its label where it is set a little higher, under a head to its left', async () => {
    const rows = ['居民消费价格|-0.4', '食品烟酒|-1.3', '衣着|0.6', '居住|-0.2'].flatMap((row, index) => {
      const [label = '', value = ''] = row.split('|')
      const y = 560 - index * 26
      return [
        { text: label, x: 80, y, size: 11 },
        { text: value, x: 470, y: y + 6, size: 11 },
      ]
    })
    const head = [
      { text: '指标', x: 120, y: 590, size: 11 },
      { text: '涨跌幅度（%）', x: 360, y: 590, size: 11 },
    ]
    const paragraphs = (await paragraphsOf([[...head, ...rows]])).filter(({ kind }) => kind === 'row')
    expect(paragraphs.map(({ text, path }) => [text, path.at(-1)])).toEqual(
      ['居民消费价格\t-0.4', '食品烟酒\t-1.3', '衣着\t0.6', '居住\t-0.2'].map((text) => [text, '指标\t涨跌幅度（%）']),
    )
  })
})

describe('a PDF is refused with its reason', () => {
  const REPORT = pdf([column(TEXTS, { x: 80, top: 740, characters: 27 })])

  test.each<[string, Uint8Array, RegExp]>([
    ['a scan', pdf([[], []]), /扫描件，没有文字层/u],
    ['fonts without characters', pdf([[{ text: '\uE001\uE002\uE003'.repeat(20), x: 80, y: 700 }]]), /文字编码/u],
    ['a cut file', REPORT.subarray(0, 400), /损坏|没有文字/u],
    ['a header and nothing else', Buffer.from('%PDF-1.7\n1 0 obj'), /损坏/u],
  ])('%s', async (_, bytes, reason) => {
    const reading = readBytes(bytes)
    await expect(reading).rejects.toThrow(ReportError)
    await expect(reading).rejects.toThrow(reason)
  })

  test('and damage anywhere gives a document or a ReportError', async () => {
    await assert(
      asyncProperty(array(tuple(nat(REPORT.length - 1), nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Uint8Array.from(REPORT)
        for (const [at, byte] of changes) bytes[at] = byte
        const outcome = await readBytes(bytes).catch((error: unknown) => error)
        expect(outcome instanceof Error && !(outcome instanceof ReportError)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
