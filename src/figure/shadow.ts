import { createCodeTable, mapCodes } from '../lexicon/code-table.ts'
import { simplify } from '../lexicon/simplify.ts'

/** Full-width forms that mean the same as ASCII. Punctuation that ends a clause (，；：) stays as it is. */
const WIDE = /[０-９Ａ-Ｚａ-ｚ％＋－．／～]/

/** Distance between U+FF01–U+FF5E and the ASCII characters they widen. */
const WIDE_OFFSET = 0xfee0

const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['﹪', '%'],
  ['−', '-'],
  ['　', ' '],
  ['\u00a0', ' '],
  ['○', '〇'],
])

const foldCode = createCodeTable((char) => {
  if (WIDE.test(char)) return String.fromCharCode(char.charCodeAt(0) - WIDE_OFFSET)
  return VARIANTS.get(char) ?? simplify(char)
})

/**
 * The shadow in which figures and periods are matched: full-width digits, letters and signs as ASCII, traditional
 * characters as simplified ones. As long as the text, so that every offset holds. Unlike the lexicon's key it leaves ①
 * and ² alone, which are marks and not digits.
 */
export function shadowOf(text: string): string {
  return mapCodes(text, foldCode)
}
