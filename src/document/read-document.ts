import path from 'node:path'
import { ReportError } from '../errors.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Article, Document } from './document.ts'
import type { ArticleDraft } from './draft.ts'
import { decodeText } from './encoding.ts'
import { documentFacts } from './facts.ts'
import { refusalOf } from './file-signature.ts'
import { readMarkdown } from './markdown.ts'
import { type FrontMatter, parseMetadata, splitFrontMatter } from './metadata.ts'
import { createParagraphNaming, shortHash } from './paragraph-id.ts'
import { readPlainText } from './plain-text.ts'

/** To be raised whenever the same file would be read differently, so that stored documents are read anew. */
export const READER_VERSION = 2

/** Larger texts are no reports; a reader must not be made to work for minutes. */
const MAX_BYTES = 20 * 1024 * 1024

/** A reader per format. `firstLine` is where `text` begins in the file, behind front matter. */
const READERS: Readonly<Partial<Record<string, (text: string, firstLine: number) => ArticleDraft[]>>> = {
  '.txt': readPlainText,
  '.md': readMarkdown,
}

/** Which files of a reports folder are reports: not hidden ones, not metadata, not the folder's own README. */
export function isReport(fileName: string): boolean {
  return !/^\.|^~\$|^readme(?:\.|$)|\.meta\.ya?ml$|^thumbs\.db$/iu.test(fileName)
}

/**
 * Reads a report from its bytes, and from its metadata file if it has one; front matter counts as such, field by field
 * below the file. `file` is the path below the reports folder and decides the format, unless the bytes are of another.
 *
 * @throws {ReportError} when the file is empty, of no format that can be read, or its text cannot be decoded.
 */
export function readDocument(
  { file, bytes, metadata }: { readonly file: string; readonly bytes: Uint8Array; readonly metadata?: string },
  lexicon: Lexicon,
): Document {
  const read = readerFor(file, bytes)
  const decoded = decodeText(bytes)
  if (decoded === null) throw new ReportError(file, '无法识别文字编码。请另存为 UTF-8 编码后再试')
  const front: FrontMatter = splitFrontMatter(decoded.text) ?? { source: '', body: decoded.text, lines: 0 }
  const stated = { ...parseMetadata(file, front.source), ...parseMetadata(file, metadata ?? '') }
  const articles = nameParagraphs(read(front.body, front.lines + 1))
  if (articles.length === 0) throw new ReportError(file, '文件里没有文字')
  return { id: shortHash(bytes), file, ...documentFacts({ file, stated, articles }, lexicon), articles }
}

function readerFor(file: string, bytes: Uint8Array): (text: string, firstLine: number) => ArticleDraft[] {
  if (bytes.length === 0) throw new ReportError(file, '文件是空的')
  if (bytes.length > MAX_BYTES) throw new ReportError(file, '文件超过 20 MB，请拆分后再试')
  const refusal = refusalOf(bytes)
  if (refusal !== null) throw new ReportError(file, refusal)
  const extension = path.posix.extname(file).toLowerCase()
  const read = READERS[extension]
  if (read === undefined)
    throw new ReportError(file, `暂不支持 ${extension === '' ? '没有扩展名的' : extension} 文件，目前可读 .txt 和 .md`)
  return read
}

function nameParagraphs(drafts: readonly ArticleDraft[]): Article[] {
  const name = createParagraphNaming()
  return drafts.map((article) => ({
    ...article,
    paragraphs: article.paragraphs.map((paragraph) => ({ id: name(paragraph.text), ...paragraph })),
  }))
}
