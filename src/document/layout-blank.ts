import type { Span } from '../span.ts'
import { BLANKS, HAN, INVISIBLES } from './character.ts'

const BLANK_RUN = new RegExp(`[${BLANKS}]+|[${INVISIBLES}]+`, 'gu')
const ANY = new RegExp(`[${BLANKS}${INVISIBLES}]`, 'u')
const INVISIBLE = new RegExp(`[${INVISIBLES}]`, 'u')
/** Four or more single ideographs with one blank between each (区 生 产 总 值): a line that was spread to its width. */
const SPREAD_OUT = new RegExp(`(?<!${HAN})${HAN}(?:[${BLANKS}]${HAN}(?!${HAN})){3,}`, 'gu')
const CHINESE = new RegExp(`[${HAN}，。、；：！？“”‘’（）《》〈〉【】—…]`, 'u')
/** A number up to the blank, not the digit of a word such as Q2 or G30. */
const NUMBER_BEFORE = /(?:^|[^\dA-Za-z.,])[±+-]?[\d０-９](?:[\d０-９.,]{0,20}[\d０-９])?[%％‰℃]?$/u
const NUMBER_AFTER = /^[±+-]?[\d０-９]/u

/**
 * Blanks of a line that only the layout put there: between numbers and Chinese characters (`12 月 10 日`) and inside
 * words that were spread out to fill a line. A blank between Latin words, between a Chinese and a Latin word, or
 * between two Chinese words (a couplet of a headline, a list of names) is the author's and stays.
 */
export function layoutBlanks(text: string): Span[] {
  if (!ANY.test(text)) return []
  const spread = new Set(spansOf(text, SPREAD_OUT).flatMap(({ start, end }) => everySecond(start + 1, end)))
  return spansOf(text, BLANK_RUN).filter((blank) => spread.has(blank.start) || isLayout(text, blank))
}

/** Where the blanks of a spread-out word stand. */
function everySecond(start: number, end: number): number[] {
  return Array.from({ length: Math.ceil((end - start) / 2) }, (_, index) => start + index * 2)
}

function isLayout(text: string, blank: Span): boolean {
  if (INVISIBLE.test(text.slice(blank.start, blank.start + 1))) return true
  // 24 characters hold any number; a longer look back would cost the square of the line's length.
  const before = text.slice(Math.max(0, blank.start - 24), blank.start)
  const after = text.slice(blank.end, blank.end + 2)
  return (
    (NUMBER_BEFORE.test(before) && CHINESE.test(after.slice(0, 1))) ||
    (NUMBER_AFTER.test(after) && CHINESE.test(before.slice(-1)))
  )
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({ start: index, end: index + length }))
}
