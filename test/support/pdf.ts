/** A run of text of a page, in points from its lower left corner; `size` of its type. */
export interface PdfRun {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
}

const WIDTH = 595
const HEIGHT = 842

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
export function pdf(pages: readonly (readonly PdfRun[])[]): Uint8Array {
  const kids = pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /W [32 126 500] /FontDescriptor << /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>',
    stream(toUnicode(pages)),
    ...pages.flatMap((runs, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + index * 2} 0 R >>`,
      stream(runs.map(show).join('\n')),
    ]),
  ])
}

function show({ text, x, y, size = 16 }: PdfRun): string {
  return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${codesOf(text).join('')}> Tj ET`
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
