import type { Span } from '../../span.ts'
import { BLANKS, HAN } from '../character.ts'
import { layoutBlanks } from '../layout-blank.ts'
import { type Passage, without } from '../passage.ts'
import { raisedDigits } from '../raised-digit.ts'
import type { PdfItem } from './pdf-items.ts'
import type { VisualLine } from './visual-line.ts'

/** Wider gaps between words show as a blank where the file has none. In the size of the type. */
const SHOWN_GAP = 0.4
/** Narrower blanks between Chinese characters only fill a line; a name and the next are farther apart. */
const FILLING = 0.75
/** In a line that was spread to its width. */
const FILLING_SPREAD = 2

/**
 * A line as its text, without the blanks that only fill it. Columns count the characters of the line as it shows,
 * blanks included.
 */
export function lineText(line: VisualLine, page: number, number: number): Passage {
  const { text, gaps } = composeLine(line)
  const isRecognised = line.items.some((item) => item.isRecognised === true)
  const place = { page, line: number, column: 1, ...(isRecognised ? { isRecognised } : {}) }
  const pieces = text === '' ? [] : [{ start: 0, end: text.length, ...place }]
  // Recognition knows words and only roughly where they stand.
  const limit = isRecognised ? Infinity : line.size * (isSpread(text) ? FILLING_SPREAD : FILLING)
  const close = blanksOf(text).filter((blank) => isFilling(text, blank, isSpread(text)) && widthOf(blank, gaps) < limit)
  const filled = without({ text, pieces, repaired: false }, close)
  return without(filled, layoutBlanks(filled.text))
}

interface ComposedLine {
  readonly text: string
  /** For each character that is a blank, how wide it is. */
  readonly gaps: readonly number[]
}

function composeLine(line: VisualLine): ComposedLine {
  let text = ''
  const gaps: number[] = []
  let reach = line.left
  for (const item of line.items) {
    const isApart = item.left - reach > line.size * SHOWN_GAP && !/(?:^|\s)$/u.test(text) && !/^\s/u.test(item.text)
    if (isApart) {
      gaps[text.length] = item.left - reach
      text += ' '
    }
    const own = printed(item, line, text)
    const width = item.text.trim() === '' ? item.right - item.left : blankWidth(item)
    for (const at of Array.from(own.matchAll(/\s/gu), ({ index }) => index)) gaps[text.length + at] = width
    text += own
    reach = Math.max(reach, item.right)
  }
  return { text: text.trimEnd(), gaps }
}

/** Of the blanks in a run: what its width leaves to them, ideographs taking their size and others half of it. */
function blankWidth({ text, left, right, size }: PdfItem): number {
  const blanks = text.match(/\s/gu)?.length ?? 0
  const wide = text.match(/[^\x20-\x7E\s]/gu)?.length ?? 0
  return (right - left - (wide + (text.length - wide - blanks) / 2) * size) / Math.max(1, blanks)
}

/** A mark's type is smaller than the text's and stands higher, in the text's size. */
const MARK_SIZE = 0.8
const MARK_RISE = 0.15

function printed({ text, size, baseline }: PdfItem, line: VisualLine, before: string): string {
  const isRaised = size < line.size * MARK_SIZE && line.baseline - baseline > line.size * MARK_RISE
  return isRaised ? raisedDigits(text, before) : text
}

/** Most words of a spread line are single characters. */
const MIN_WORDS = 6
const SPREAD_SHARE = 0.6

function isSpread(text: string): boolean {
  const words = text.split(/\s+/u)
  return words.length >= MIN_WORDS && words.filter(({ length }) => length === 1).length >= words.length * SPREAD_SHARE
}

function blanksOf(text: string): Span[] {
  return Array.from(text.matchAll(new RegExp(`[${BLANKS}]+`, 'gu')), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }))
}

const CHINESE = new RegExp(`[${HAN}，。、；：！？“”‘’（）《》〈〉【】—…]`, 'u')

function isFilling(text: string, { start, end }: Span, isSpreadLine: boolean): boolean {
  return isSpreadLine || (CHINESE.test(text.charAt(start - 1)) && CHINESE.test(text.charAt(end)))
}

function widthOf({ start, end }: Span, gaps: readonly number[]): number {
  return gaps.slice(start, end).reduce((sum, gap) => sum + (gap > 0 ? gap : 0), 0)
}
