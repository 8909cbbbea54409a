import { encodeLegacy } from './legacy-encoding.ts'

/** A run of text of a page, in points from its lower left corner; `size` of its type. */
export interface PdfRun {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
  /** The directions of its line and of its height, (1, 0) and (0, 1) when left out. */
  readonly matrix?: readonly [a: number, b: number, c: number, d: number]
}

const WIDTH = 595
const HEIGHT = 842

/**
 * How a PDF tells its characters: by a map of its own, or by a predefined one, its font not being embedded. `ordering` is
 * the collection of glyphs that the map leads to.
 */
export interface PdfEncoding {
  readonly name: string
  readonly ordering: string
  readonly encode: (text: string) => Uint8Array
}

const OWN: PdfEncoding = { name: 'Identity-H', ordering: 'Identity', encode: utf16 }

/** Encodings of fonts that programs leave out of the file, trusting the reader's machine to have them. */
export const PREDEFINED: readonly PdfEncoding[] = [
  { name: 'UniGB-UCS2-H', ordering: 'GB1', encode: utf16 },
  { name: 'UniGB-UTF16-H', ordering: 'GB1', encode: utf16 },
  { name: 'GBK-EUC-H', ordering: 'GB1', encode: (text) => encodeLegacy('gb18030', text) },
  { name: 'GBKp-EUC-H', ordering: 'GB1', encode: (text) => encodeLegacy('gb18030', text) },
  { name: 'GBK2K-H', ordering: 'GB1', encode: (text) => encodeLegacy('gb18030', text) },
  { name: 'UniCNS-UCS2-H', ordering: 'CNS1', encode: utf16 },
  { name: 'ETen-B5-H', ordering: 'CNS1', encode: (text) => encodeLegacy('big5', text) },
]

function utf16(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16()
}

/** No line of the map may list more. */
const MAX_LISTED = 100

/** Code points are glyph numbers; the map says so for every character that is used. */
function toUnicode(pages: readonly (readonly PdfRun[])[]): string {
  const codes = [...new Set(pages.flat().flatMap(({ text }) => codesOf(text)))].toSorted()
  const lists = Array.from({ length: Math.ceil(codes.length / MAX_LISTED) }, (_, index) => {
    const listed = codes.slice(index * MAX_LISTED, (index + 1) * MAX_LISTED)
    return `${listed.length} beginbfchar\n${listed.map((code) => `<${code}> <${code}>`).join('\n')}\nendbfchar`
  })
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...lists,
    'endcmap end end',
  ].join('\n')
}

function codesOf(text: string): string[] {
  return Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(4, '0'))
}

/** A PDF of pages of A4 with this text, ideographs as wide as their type is large and ASCII half as wide. */
export function pdf(pages: readonly (readonly PdfRun[])[], encoding = OWN): Uint8Array {
  const kids = pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /${encoding.name} /DescendantFonts [4 0 R]${encoding === OWN ? ' /ToUnicode 5 0 R' : ''} >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (${encoding.ordering}) /Supplement 0 >> /DW 1000 /W [32 126 500] /FontDescriptor << /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>`,
    stream(toUnicode(pages)),
    ...pages.flatMap((runs, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + index * 2} 0 R >>`,
      stream(runs.map((run) => show(run, encoding)).join('\n')),
    ]),
  ])
}

function show({ text, x, y, size = 16, matrix = [1, 0, 0, 1] }: PdfRun, { encode }: PdfEncoding): string {
  return `BT /F1 ${size} Tf ${matrix.join(' ')} ${x} ${y} Tm <${Buffer.from(encode(text)).toString('hex')}> Tj ET`
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
}

/** Objects are numbered from 1 in their order. */
function assemble(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  )
}
