import { ReportError } from '../errors.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Article, Document } from './document.ts'
import type { ArticleDraft, DocumentDraft } from './draft.ts'
import { documentFacts } from './facts.ts'
import { type Format, formatOf } from './format.ts'
import { readMarkdown } from './markdown.ts'
import { parseMetadata } from './metadata.ts'
import { createParagraphNaming, shortHash } from './paragraph-id.ts'
import { readPlainText } from './plain-text.ts'
import { readTextFile } from './text-file.ts'

/** To be raised whenever the same file would be read differently, so that stored documents are read anew. */
export const READER_VERSION = 17

/** Scans of a few hundred pages are no larger. */
export const MAX_BYTES = 100 * 1024 * 1024
export const TOO_LARGE = '文件超过 100 MB，请拆分后再试'

/** Seven million characters; a reader must not be made to work for minutes. */
const MAX_TEXT_BYTES = 20 * 1024 * 1024
const TEXTS: ReadonlySet<Format> = new Set(['text', 'markdown', 'html', 'csv'])

/** A report as its bytes. */
export interface ReportSource {
  /** Its path below the reports folder, with `/`. */
  readonly file: string
  readonly bytes: Uint8Array
  /** Its metadata file, if it has one. */
  readonly metadata?: string
}

/** Throws `ReportError` with one sentence when the file cannot be read. */
type Reader = (file: string, bytes: Uint8Array, onProgress: () => void) => DocumentDraft | Promise<DocumentDraft>

/** A reader per format, loaded when the first such file is read: their packages take a quarter of a second together. */
const READERS: Readonly<Record<Format, () => Reader | Promise<Reader>>> = {
  text: () => (file, bytes) => readTextFile(file, bytes, readPlainText),
  markdown: () => (file, bytes) => readTextFile(file, bytes, readMarkdown),
  html: async () => (await import('./html/html-report.ts')).readHtmlReport,
  docx: async () => (await import('./office/docx.ts')).readDocx,
  doc: async () => (await import('./office/doc.ts')).readDoc,
  pdf: async () => (await import('./pdf/pdf-report.ts')).readPdfReport,
  workbook: async () => (await import('./sheet/workbook.ts')).readWorkbook,
  csv: async () => (await import('./sheet/csv.ts')).readCsv,
  epub: async () => (await import('./archive/epub.ts')).readEpub,
  archive: () => (file) => {
    throw new ReportError(file, '这是压缩包，其中的文件要分别读取：命令行里写 年报.zip/公报.docx，聊天里请解压后再发')
  },
}

/** Which files of a reports folder are reports: not hidden ones, not metadata, not the folder's own README. */
export function isReport(fileName: string): boolean {
  return !/^\.|^~\$|^readme(?:\.|$)|\.meta\.ya?ml$|^thumbs\.db$/iu.test(fileName)
}

/**
 * Reads a report from its bytes, and from its metadata file if it has one; front matter counts as such, field by field
 * below the file. The format is told by the bytes, and by the name's
 * ending where they are plain text. `onProgress` is called now and then while a reader works that takes minutes.
 *
 * @throws {ReportError} when the file is empty, of no format that can be read, damaged, or its text cannot be decoded.
 */
export async function readDocument(
  { file, bytes, metadata }: ReportSource,
  lexicon: Lexicon,
  onProgress = () => {},
): Promise<Document> {
  const draft = await read(file, bytes, onProgress)
  const stated = { ...draft.stated, ...parseMetadata(file, metadata ?? '') }
  const articles = nameParagraphs(draft.articles)
  if (articles.length === 0) throw new ReportError(file, '文件里没有文字')
  return {
    id: shortHash(bytes),
    file,
    ...(stated.originalName === undefined ? {} : { originalName: stated.originalName }),
    ...documentFacts({ file, stated, imprint: draft.imprint, articles }, lexicon),
    articles,
  }
}

async function read(file: string, bytes: Uint8Array, onProgress: () => void): Promise<DocumentDraft> {
  if (bytes.length === 0) throw new ReportError(file, '文件是空的')
  if (bytes.length > MAX_BYTES) throw new ReportError(file, TOO_LARGE)
  const format = await formatOf(file, bytes)
  if (TEXTS.has(format) && bytes.length > MAX_TEXT_BYTES) {
    throw new ReportError(file, '文字文件超过 20 MB，请拆分后再试')
  }
  const reader = await READERS[format]()
  return reader(file, bytes, onProgress)
}

function nameParagraphs(drafts: readonly ArticleDraft[]): Article[] {
  const name = createParagraphNaming()
  return drafts.map((article) => ({
    ...article,
    paragraphs: article.paragraphs.map((paragraph) => ({ id: name(paragraph.text), ...paragraph })),
  }))
}
