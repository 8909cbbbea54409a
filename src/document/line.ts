import type { Span } from '../span.ts'
import { BLANKS, displayWidth, INVISIBLES, printedWidth } from './character.ts'
import { foldDoubled } from './doubled-glyph.ts'
import { layoutBlanks } from './layout-blank.ts'
import { concatenate, fromFile, type Passage } from './passage.ts'

/** A line of the file that is not blank, without the blanks of its layout. */
export interface Line extends Passage {
  /** Counts from 1. */
  readonly number: number
  /** Columns of blanks before the first character. */
  readonly indent: number
  /** Columns from the left edge to the last character, blanks included, as the page shows them. */
  readonly width: number
  /** The least columns it can take: print squeezes marks to half their width, and blanks around numbers. */
  readonly squeezedWidth: number
  /** `width` in characters. */
  readonly length: number
  /** The character of the file behind the last one: a trailing blank or the line's end, as `\n`. */
  readonly separator: string
  /** Blank lines between this line and the one before; the first line of a file counts as set off. */
  readonly gap: number
}

const EDGES = new RegExp(`^[${BLANKS}${INVISIBLES}]*`, 'u')
const TRAILING = new RegExp(`[${BLANKS}${INVISIBLES}]$`, 'u')
/** Longer lines are no captions of a page, and folding looks at every pair of halves. */
const MAX_FOLDED = 300

/** The lines of a text that are not blank, in order. `\n`, `\r\n` and `\r` end a line. */
export function readLines(text: string, firstNumber = 1): Line[] {
  const lines: Line[] = []
  let gap = 1
  for (const [index, raw] of text.split(/\r\n|\n|\r/u).entries()) {
    const line = readLine(raw, { number: index + firstNumber, gap })
    if (line === null) gap++
    else {
      lines.push(line)
      gap = 0
    }
  }
  return lines
}

function readLine(raw: string, { number, gap }: { number: number; gap: number }): Line | null {
  const { start, end } = withoutEdges(raw)
  if (start === end) return null
  const printed = raw.slice(start, end)
  const indent = displayWidth(raw.slice(0, start))
  const { usual, least } = printedWidth(printed)
  const folded = printed.length <= MAX_FOLDED ? foldDoubled(printed, number, start + 1) : null
  return {
    ...(folded ?? withoutLayoutBlanks(printed, number, start + 1)),
    number,
    indent,
    width: indent + usual,
    squeezedWidth: indent + least,
    length: end,
    separator: raw.charAt(end) || '\n',
    gap,
  }
}

function withoutEdges(raw: string): Span {
  const start = EDGES.exec(raw)?.[0].length ?? 0
  let end = raw.length
  while (end > start && TRAILING.test(raw.slice(end - 1, end))) end--
  return { start, end }
}

function withoutLayoutBlanks(printed: string, line: number, column: number): Passage {
  const blanks = layoutBlanks(printed)
  if (blanks.length === 0) return fromFile(printed, line, column)
  const kept: Passage[] = []
  let at = 0
  for (const blank of [...blanks, { start: printed.length, end: printed.length }]) {
    kept.push(fromFile(printed.slice(at, blank.start), line, column + at))
    at = blank.end
  }
  return concatenate(kept)
}

/** Where a line breaks between two Latin words, the line end is their blank. */
const LATIN_BREAK = /^(?:[A-Za-z][A-Za-z0-9]|[0-9][A-Za-z])$/u

/** The lines of one paragraph as one text. Only layout falls away: line ends, unless one parts two Latin words. */
export function joinLines(lines: readonly Line[]): Passage {
  const parts: Passage[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    if (before !== undefined && LATIN_BREAK.test(before.text.slice(-1) + line.text.slice(0, 1))) {
      parts.push(fromFile(before.separator, before.number, before.length + 1))
    }
    parts.push(line)
  }
  return concatenate(parts)
}
