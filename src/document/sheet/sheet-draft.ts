import { type ArticleDraft, type DocumentDraft, draftParagraph, type ParagraphDraft, singleArticle } from '../draft.ts'
import { type TableCell, tableParagraphs, type TableRows } from '../table.ts'

/** A sheet as it is written; every row has its blank cells, none those that another covers. */
export interface Sheet {
  /** Empty where it has no name of its own. */
  readonly name: string
  readonly rows: TableRows
}

/** Each sheet is an article, the tables on it parted by blank rows; the first one's title is the document's. */
export function sheetDraft(sheets: readonly Sheet[]): DocumentDraft {
  const articles = sheets.flatMap(sheetArticle)
  const title = articles[0]?.title ?? ''
  return { articles, stated: {}, imprint: title === '' ? {} : { title } }
}

function sheetArticle({ name, rows }: Sheet): ArticleDraft[] {
  const paragraphs: ParagraphDraft[] = []
  let path: readonly string[] = []
  for (const table of splitTables(rows)) {
    const line = table.length === 1 ? (table[0]?.filter(hasText) ?? []) : []
    // A line alone between blank rows stands above the tables below it, or notes something below them.
    for (const { passage } of line) paragraphs.push(draftParagraph(passage, 'body', path))
    if (line.length > 0) path = line.map(({ passage }) => passage.text)
    else for (const row of tableParagraphs(table, { path, captions: [] })) paragraphs.push(row)
  }
  return singleArticle({ title: paragraphs.length === 0 ? '' : titleOf(paragraphs, name) }, paragraphs)
}

function titleOf([first]: readonly ParagraphDraft[], name: string): string {
  return first?.kind === 'caption' || first?.kind === 'body' ? first.text : name
}

function hasText({ passage }: TableCell): boolean {
  return passage.text !== ''
}

/** The tables of a sheet, without the blank columns at their right. */
function splitTables(rows: TableRows): TableRows[] {
  const tables: (readonly TableCell[])[][] = []
  let isOpen = false
  for (const row of rows) {
    const isFilled = row.some(hasText)
    if (isFilled && isOpen) tables.at(-1)?.push(row)
    else if (isFilled) tables.push([row])
    isOpen = isFilled
  }
  return tables.map((table) => {
    const width = Math.max(...table.map((row) => row.findLastIndex(hasText) + 1))
    return table.map((row) => row.slice(0, width))
  })
}
