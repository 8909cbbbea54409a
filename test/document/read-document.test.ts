import { array, assert, asyncProperty, boolean, constantFrom, integer, option, record, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document, Paragraph, Piece } from '../../src/document/document.ts'
import { isReport, readDocument } from '../../src/document/read-document.ts'
import { ReportError } from '../../src/errors.ts'
import { fakeLexicon } from '../support/fake-lexicon.ts'
import { writeParagraphs } from '../support/prose.ts'
import { type Layout, typeset } from '../support/typeset.ts'

const read = (text: string | Uint8Array, file = 'report.txt', metadata?: string): Promise<Document> =>
  readDocument({ file, bytes: Buffer.from(text), ...(metadata === undefined ? {} : { metadata }) }, fakeLexicon)

/** The paragraphs whose pieces have gaps or do not lead to their characters; doubled glyphs stand there twice. */
function lostParagraphs(document: Document, text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/u)
  const leadsBack = ({ text: own, pieces }: Paragraph): boolean => {
    const ends = [0, ...pieces.map(({ end }) => end)]
    const isGapless = pieces.every(({ start }, index) => start === ends[index]) && ends.at(-1) === own.length
    return isGapless && pieces.every((piece) => leadsToFile(own.slice(piece.start, piece.end), piece, lines))
  }
  const paragraphs = document.articles.flatMap((article) => article.paragraphs)
  return paragraphs.filter((paragraph) => !leadsBack(paragraph)).map((paragraph) => paragraph.text)
}

function leadsToFile(cut: string, { line, column, width }: Piece, lines: readonly string[]): boolean {
  const printed = `${lines[line - 1] ?? ''}\n`.slice(column - 1, column - 1 + (width ?? cut.length))
  return width === undefined ? printed === cut : printed === cut + cut
}

const LAYOUT = record<Layout>({
  width: option(integer({ min: 12, max: 42 }), { nil: null }),
  wrap: constantFrom('print', 'count'),
  indent: constantFrom('blanks', 'lost', 'none'),
  setOff: boolean(),
  columnLines: option(integer({ min: 10, max: 40 }), { nil: null }),
  spacedNumbers: boolean(),
})
const NASTY = constantFrom(
  ...Array.from('增长2500亿元，。；：“”（）一二、（一）1.#|-*>□摄本报讯 \t\u3000\r\n\n\n￥Ab\u200B——'),
  '𠀀',
  '👍🏽',
)

async function ids(text: string, file?: string): Promise<string[]> {
  return (await read(text, file)).articles[0]?.paragraphs.map(({ id }) => id) ?? []
}

describe('every paragraph', () => {
  test('leads back to exactly its characters, whatever the layout', async () => {
    await assert(
      asyncProperty(LAYOUT, integer({ min: 0, max: 999 }), async (layout, seed) => {
        const text = typeset(writeParagraphs(6, seed), layout)
        expect(lostParagraphs(await read(text), text)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test.each(['report.txt', 'report.md'])('leads back in %s, whatever its characters', async (file) => {
    await assert(
      asyncProperty(array(NASTY, { minLength: 1, maxLength: 300 }), async (characters) => {
        const text = `数${characters.join('')}`
        expect(lostParagraphs(await read(text, file), text)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('leads back behind front matter', async () => {
    const text = '---\ntitle: 公报\n---\n第一段在这里。\n\n第二段在这里。\n'
    expect(lostParagraphs(await read(text), text)).toEqual([])
  })

  test('has an id that depends on its text and on equal texts before it alone', async () => {
    const [first, second, again] = await ids('总值增长。\n投资下降。\n总值增长。\n')
    expect(new Set([first, second, again]).size).toBe(3)
    expect(await ids('新的一段。\n总值增长。\n投资下降了。\n总值增长。\n', 'other.txt')).toEqual(
      expect.arrayContaining([first, again]),
    )
    expect(first).toMatch(/^[0-9a-f]{16}$/u)
  })
})

describe('a file is refused with its reason', () => {
  test.each<[string, string | Uint8Array, RegExp, string?]>([
    ['an empty file', '', /空/u],
    ['blank lines and nothing else', '\n \n\u3000\n', /没有文字/u],
    ['a PDF, whatever its name', '%PDF-1.7\n1 0 obj', /PDF/u],
    ['an archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /压缩包/u, 'a.docx'],
    ['noise', Uint8Array.of(0xff, 0x00, 0x81, 0x20, 0xfe), /编码/u],
    ['a format without a reader', 'const a = 1', /\.ts/u, 'a.ts'],
    ['a text of more than 20 MB', new Uint8Array(21 * 1024 * 1024).fill(65), /超过 20 MB/u],
    ['a file without extension', '全市生产总值', /没有扩展名.*加上扩展名 \.txt/u, 'report'],
    ['a text that is called something else', '全市生产总值', /不是 \.docx 格式.*改成 \.txt/u, 'a.docx'],
  ])('%s', async (...[, bytes, reason, file]) => {
    const reading = read(bytes, file)
    await expect(reading).rejects.toThrow(ReportError)
    await expect(reading).rejects.toThrow(reason)
  })
})

describe('hostile files are read in no time', () => {
  test.each<[string, () => string]>([
    [
      'a quarter of a megabyte of pages',
      () =>
        typeset(Array.from({ length: 50 }, (_, page) => writeParagraphs(14, page)).flat(), {
          width: 17,
          wrap: 'print',
          indent: 'none',
          setOff: true,
          columnLines: 40,
          spacedNumbers: true,
        }),
    ],
    ['a line of 50,000 characters', () => '全市12 个区增长 3.5%，'.repeat(4000)],
    ['a line of 500,000 spread-out characters', () => '中 国 经 济，'.repeat(65_000)],
    ['100,000 empty lines', () => `开始。${'\n'.repeat(100_000)}结束。`],
    ['25,000 short lines', () => '标题\n'.repeat(25_000)],
    ['5,000 news items', () => '本报讯 短。\n标题在此\n\n'.repeat(5000)],
    ['5,000 lines above a photo credit', () => `${'无标点的一行文字在此\n'.repeat(5000)}□本报记者 张三摄`],
    ['doubled letters without an end', () => `${'a'.repeat(299)}\n`.repeat(1000)],
    ['brackets and blanks', () => `${'（ '.repeat(2000)}\n`.repeat(100)],
  ])('%s', async (_, write) => {
    const text = write()
    const start = process.cpuUsage()
    const document = await read(text)
    // Milliseconds of processor time; each takes a fifth of this on an idle machine.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000)
    expect(document.articles.length).toBeGreaterThan(0)
  })

  test('and any bytes give a document or a ReportError', async () => {
    await assert(
      asyncProperty(uint8Array({ maxLength: 400 }), constantFrom('a.txt', 'a.md'), async (bytes, file) => {
        expect(await outcome(bytes, file)).not.toBe('bug')
      }),
      { numRuns: 300 },
    )
  })
})

async function outcome(bytes: Uint8Array, file: string): Promise<'read' | 'refused' | 'bug'> {
  try {
    await read(bytes, file)
    return 'read'
  } catch (error) {
    return error instanceof ReportError ? 'refused' : 'bug'
  }
}

test.each([
  ['公报.txt', true],
  ['report.pdf', true],
  ['README.md', false],
  ['readme', false],
  ['.DS_Store', false],
  ['~$草稿.docx', false],
  ['公报.txt.meta.yaml', false],
  ['公报.meta.yml', false],
])('in a reports folder, %s is a report: %s', (name, expected) => {
  expect(isReport(name)).toBe(expected)
})
