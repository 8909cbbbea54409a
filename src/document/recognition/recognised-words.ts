/** A word as tesseract reads it, in dots of its picture. */
export interface RecognisedWord {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Of its line. */
  readonly top: number
  readonly bottom: number
  /** In percent. */
  readonly confidence: number
}

const LINE = '4'
const WORD = '5'

/**
 * The words of tesseract's tab-separated values: level, page, block, paragraph, line, word, left, top, width, height,
 * confidence, text. The boxes of Chinese words reach over their neighbours, so a word ends where the next one of its line
 * begins.
 */
export function parseWords(tsv: string): RecognisedWord[] {
  const words: RecognisedWord[] = []
  let line = { top: 0, bottom: 0 }
  for (const row of tsv.split('\n')) {
    const [level, , , , , , left, top, width, height, confidence, text = ''] = row.split('\t')
    const [x, y] = [Number(left), Number(top)]
    if (level === LINE) line = { top: y, bottom: y + Number(height) }
    if (level !== WORD || text.trim() === '') continue
    const last = words.at(-1)
    if (last !== undefined && last.top === line.top && last.left < x && last.right > x) {
      words[words.length - 1] = { ...last, right: x }
    }
    words.push({ text: text.trim(), left: x, right: x + Number(width), ...line, confidence: Number(confidence) })
  }
  return words
}

/** Printers set it for a character that they do not have. */
const UNREADABLE = '〓'

/** Below this a number that only one reading has is not believed. */
const SURE = 85
const DIGIT = /[\d０-９]/u
/** A number with all that clings to it but the marks of a sentence. */
const NUMBER =
  /(?<![^\p{Script=Han}，。、；：])[^\p{Script=Han}，。、；：\d０-９]*[\d０-９][^\p{Script=Han}，。、；：]*/gu
/** What no number is printed like; recognition takes part of a percent sign for a digit. */
const IMPOSSIBLE = /[%％]\d|\d[[\]|]\d/u

/**
 * The words of one reading, their numbers checked against another one's of the same page at another size: one that the
 * other reads otherwise is 〓, since a wrong figure is worse than none. `scale` leads from the one's dots to the other's.
 */
export function withSureNumbers(
  words: readonly RecognisedWord[],
  others: readonly RecognisedWord[],
  scale: number,
): RecognisedWord[] {
  return words.map((word) => {
    if (!DIGIT.test(word.text)) return word
    const beside = others.filter(({ top, bottom }) => top < word.bottom * scale && bottom > word.top * scale)
    const read = beside.map(({ text }) => text).join('')
    const isSure = DIGIT.test(read) ? read.includes(word.text) : word.confidence >= SURE
    return isSure && !IMPOSSIBLE.test(word.text) ? word : { ...word, text: word.text.replaceAll(NUMBER, UNREADABLE) }
  })
}
