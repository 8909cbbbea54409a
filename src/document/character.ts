/** Blanks as layout programs leave them: ASCII, no-break, em and ideographic spaces, form feeds. */
export const BLANKS = ' \\t\\f\\v\\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000'

/** Characters without width that extraction leaves behind: soft hyphen, zero-width space, word joiner, inner BOM. */
export const INVISIBLES = '\\u00AD\\u200B\\u2060\\uFEFF'

/** Ideographs and 〇, which Unicode counts among the ideographs as well. */
export const HAN = '\\p{Script=Han}'

/** A sentence is over: a final mark, perhaps behind it the closing quotation mark or bracket. */
const SENTENCE_END = /(?:[。！？!?]|……|…|\.(?<![\d.]\.))[”’」』）)》]*$/u
const CLAUSE_END = /[；;：:][”’]?$/u

/** What no sentence and no heading ends with, though a heading may end with a digit (展望2025). */
const CUT = /[，、,（(“‘《〈「『【\d０-９±+-]$/u

/**
 * How a line ends: at the end of a sentence, at a mark that may introduce or close a list item, anywhere else, or cut
 * off where nothing ends: behind a comma, an opening bracket or a number.
 */
export type LineEnd = 'sentence' | 'clause' | 'open' | 'cut'

/** Judges by the last characters alone, so that a line of any length costs the same. */
export function lineEnd(text: string): LineEnd {
  const tail = text.slice(-6)
  if (SENTENCE_END.test(tail)) return 'sentence'
  if (CLAUSE_END.test(tail)) return 'clause'
  return CUT.test(tail) ? 'cut' : 'open'
}

/** The line ends in mid-sentence. */
export function isUnfinished(end: LineEnd): boolean {
  return end === 'open' || end === 'cut'
}

/**
 * Columns that a character takes where an ideograph takes two. East Asian Width calls quotation marks, dashes and the
 * ellipsis ambiguous; Chinese type sets them full width. Half a surrogate pair takes one: the pair is one ideograph.
 */
function characterWidth(code: number): 1 | 2 {
  if (code < 0x20_10) return 1
  if (code <= 0x20_26) return 2
  return code < 0x24_60 || (code >= 0xd8_00 && code <= 0xdf_ff) ? 1 : 2
}

const MARKS: ReadonlySet<number> = new Set(
  Array.from('，。、；：！？“”‘’（）《》〈〉「」『』【】', (mark) => mark.charCodeAt(0)),
)
const BLANK = 0x20

/** The columns of a line as typeset, and the least it can take. */
export interface PrintedWidth {
  readonly usual: number
  readonly least: number
}

/**
 * How wide print sets a text. Of two full-width marks in a row the first takes one column; to fill a line evenly, every
 * mark may be squeezed to one column, and the blanks beside numbers to nothing.
 */
export function printedWidth(text: string): PrintedWidth {
  let [usual, least, wasMark] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const width = characterWidth(code)
    const isMark = MARKS.has(code)
    usual += width - (isMark && wasMark ? 1 : 0)
    least += isMark || code === BLANK ? width - 1 : width
    wasMark = isMark
  }
  return { usual, least }
}

export function displayWidth(text: string): number {
  return printedWidth(text).usual
}
