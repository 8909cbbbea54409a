import { ReportError } from '../../errors.ts'
import { toBlocks } from '../block.ts'
import { findColumns } from '../column-width.ts'
import type { ArticleDraft, DocumentDraft, ParagraphDraft } from '../draft.ts'
import type { Line } from '../line.ts'
import { composePage } from '../page.ts'
import { splitParagraphs } from '../paragraph-break.ts'
import { captionsAbove, tableParagraphs } from '../table.ts'
import { type PdfPage, readPdfPages } from './pdf-items.ts'
import { isTableLine, type PdfText, pdfText } from './pdf-line.ts'

/**
 * Reads a PDF by where its text stands: lines, columns, tables, and paragraphs over the ends of lines, columns and
 * pages.
 *
 * @throws {ReportError} when it is damaged, has a password, is a scan, or its fonts do not tell their characters.
 */
export async function readPdfReport(file: string, bytes: Uint8Array): Promise<DocumentDraft> {
  const pages = await readPdfPages(file, bytes)
  requireText(file, pages)
  return pdfDraft(pdfText(pages))
}

/** The text of a PDF as paragraphs. */
function pdfDraft({ title: printed, lines, starts, tables }: PdfText): DocumentDraft {
  const isStart = (line: Line, above: Line) => starts.has(line) || isTableLine(line) || isTableLine(above)
  const composed = composePage(toBlocks(splitParagraphs(lines, findColumns(lines), isStart)))
  const title = printed.map(({ text }) => text).join('')
  const articles = withTitle(composed, title).map((article) => withTables(article, tables))
  return { articles, stated: {}, imprint: title === '' ? {} : { title } }
}

/** What stands above the title is printed over it, not its own. */
function withTitle(articles: readonly ArticleDraft[], title: string): ArticleDraft[] {
  const [first, ...rest] = articles
  if (title === '' || first === undefined) return [...articles]
  return [
    { ...first, title, kicker: first.kicker || (/\p{Script=Han}/u.test(first.title) ? first.title : '') },
    ...rest,
  ]
}

function withTables(article: ArticleDraft, tables: PdfText['tables']): ArticleDraft {
  const paragraphs: ParagraphDraft[] = []
  for (const paragraph of article.paragraphs) {
    const rows = tables.get(paragraph.text)
    if (rows === undefined) paragraphs.push(paragraph)
    else {
      const captions = captionsAbove(paragraphs)
      const path = paragraph.path.filter((heading) => !captions.includes(heading))
      for (const row of tableParagraphs(rows, { path, captions })) paragraphs.push(row)
    }
  }
  return { ...article, paragraphs }
}

/** A page of text has hundreds of characters, a scan perhaps a stamp's. */
const MIN_CHARACTERS = 10
const MAX_UNKNOWN = 0.1
/** Private use, what could not be decoded, and control characters. */
const UNKNOWN = /[\p{Co}\uFFFD]|(?!\s)\p{Cc}/gu

function requireText(file: string, pages: readonly PdfPage[]): void {
  const text = pages.flatMap(({ items }) => items.map((item) => item.text.trim())).join('')
  if (text.length < pages.length * MIN_CHARACTERS)
    throw new ReportError(file, '扫描件，没有文字层。请先做文字识别（OCR）')
  const unknown = text.match(UNKNOWN)?.length ?? 0
  if (unknown > text.length * MAX_UNKNOWN) throw new ReportError(file, 'PDF 的字体没有说明文字编码，无法读出文字')
}
