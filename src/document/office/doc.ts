import WordExtractor from 'word-extractor'
import { ReportError } from '../../errors.ts'
import { contentsLines } from '../contents.ts'
import type { DocumentDraft } from '../draft.ts'
import type { HtmlBlock, HtmlTable } from '../html/html-page.ts'
import { toPassage } from '../html/html-text.ts'
import { blanksBefore } from '../indent.ts'
import { officeDraft } from './office-draft.ts'

/**
 * Reads a Word file of before 2007 (doc): each of its paragraphs is one, cells of tables are parted by tabs. Pieces count
 * its paragraphs as lines.
 *
 * @throws {ReportError} when it is damaged.
 */
export async function readDoc(file: string, bytes: Uint8Array): Promise<DocumentDraft> {
  const blocks: HtmlBlock[] = []
  let table: HtmlTable | null = null
  const lines = await extractLines(file, bytes)
  const contents = contentsLines(lines)
  for (const [index, line] of lines.entries()) {
    if (contents.has(index)) continue
    // Every cell of a row ends with a tab, the last one included.
    const cells = line.replace(/\t$/u, '').split('\t')
    // A tab in running text indents it; two cells with words make a row.
    const isRow = cells.filter((cell) => cell.trim() !== '').length > 1
    table = isRow ? (table ?? { within: null, rows: [] }) : null
    if (table === null) blocks.push(...blockOf(line, { line: index + 1, column: 1 }, null))
    else addRow(blocks, table, { cells, line: index + 1 })
  }
  return officeDraft(blocks)
}

/** The package's types leave this option out; without it quotation marks and dashes are exchanged for ASCII. */
const AS_PRINTED = { filterUnicode: false }

type Part = (options: typeof AS_PRINTED) => string

interface Verbatim {
  readonly getBody: Part
  readonly getFootnotes: Part
  readonly getEndnotes: Part
}

async function extractLines(file: string, bytes: Uint8Array): Promise<string[]> {
  try {
    const document: Verbatim = await new WordExtractor().extract(Buffer.from(bytes))
    return [document.getBody(AS_PRINTED), document.getFootnotes(AS_PRINTED), document.getEndnotes(AS_PRINTED)]
      .join('\n')
      .split(/\r\n|[\n\r\v\f]/u)
  } catch (error) {
    throw new ReportError(file, 'Word 文件已损坏，无法打开', { cause: error })
  }
}

function addRow(
  blocks: HtmlBlock[],
  table: HtmlTable,
  { cells, line }: { readonly cells: readonly string[]; readonly line: number },
): void {
  let column = 1
  const row = cells.map((text) => {
    const cell = { table, columnSpan: 1, rowSpan: 1, isHead: false }
    blocks.push(...blockOf(text, { line, column }, cell))
    column += text.length + 1
    return cell
  })
  table.rows.push(row)
}

function blockOf(text: string, at: { line: number; column: number }, cell: HtmlBlock['cell']): HtmlBlock[] {
  const locate = (offset: number) => ({ line: at.line, column: at.column + offset })
  const passage = toPassage([{ text, start: 0, width: text.length }], locate)
  return passage.text === ''
    ? []
    : [{ ...passage, level: 0, isBold: false, linked: 0, cell, indent: blanksBefore(text) }]
}
