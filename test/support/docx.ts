import { zip } from './zip.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** A paragraph; bold with a `*` before it. Or the rows of a table, cells parted by `|`. */
export type DocxBlock = string | readonly string[]

/** A Word file of these paragraphs and tables, every word a run of its own as Word writes them. */
export function docx(blocks: readonly DocxBlock[]): Uint8Array {
  return docxOf(blocks.map((block) => (typeof block === 'string' ? paragraph(block) : table(block))).join(''))
}

/** How Word numbers paragraphs by itself: lists by their number, of levels that are all ordered. */
const NUMBERING = `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="1">${[0, 1, 2].map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="chineseCounting"/></w:lvl>`).join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`

/** A paragraph that Word numbers by itself, on this level from 0. */
export function numbered(text: string, level: number): string {
  const look = `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`
  return `<w:p>${look}<w:r><w:t>${text}</w:t></w:r></w:p>`
}

/** A Word file with this body. */
export function docxOf(body: string): Uint8Array {
  return zip([
    { name: 'word/numbering.xml', content: NUMBERING },
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${TYPES}"><Default Extension="xml" ContentType="${MAIN}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}" Target="word/document.xml"/></Relationships>`,
    },
    { name: 'word/document.xml', content: `<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>` },
  ])
}

export function paragraph(text: string): string {
  const [words, look] = text.startsWith('*') ? [text.slice(1), '<w:rPr><w:b/></w:rPr>'] : [text, '']
  const runs = words.split(/(?<=[，。：])/u).map((run) => `<w:r>${look}<w:t xml:space="preserve">${run}</w:t></w:r>`)
  return `<w:p>${runs.join('')}</w:p>`
}

function table(rows: readonly string[]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.split('|').map(tableCell).join('')}</w:tr>`).join('')}</w:tbl>`
}

function tableCell(text: string): string {
  return `<w:tc>${paragraph(text)}</w:tc>`
}
