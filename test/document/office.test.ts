import { array, assert, asyncProperty, nat, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/document/document.ts'
import { readDoc } from '../../src/document/office/doc.ts'
import { readDocument } from '../../src/document/read-document.ts'
import { ReportError } from '../../src/errors.ts'
import { docx, docxOf, numbered, paragraph } from '../support/docx.ts'
import { fakeLexicon } from '../support/fake-lexicon.ts'
import { zip } from '../support/zip.ts'

const REPORT = docx([
  '*关于2024年清河市一般公共预算',
  '*收入情况的说明',
  '一、全市收入',
  '2024年全市一般公共预算收入186.4亿元，比上年增长5.2%，其中“三公”经费下降。',
  '表1 分项收入',
  '单位：亿元',
  ['项目|2023年|2024年', '增值税|61.2|63.8', '契税||12.4'],
])

function read(bytes: Uint8Array, file = '说明.docx'): Promise<Document> {
  return readDocument({ file, bytes }, fakeLexicon)
}

describe('a Word file', () => {
  test('has its title from the lines at its head, and headings, text and rows below it', async () => {
    const { title, articles } = await read(REPORT)
    expect(title).toBe('关于2024年清河市一般公共预算收入情况的说明')
    const above = ['一、全市收入', '表1分项收入', '单位：亿元']
    expect(articles[0]?.paragraphs.map(({ kind, text, path }) => [kind, text, path])).toEqual([
      ['heading', '一、全市收入', []],
      ['body', '2024年全市一般公共预算收入186.4亿元，比上年增长5.2%，其中“三公”经费下降。', ['一、全市收入']],
      ['caption', '表1分项收入', ['一、全市收入']],
      ['caption', '单位：亿元', ['一、全市收入']],
      ['heading', '项目\t2023年\t2024年', above],
      ['row', '增值税\t61.2\t63.8', [...above, '项目\t2023年\t2024年']],
      ['row', '契税\t\t12.4', [...above, '项目\t2023年\t2024年']],
    ])
  })

  test('has the paragraphs that Word numbers by itself as headings, but not the items of a list', async () => {
    const text = '全年全县粮食总产量24.1万吨，比上年增长1.3%。'
    const [title, first, second] = ['2024年清河市国民经济和社会发展统计公报', '综合', '农业']
    const body = [
      paragraph(title),
      numbered(first, 0),
      numbered('经济总量', 1),
      paragraph(text),
      numbered(second, 0),
      paragraph(text),
      numbered('扩大种植面积', 2),
      numbered('提高单位产量', 2),
      paragraph(text),
    ]
    const { articles } = await read(docxOf(body.join('')))
    expect(articles[0]?.paragraphs.map(({ kind, text: own, path }) => [kind, own, path])).toEqual([
      ['heading', first, []],
      ['heading', '经济总量', [first]],
      ['body', text, [first, '经济总量']],
      ['heading', second, []],
      ['body', text, [second]],
      ['body', '扩大种植面积', [second]],
      ['body', '提高单位产量', [second]],
      ['body', text, [second]],
    ])
  })

  test('is read without its table of contents', async () => {
    const headings = ['一、收入情况', '二、支出情况', '三、债务情况']
    const text = headings.flatMap((heading, index) => [heading, `${index}、全年完成情况良好，各项任务如期完成。`])
    const title = '关于2024年清河市财政收支情况的报告'
    const entries = headings.map((heading, index) => `${heading}\t${index + 1}`)
    const { articles } = await read(docx([title, '目 录', ...entries, ...text]))
    expect(articles[0]?.paragraphs.map((own) => own.text)).toEqual(text)
  })

  test('leads every paragraph back to its number in the file', async () => {
    const { articles } = await read(REPORT)
    const lines = articles[0]?.paragraphs.map(({ pieces }) => pieces[0]?.line)
    expect(lines).toEqual([3, 4, 5, 6, 7, 10, 13])
  })

  test('is told by its content, whatever its name', async () => {
    expect((await read(REPORT, '说明.pdf')).title).toBe('关于2024年清河市一般公共预算收入情况的说明')
  })
})

describe('a Word file of before 2007', () => {
  test('keeps its marks as printed, a paragraph for each of its own, and rows parted by tabs', async () => {
    // The package opens both kinds, so that a new one stands for an old one here.
    const { articles } = await readDoc('说明.doc', REPORT)
    const texts = articles[0]?.paragraphs.map(({ kind, text }) => [kind, text]) ?? []
    expect(texts).toContainEqual(['body', '2024年全市一般公共预算收入186.4亿元，比上年增长5.2%，其中“三公”经费下降。'])
    expect(texts).toContainEqual(['row', '增值税\t61.2\t63.8'])
  })
})

describe('an office file is refused with its reason', () => {
  const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const oleWith = (name: string) => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from(name, 'utf16le')])

  test.each<[string, Uint8Array, RegExp]>([
    ['a damaged docx', REPORT.subarray(0, REPORT.length - 200), /损坏/u],
    ['a docx without its text', zip([{ name: 'word/document.xml', content: '<a' }]), /损坏/u],
    ['a damaged doc', oleWith('WordDocument'), /损坏/u],
    ['a file with a password', oleWith('EncryptedPackage'), /密码/u],
    ['another old office file', oleWith('Contents'), /无法识别/u],
    ['a presentation', zip([{ name: 'ppt/presentation.xml', content: '' }]), /PowerPoint/u],
    ['a bomb', docxOf(`<w:p>${' '.repeat(40 * 1024 * 1024)}</w:p>`), /过大/u],
    ['a bomb that declares a small size', falseSize(), /损坏/u],
    [
      'a zip of thousands of parts',
      zip(Array.from({ length: 2500 }, (_, at) => ({ name: `word/document${at}`, content: '' }))),
      /过大/u,
    ],
  ])('%s', async (_, bytes, reason) => {
    const reading = read(bytes)
    await expect(reading).rejects.toThrow(ReportError)
    await expect(reading).rejects.toThrow(reason)
  })

  test('and damage anywhere gives a document or a ReportError', async () => {
    await assert(
      asyncProperty(array(tuple(nat(REPORT.length - 1), nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Uint8Array.from(REPORT)
        for (const [at, byte] of changes) bytes[at] = byte
        const outcome = await read(bytes).catch((error: unknown) => error)
        expect(outcome instanceof Error && !(outcome instanceof ReportError)).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})

function falseSize(): Uint8Array {
  return zip([{ name: 'word/document.xml', content: ' '.repeat(8 * 1024 * 1024), declared: 1000 }])
}
