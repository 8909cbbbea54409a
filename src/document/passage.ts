import type { Span } from '../span.ts'
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

/** A passage without some of its characters; the spans are in order and do not overlap. */
export function without(passage: Passage, spans: readonly Span[]): Passage {
  const kept: Passage[] = []
  let [at, piece] = [0, 0]
  for (const { start, end } of [...spans, { start: passage.text.length, end: passage.text.length }]) {
    while ((passage.pieces[piece]?.end ?? Infinity) <= at) piece++
    if (start > at) kept.push(slice(passage, { start: at, end: start }, piece))
    at = end
  }
  return concatenate(kept)
}

/**
 * `first` is the number of the piece that `start` stands in. A folded piece is kept whole or not at all by its callers;
 * a cut through it would lose its way back.
 */
function slice({ text, pieces, repaired }: Passage, { start, end }: Span, first: number): Passage {
  const within: Piece[] = []
  for (let at = first; at < pieces.length; at++) {
    const piece = pieces[at]
    if (piece === undefined || piece.start >= end) break
    within.push({
      ...piece,
      start: Math.max(piece.start, start) - start,
      end: Math.min(piece.end, end) - start,
      column: piece.column + Math.max(0, start - piece.start),
    })
  }
  return { text: text.slice(start, end), pieces: within, repaired }
}
