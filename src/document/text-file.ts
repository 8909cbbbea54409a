import { ReportError } from '../errors.ts'
import type { ArticleDraft, DocumentDraft } from './draft.ts'
import { decodeText } from './encoding.ts'
import { type FrontMatter, parseMetadata, splitFrontMatter } from './metadata.ts'

export const UNKNOWN_ENCODING = '无法识别文字编码。请另存为 UTF-8 编码后再试'

/** Reads the text behind its front matter; `firstLine` is where `text` begins in the file. */
export type TextReader = (text: string, firstLine: number) => ArticleDraft[]

/**
 * Reads a text file in whatever encoding it is, with its front matter.
 *
 * @throws {ReportError} when its encoding cannot be told or its front matter is malformed.
 */
export function readTextFile(file: string, bytes: Uint8Array, read: TextReader): DocumentDraft {
  const decoded = decodeText(bytes)
  if (decoded === null) throw new ReportError(file, UNKNOWN_ENCODING)
  const front: FrontMatter = splitFrontMatter(decoded.text) ?? { source: '', body: decoded.text, lines: 0 }
  return { articles: read(front.body, front.lines + 1), stated: parseMetadata(file, front.source), imprint: {} }
}
