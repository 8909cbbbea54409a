import type { Piece } from './document.ts'

/** A run of text with the way back to the file: what lines are, and what paragraphs are made of. */
export interface Passage {
  readonly text: string
  /** In order and without gaps: together they cover `text`. */
  readonly pieces: readonly Piece[]
  /** True when doubled glyphs were folded. */
  readonly repaired: boolean
}

/** One piece per file line or per stretch between dropped blanks; neighbours that continue each other become one. */
export function concatenate(passages: readonly Passage[]): Passage {
  const pieces: Piece[] = []
  let offset = 0
  for (const passage of passages) {
    for (const piece of passage.pieces) {
      pieces.push({ ...piece, start: piece.start + offset, end: piece.end + offset })
    }
    offset += passage.text.length
  }
  return {
    text: passages.map(({ text }) => text).join(''),
    pieces,
    repaired: passages.some(({ repaired }) => repaired),
  }
}

/** The characters of one file line from `column` (counted from 1) on, unchanged. */
export function fromFile(text: string, line: number, column: number): Passage {
  const pieces = text === '' ? [] : [{ start: 0, end: text.length, page: null, line, column }]
  return { text, pieces, repaired: false }
}
