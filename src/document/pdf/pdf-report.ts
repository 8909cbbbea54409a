import { ReportError } from '../../errors.ts'
import { toBlocks } from '../block.ts'
import { findPrintedColumns } from '../column-width.ts'
import { type ArticleDraft, type DocumentDraft, draftParagraph, type ParagraphDraft } from '../draft.ts'
import type { Line } from '../line.ts'
import { numberStyle, opensAppendix } from '../number-style.ts'
import { composePage } from '../page.ts'
import type { Passage } from '../passage.ts'
import { splitParagraphs } from '../paragraph-break.ts'
import { captionsAbove, tableParagraphs } from '../table.ts'
import { recognisePages } from '../recognition/recognise-pages.ts'
import { canRecognise } from '../recognition/tesseract.ts'
import { type PdfPage, readPdfPages } from './pdf-items.ts'
import { isTableLine, type PdfText, pdfText } from './pdf-line.ts'

/**
 * Reads a PDF by where its text stands: lines, columns, tables, and paragraphs over the ends of lines, columns and
 * pages. Pages without text, or whose fonts do not tell their characters, are recognised where that is installed;
 * `onProgress` is called after each of them.
 *
 * @throws {ReportError} when it is damaged, has a password, or is a scan that cannot be recognised.
 */
export async function readPdfReport(file: string, bytes: Uint8Array, onProgress = () => {}): Promise<DocumentDraft> {
  const pages = await readPdfPages(file, bytes)
  const pictures = pages.filter((page) => refusalOf([page]) !== null)
  const refusal = refusalOf(pages)
  if (pictures.length === 0) return pdfDraft(pdfText(pages))
  if (!(await canRecognise())) {
    if (refusal !== null) throw new ReportError(file, refusal)
    return pdfDraft(pdfText(pages))
  }
  const recognised = await recognisePages({ file, pdf: bytes }, pictures, onProgress)
  const readable = pages.map((page) => recognised.find(({ number }) => number === page.number) ?? page)
  if (refusal !== null && refusalOf(readable) !== null) throw new ReportError(file, '扫描件，图片不清晰，识别不出文字')
  return pdfDraft(pdfText(readable))
}

/** The text of a PDF as paragraphs. */
function pdfDraft({ title: printed, lines, starts, tables, notes }: PdfText): DocumentDraft {
  const isStart = (line: Line, above: Line) => starts.has(line) || isTableLine(line) || isTableLine(above)
  const composed = composePage(toBlocks(splitParagraphs(lines, findPrintedColumns(lines), isStart)))
  const title = printed.map(({ text }) => text).join('')
  const articles = withNotes(
    withTitle(composed, title).map((article) => withTables(article, tables)),
    notes,
  )
  return { articles, stated: {}, imprint: title === '' ? {} : { title } }
}

/** Notes go on with no heading of the text. */
function withNotes(articles: readonly ArticleDraft[], notes: readonly Passage[]): ArticleDraft[] {
  const last = articles.at(-1)
  if (last === undefined) return [...articles]
  const paragraphs = [...last.paragraphs, ...notes.map((note) => draftParagraph(note, 'body', []))]
  return [...articles.slice(0, -1), { ...last, paragraphs }]
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
  const titles = new Set<string>()
  for (const paragraph of article.paragraphs) {
    const rows = tables.get(paragraph.text)
    if (paragraph.kind === 'heading') titles.delete(paragraph.text)
    const path = paragraph.path.filter((heading) => !titles.has(heading))
    if (rows === undefined) paragraphs.push({ ...paragraph, path })
    else {
      const captions = captionsAbove(paragraphs)
      const own = path.filter((heading) => !captions.includes(heading))
      for (const row of tableParagraphs(rows, { path: own, captions })) paragraphs.push(row)
      // The text behind a table goes on below the heading before its title.
      for (const caption of captions.filter(isTitle)) titles.add(caption)
    }
  }
  return { ...article, paragraphs }
}

/** What stands above a table may be a heading of the text as well: a numbered one, an appendix. */
function isTitle(caption: string): boolean {
  return numberStyle(caption) === '' && !opensAppendix(caption)
}

/** A page of text has hundreds of characters, a scan perhaps a stamp's. */
const MIN_CHARACTERS = 10
const MAX_UNKNOWN = 0.1
/** Private use, what could not be decoded, and control characters. */
const UNKNOWN = /[\p{Co}\uFFFD]|(?!\s)\p{Cc}/gu

const INSTALL = '请先做文字识别（OCR），或在本机安装 tesseract（含 chi_sim）和 poppler 后再试'

/** Why pages cannot be read, in Chinese; null when they can. */
function refusalOf(pages: readonly PdfPage[]): string | null {
  const text = pages.flatMap(({ items }) => items.map((item) => item.text.trim())).join('')
  if (text.length < pages.length * MIN_CHARACTERS) return `扫描件，没有文字层。${INSTALL}`
  const unknown = text.match(UNKNOWN)?.length ?? 0
  return unknown > text.length * MAX_UNKNOWN ? `PDF 的字体没有说明文字编码，读不出文字。${INSTALL}` : null
}
