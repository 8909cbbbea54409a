import { COMMON_CHARACTERS } from './common-character.ts'

/** A text decoded from bytes. */
export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Judged without a mark, in this order where scores are equal. */
const UNMARKED: readonly Encoding[] = ['gb18030', 'big5', 'utf-16le', 'utf-16be']

/**
 * Running Chinese text scores about .8 in its own encoding, a list of names .4; Korean or Japanese bytes taken for
 * Chinese score up to .25. Below this nothing is certain enough to be quoted from.
 */
const MIN_SCORE = 0.3
/** In so few characters chance weighs more: of 20, all but 4 may be rare. */
const SHORT = 40
const MIN_SCORE_SHORT = 0.2
const VERY_SHORT = 12
const MIN_SCORE_VERY_SHORT = 0.5
/** So much of a long text is enough to judge it by; an even number, since UTF-16 counts in pairs. */
const JUDGED_CHARACTERS = 20_000

/**
 * Decodes a text file: by its byte order mark, else as UTF-8 if it is valid, else as it declares itself, else in the
 * encoding in which most of it is common Chinese. Null when no encoding gives readable text: a wrong guess would put words into quotations that the
 * report does not contain. Right for every Chinese text of 20 characters and more; shorter ones may be refused.
 *
 * @see RFC 3629 for UTF-8, GB 18030-2022; `gb18030` and not `gbk`, which fails on four-byte characters in Node.
 */
export function decodeText(bytes: Uint8Array, declared = ''): Decoded | null {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  if (marked !== undefined) return acceptable(decodeAs(marked[0], bytes))
  const unicode = bytes.includes(0) ? null : decodeAs('utf-8', bytes)
  if (unicode !== null) return acceptable(unicode)
  const encoding = LABELS[declared]
  return (encoding === undefined ? null : acceptable(decodeAs(encoding, bytes))) ?? likeliest(bytes)
}

/** Names that pages give their encoding; browsers read all of the first as GB 18030. */
const LABELS: Readonly<Partial<Record<string, Encoding>>> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
  big5: 'big5',
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function likeliest(bytes: Uint8Array): Decoded | null {
  let best: Decoded | null = null
  let bestScore = 0
  for (const encoding of UNMARKED) {
    const decoded = acceptable(decodeAs(encoding, bytes))
    const score = decoded === null ? 0 : readability(decoded.text.slice(0, JUDGED_CHARACTERS))
    if (score > bestScore) [best, bestScore] = [decoded, score]
  }
  return best
}

/** No text holds NUL. */
function acceptable(decoded: Decoded | null): Decoded | null {
  return decoded === null || decoded.text.includes('\0') ? null : decoded
}

const ASCII = /[\t\n\f\r -~]/u
const CHINESE_MARK = /[，。、；：！？“”‘’（）《》【】—…·％－０-９　]/u

/**
 * The share of characters beyond ASCII that running Chinese text is made of; 1 for text of ASCII alone, 0 where the
 * share is too small to be sure.
 */
function readability(text: string): number {
  let [known, all] = [0, 0]
  for (const character of text) {
    if (ASCII.test(character)) continue
    all++
    if (COMMON_CHARACTERS.has(character) || CHINESE_MARK.test(character)) known++
  }
  if (all === 0) return 1
  const share = known / all
  return share < minimumFor(all) ? 0 : share
}

function minimumFor(characters: number): number {
  if (characters <= VERY_SHORT) return MIN_SCORE_VERY_SHORT
  return characters <= SHORT ? MIN_SCORE_SHORT : MIN_SCORE
}
