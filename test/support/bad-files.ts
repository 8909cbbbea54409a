import { deflateSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { docx, docxOf } from './docx.ts'
import { pdf } from './pdf.ts'
import { createRandom } from './prose.ts'
import { xlsx } from './xlsx.ts'
import { zip } from './zip.ts'

/** A file that does harm to readers that do not look out, and why it may be refused. */
export interface BadFile {
  readonly what: string
  readonly file: string
  readonly bytes: () => Uint8Array
  readonly metadata?: string
  /** Null where a reader may well get something out of it. */
  readonly refusal: RegExp | null
  /** It takes seconds. */
  readonly isSlow?: boolean
}

const TEXT = '2023年，青禾县粮食产量达到40.4万吨，比上年增长1.5%。'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

/** A PDF of these objects, without a table of where they stand: readers look for them. */
function rawPdf(objects: readonly string[]): Buffer {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R >>\n%%EOF\n`, 'latin1')
}

/** A page whose drawing instructions are so many blanks, shrunk to a thousandth. */
function blankBomb(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, ' ')).toString('latin1')
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
  ])
}

const LAUGHS = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
const OLD_OFFICE = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)

export const BAD_FILES: readonly BadFile[] = [
  { what: 'nothing', file: 'a.txt', bytes: () => new Uint8Array(), refusal: /是空的/u },
  { what: 'a byte order mark', file: 'a.txt', bytes: () => Uint8Array.of(0xef, 0xbb, 0xbf), refusal: /没有文字/u },
  { what: 'a wide byte order mark', file: 'a.txt', bytes: () => Uint8Array.of(0xff, 0xfe), refusal: /没有文字/u },
  { what: 'a program called a PDF', file: 'a.pdf', bytes: () => Buffer.from('MZ\u0090\0', 'latin1'), refusal: /程序/u },
  { what: 'noise called a Word file', file: 'a.docx', bytes: () => noise(5000), refusal: /内容不是 \.docx/u },
  { what: 'noise called a text', file: 'a.txt', bytes: () => noise(5000), refusal: /编码/u },
  {
    what: 'noise behind the mark of old Office',
    file: 'a.doc',
    bytes: () => Buffer.concat([OLD_OFFICE, noise(5000)]),
    refusal: /Office|Word/u,
  },
  {
    what: 'noise behind the mark of a zip',
    file: 'a.xlsx',
    bytes: () => Buffer.concat([Buffer.from('PK\u0003\u0004'), noise(5000)]),
    refusal: /损坏/u,
  },
  {
    what: 'noise behind the mark of a PDF',
    file: 'a.pdf',
    bytes: () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(5000)]),
    refusal: /损坏/u,
  },
  {
    what: 'a zip that inflates a thousandfold',
    file: 'a.zip',
    bytes: () => zip([{ name: 'a.txt', content: ' '.repeat(5_000_000) }]),
    refusal: /解压后过大/u,
  },
  {
    what: 'a Word file that inflates a thousandfold',
    file: 'a.docx',
    bytes: () => docxOf(paragraph(' '.repeat(5_000_000))),
    refusal: /解压后过大/u,
  },
  {
    what: 'a part that is larger than it says',
    file: 'a.docx',
    bytes: () => zip([{ name: 'word/document.xml', content: TEXT.repeat(100), declared: 10 }]),
    refusal: /损坏/u,
  },
  {
    what: 'archives in an archive',
    file: 'a.zip/b.zip',
    bytes: () => zip([{ name: 'c.zip', content: zip([{ name: 'a.txt', content: TEXT }]) }]),
    refusal: /这是压缩包/u,
  },
  {
    what: 'entities that laugh a billion times',
    file: 'a.docx',
    bytes: () =>
      zip([
        {
          name: 'word/document.xml',
          content: `<!DOCTYPE d [<!ENTITY l0 "ha">${LAUGHS}]><w:document xmlns:w="${WORD}"><w:body>${paragraph('&l9;')}</w:body></w:document>`,
        },
      ]),
    refusal: null,
  },
  {
    what: 'an entity that reads a local file',
    file: 'a.docx',
    bytes: () =>
      zip([
        {
          name: 'word/document.xml',
          content: `<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w="${WORD}"><w:body>${paragraph('&f;')}</w:body></w:document>`,
        },
      ]),
    refusal: null,
  },
  {
    what: 'elements nested a hundred thousandfold',
    file: 'a.html',
    bytes: () => Buffer.from(`<html>${'<div>'.repeat(100_000)}${TEXT}`),
    refusal: /嵌套过深/u,
  },
  {
    what: 'tables nested in tables',
    file: 'a.html',
    bytes: () => Buffer.from(`<html>${'<table><tr><td>'.repeat(30_000)}${TEXT}`),
    refusal: /嵌套过深/u,
  },
  {
    what: 'a million paragraphs',
    file: 'a.html',
    bytes: () => Buffer.from(`<html>${'<p>1'.repeat(1_000_000)}`),
    refusal: /标签过多/u,
    isSlow: true,
  },
  {
    what: 'aliases that multiply',
    file: 'a.txt',
    bytes: () => Buffer.from(TEXT),
    metadata: `a: &a [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 8 }, (_, at) => `${'bcdefghi'[at] ?? ''}: &${'bcdefghi'[at] ?? ''} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[at] ?? ''}`).join(',')}]`).join('\n')}`,
    refusal: /YAML/u,
  },
  {
    what: 'a page that is its own parent',
    file: 'a.pdf',
    bytes: () => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
    refusal: /损坏|扫描件/u,
  },
  {
    what: 'an object that stands for itself',
    file: 'a.pdf',
    bytes: () => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '2 0 R']),
    refusal: /损坏|扫描件/u,
  },
  {
    what: 'a page of 300 MB of blanks',
    file: 'a.pdf',
    bytes: () => blankBomb(300),
    refusal: /扫描件|内存不足|损坏/u,
    isSlow: true,
  },
  {
    what: 'a sheet of seventeen billion cells',
    file: 'a.xlsx',
    bytes: () =>
      xlsx([
        {
          name: 'a',
          rows: [
            ['年份', '产量'],
            ['2023年', 40.4],
          ],
          merged: ['A1:XFD1048576'],
        },
      ]),
    refusal: null,
  },
  {
    what: 'a quotation mark that never closes',
    file: 'a.csv',
    bytes: () => Buffer.from(`指标,数值\n"粮食${',1\n'.repeat(100_000)}`),
    refusal: /引号/u,
  },
  {
    what: 'one line of 20,000 characters',
    file: 'a.txt',
    bytes: () => Buffer.from('粮食产量40.4万吨'.repeat(2000)),
    refusal: null,
  },
]

/** A small file of each format, to be damaged. */
function wellFormedFiles(): readonly { readonly file: string; readonly bytes: Uint8Array }[] {
  const table = [
    ['指标', '2023年', '2024年'],
    ['粮食', 40.4, 41.7],
  ]
  return [
    { file: 'a.pdf', bytes: pdf([[{ text: TEXT, x: 80, y: 700 }]]) },
    { file: 'a.docx', bytes: docx([TEXT, ['指标|2024年', '粮食|41.7']]) },
    { file: 'a.xlsx', bytes: xlsx([{ name: '表', rows: table }]) },
    {
      file: 'a.html',
      bytes: Buffer.from(`<html><body><h1>公报</h1><p>${TEXT}</p><table><tr><td>粮食<td>41.7</table>`),
    },
    { file: 'a.csv', bytes: Buffer.from('指标,2023年,2024年\n粮食,40.4,41.7\n') },
    { file: 'a.md', bytes: Buffer.from(`---\ntitle: 公报\n---\n# 农业\n\n${TEXT}\n`) },
    { file: 'a.zip', bytes: zip([{ name: '公报.txt', content: TEXT }]) },
    { file: 'a.xls', bytes: oldWorkbook(table) },
    { file: 'a.epub', bytes: epub(TEXT) },
    { file: 'a.txt', bytes: Buffer.from(`公报\n\n${TEXT}\n`) },
  ]
}

/** As Excel wrote them before 2007: in the container that old Word files have as well. */
function oldWorkbook(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '表')
  return write(book, { type: 'buffer', bookType: 'biff8' })
}

/** A book of one chapter. */
function epub(text: string): Uint8Array {
  const item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
  return zip([
    { name: 'META-INF/container.xml', content: '<container><rootfile full-path="a.opf"/></container>' },
    { name: 'a.opf', content: `<package><manifest>${item}</manifest><spine><itemref idref="a"/></spine></package>` },
    { name: 'a.xhtml', content: `<html><body><h1>农业</h1><p>${text}</p></body></html>` },
  ])
}

/**
 * So many damaged files, the same ones for the same seed: bits flipped, bytes changed, cut out, doubled, put in, blotted
 * out, cut off, or with the end of another file.
 */
export function damagedFiles(count: number, seed: number): { readonly file: string; readonly bytes: Uint8Array }[] {
  const random = createRandom(seed)
  const upTo = (limit: number) => Math.floor(random() * limit)
  const sound = wellFormedFiles()
  return Array.from({ length: count }, (_, index) => {
    const { file, bytes } = sound[index % sound.length] ?? { file: 'a.txt', bytes: new Uint8Array() }
    let damaged: Buffer = Buffer.from(bytes)
    const other = Buffer.from(sound[upTo(sound.length)]?.bytes ?? [])
    for (let times = 1 + upTo(6); times > 0; times--) damaged = damage(damaged, { upTo, other })
    return { file, bytes: damaged }
  })
}

interface Chance {
  readonly upTo: (limit: number) => number
  /** Another file. */
  readonly other: Buffer
}

function damage(bytes: Buffer, { upTo, other }: Chance): Buffer {
  const [at, length] = [upTo(bytes.length), 1 + upTo(40)]
  const [before, behind] = [bytes.subarray(0, at), bytes.subarray(at)]
  const ways = [
    () => Buffer.concat([before, Buffer.of(upTo(256)), behind.subarray(1)]),
    () => Buffer.concat([before, behind.subarray(length)]),
    () => Buffer.concat([before, behind.subarray(0, length), behind]),
    () => Buffer.concat([before, noise(length), behind]),
    () => Buffer.concat([before, Buffer.of((behind[0] ?? 0) ^ (1 << upTo(8))), behind.subarray(1)]),
    () => Buffer.concat([before, Buffer.alloc(length, upTo(256)), behind.subarray(length)]),
    () => Buffer.concat([before, Buffer.alloc(behind.length >> 1), behind.subarray(behind.length >> 1)]),
    () => (upTo(3) === 0 ? before : bytes),
    () => (upTo(3) === 0 ? Buffer.concat([before, other.subarray(upTo(other.length))]) : bytes),
  ]
  return ways[upTo(ways.length)]?.() ?? bytes
}

function noise(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 7919 + at * at * 31 + (at >> 3)) % 256))
}
