import type { Span } from '../../span.ts'
import { BLANKS, HAN, INVISIBLES } from '../character.ts'
import type { Piece } from '../document.ts'
import { layoutBlanks } from '../layout-blank.ts'
import { type Passage, without } from '../passage.ts'

/** A run of a page's text and where it stands in the source; `width` counts the characters of an entity (`&nbsp;`). */
export interface TextRun {
  readonly text: string
  readonly start: number
  readonly width: number
}

/** Line and column of an offset, both from 1. */
export type Locate = (offset: number) => Pick<Piece, 'line' | 'column'>

const LINE_END = /\r\n|\n|\r/gu

/** Finds lines and columns of a source. */
export function createLocate(source: string): Locate {
  const starts = [0, ...Array.from(source.matchAll(LINE_END), ({ index, 0: { length } }) => index + length)]
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? Infinity) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

/**
 * The runs of one block as its text. White space collapses as a browser collapses it; what the source's own line ends
 * put between Chinese characters, and blanks between numbers and Chinese characters, is layout and falls away.
 */
export function toPassage(runs: readonly TextRun[], locate: Locate): Passage {
  const text = runs.map((run) => run.text).join('')
  const pieces = runs.flatMap(piecesOf(locate))
  const folded = without({ text, pieces, repaired: false }, sourceBlanks(text))
  // Characters are exchanged one for one, so that pieces stay.
  const shown = { ...folded, text: folded.text.replaceAll(/[\t\n\r\f]/gu, ' ') }
  return without(shown, layoutBlanks(shown.text))
}

function piecesOf(locate: Locate): (run: TextRun) => Piece[] {
  let at = 0
  return ({ text, start, width }) => {
    const offset = at
    at += text.length
    if (width !== text.length) return [{ start: offset, end: at, page: null, ...locate(start), width }]
    return linesOf(text).map((line): Piece => {
      const { line: number, column } = locate(start + line.start)
      return { start: offset + line.start, end: offset + line.end, page: null, line: number, column }
    })
  }
}

/** Each with its line end. */
function linesOf(text: string): Span[] {
  const ends = [...Array.from(text.matchAll(LINE_END), ({ index, 0: { length } }) => index + length), text.length]
  return ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end })).filter(({ start, end }) => end > start)
}

const WHITE_SPACE = /[ \t\n\r\f]+/gu
const EDGE_BLANK = new RegExp(`[${BLANKS}${INVISIBLES}\\n\\r]`, 'u')
const CHINESE = new RegExp(`[${HAN}，。、；：！？“”‘’（）《》〈〉【】—…]`, 'u')

/** Blanks at both ends, and of white space all but one character, or all. */
function sourceBlanks(text: string): Span[] {
  const { start, end } = withoutEdges(text)
  const inner = Array.from(text.slice(start, end).matchAll(WHITE_SPACE), ({ index, 0: { length } }) =>
    collapsed(text, { start: start + index, end: start + index + length }),
  )
  return [{ start: 0, end: start }, ...inner, { start: end, end: text.length }].filter((span) => span.end > span.start)
}

function withoutEdges(text: string): Span {
  let [start, end] = [0, text.length]
  while (start < end && EDGE_BLANK.test(text.charAt(start))) start++
  while (end > start && EDGE_BLANK.test(text.charAt(end - 1))) end--
  return { start, end }
}

/** What falls away of a run of white space. */
function collapsed(text: string, { start, end }: Span): Span {
  const isLineEnd = /[\n\r]/u.test(text.slice(start, end))
  const isLayout = isLineEnd && CHINESE.test(text.charAt(start - 1)) && CHINESE.test(text.charAt(end))
  return { start: isLayout ? start : start + 1, end }
}
