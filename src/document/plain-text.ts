import { toBlocks } from './block.ts'
import { findColumns } from './column-width.ts'
import type { ArticleDraft } from './draft.ts'
import { readLines } from './line.ts'
import { composePage } from './page.ts'
import { splitParagraphs } from './paragraph-break.ts'

/**
 * Reads a plain text, of which nothing is known: it may be a text layer with its columns in disorder, a wrapped text, or
 * one line a paragraph. `firstLine` is the number of its first line in the file.
 */
export function readPlainText(text: string, firstLine: number): ArticleDraft[] {
  const lines = readLines(text, firstLine)
  return composePage(toBlocks(splitParagraphs(lines, findColumns(lines))))
}
