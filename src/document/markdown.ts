import type { ArticleDraft } from './draft.ts'
import { readPlainText } from './plain-text.ts'

export function readMarkdown(text: string, firstLine: number): ArticleDraft[] {
  return readPlainText(text, firstLine)
}
