import { array, assert, asyncProperty, nat, tuple, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document, Paragraph } from '../../src/document/document.ts'
import { readDocument } from '../../src/document/read-document.ts'
import { ReportError } from '../../src/errors.ts'
import { fakeLexicon } from '../support/fake-lexicon.ts'
import { encodeLegacy } from '../support/legacy-encoding.ts'
import { xlsx } from '../support/xlsx.ts'

const BOOK = xlsx([
  {
    name: '收入',
    rows: [
      ['2024年清河市财政收支总表', '', '', ''],
      ['编制单位：清河市财政局', '', '', '单位：万元'],
      ['项目', '全市', '', '市本级'],
      ['', '2023年', '2024年', '2024年'],
      ['一、税收收入', 1_180_000, 1_231_000.5, 402_000],
      ['其中：增值税', 480_000, '', 171_000],
      ['注：市本级含开发区。', '', '', ''],
      [],
      ['项目', '人数'],
      ['在职人员', 1200],
    ],
    merged: ['A1:D1', 'A3:A4', 'B3:C3'],
  },
  {
    name: '过程稿',
    rows: [
      ['草稿', '数'],
      ['旧', 1],
    ],
    isHidden: true,
  },
  { name: 'Sheet3', rows: [] },
])

function read(bytes: Uint8Array, file = '收支.xlsx'): Promise<Document> {
  return readDocument({ file, bytes }, fakeLexicon)
}

function paragraphsOf({ articles }: Document): readonly Paragraph[] {
  return articles.flatMap(({ paragraphs }) => paragraphs)
}

describe('an Excel file', () => {
  const above = ['2024年清河市财政收支总表', '编制单位：清河市财政局', '单位：万元']
  const labels = '项目\t全市 2023年\t全市 2024年\t市本级 2024年'

  test('gives a paragraph for each row, its cells as they show, below title, unit and columns', async () => {
    const document = await read(BOOK)
    expect(document.title).toBe('2024年清河市财政收支总表')
    expect(document.articles).toHaveLength(1)
    const paragraphs = paragraphsOf(document)
    expect(paragraphs.filter(({ kind }) => kind === 'row').map(({ text, path }) => [text, path])).toEqual([
      ['一、税收收入\t1,180,000.0\t1,231,000.5\t402,000.0', [...above, labels]],
      ['其中：增值税\t480,000.0\t\t171,000.0', [...above, labels.replace('项目', '项目 › 一、税收收入')]],
      ['在职人员\t1,200.0', ['项目\t人数']],
    ])
    expect(paragraphs.find(({ kind }) => kind === 'body')?.text).toBe('注：市本级含开发区。')
  })

  test('leads every cell back to sheet, row and column', async () => {
    const row = paragraphsOf(await read(BOOK)).find(({ text }) => text.startsWith('一、'))
    const cells = row?.pieces.filter(({ start, end }) => row.text.slice(start, end) !== '\t')
    expect(cells?.map(({ page, line, column }) => [page, line, column])).toEqual([
      [1, 5, 1],
      [1, 5, 2],
      [1, 5, 3],
      [1, 5, 4],
    ])
  })

  test('is refused when it is damaged, whatever the damage', async () => {
    await expect(read(BOOK.subarray(0, BOOK.length - 100))).rejects.toThrow(/损坏/u)
    await assert(
      asyncProperty(array(tuple(nat(BOOK.length - 1), nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Uint8Array.from(BOOK)
        for (const [at, byte] of changes) bytes[at] = byte
        const outcome = await read(bytes).catch((error: unknown) => error)
        expect(outcome instanceof Error && !(outcome instanceof ReportError)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a table in plain text', () => {
  const TABLE = '地区,2024年（亿元）,备注\n清河市,"1,286.5","含""新区"""\n清河县,312.4,\n'

  test.each<[string, Uint8Array]>([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TABLE}`)],
    ['GB 18030', encodeLegacy('gb18030', TABLE)],
    ['with tabs', Buffer.from('地区\t2024年（亿元）\t备注\n清河市\t"1,286.5"\t含"新区"\n清河县\t312.4\t\n')],
  ])('gives a paragraph for each row: %s', async (_, bytes) => {
    const rows = paragraphsOf(await read(bytes, '地区.csv')).filter(({ kind }) => kind === 'row')
    expect(rows.map(({ text, path }) => [text, path])).toEqual([
      ['清河市\t1,286.5\t含"新区"', ['地区\t2024年（亿元）\t备注']],
      ['清河县\t312.4\t', ['地区\t2024年（亿元）\t备注']],
    ])
  })

  test('knows the rows that blanks set in as parts of the row above', async () => {
    const table = '指标,2024年（元）\n居民人均可支配收入,31286\n　　工资性收入,18204\n　　经营净收入,6320\n'
    const rows = paragraphsOf(await read(Buffer.from(table), '收入.csv')).filter(({ kind }) => kind === 'row')
    expect(rows.map(({ path }) => path.at(-1))).toEqual([
      '指标\t2024年（元）',
      '指标 › 居民人均可支配收入\t2024年（元）',
      '指标 › 居民人均可支配收入\t2024年（元）',
    ])
  })

  test('has no row of the numbers of its columns', async () => {
    const table = '地区,面积（公顷）,产量（吨）\n甲,1,2\n清河县,312,904\n'
    const rows = paragraphsOf(await read(Buffer.from(table), '产量.csv')).filter(({ kind }) => kind === 'row')
    expect(rows.map(({ text }) => text)).toEqual(['清河县\t312\t904'])
  })

  test('leads every cell back to its line and column', async () => {
    const row = paragraphsOf(await read(Buffer.from(TABLE), '地区.csv')).find(({ text }) => text.startsWith('清河县'))
    expect(row?.pieces.map(({ line, column }) => [line, column])).toEqual([
      [3, 1],
      [3, 4],
      [3, 5],
      [3, 10],
    ])
  })

  test('is a table or refused, whatever its bytes', async () => {
    await assert(
      asyncProperty(uint8Array({ maxLength: 300 }), async (bytes) => {
        const outcome = await read(bytes, '地区.csv').catch((error: unknown) => error)
        expect(outcome instanceof Error && !(outcome instanceof ReportError)).toBe(false)
      }),
      { numRuns: 150 },
    )
  })
})
