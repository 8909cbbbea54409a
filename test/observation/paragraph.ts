import type { Paragraph } from '../../src/document/document.ts'

/** A body paragraph of one line. */
export function paragraphOf(text: string): Paragraph {
  const pieces = [{ start: 0, end: text.length, page: null, line: 1, column: 1 }]
  return { id: 'p1', kind: 'body', text, pieces, path: [], repaired: false }
}
