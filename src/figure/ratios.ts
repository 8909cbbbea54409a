import { isDigit, numeralAt } from './numerals.ts'
import type { Reader } from './scan.ts'
import { matchAt } from './scanner.ts'

const SIGNS = ':：∶﹕'
const BEGINNING = /[\d.,]{1,12}[:：∶﹕]\d/y
/** No structure has more parts; a longer chain is an address or a key. */
const MAX_PARTS = 6
/** 10:30 without a decimal point is a time of day, unless these words say otherwise. */
const RATIO_WORDS = /(?:比例?|比重|结构|配比|比值|比分|由|调整为|约为|达到?|优化为|为)[^，。；]{0,6}$/
const WORDS_UNITS = 12

/** 8.7:52.4:38.9, and 1:3 where the words before it speak of a ratio. A ratio has no single number and no unit. */
export const ratioAt: Reader = ({ text }, at) => {
  if (matchAt(BEGINNING, text, at) === null) return null
  const parts = partsFrom(text, at)
  if (parts === null || parts.count > MAX_PARTS) return null
  const isRatio = parts.count > 2 || parts.isPointed || RATIO_WORDS.test(text.slice(Math.max(0, at - WORDS_UNITS), at))
  if (!isRatio) return null
  const span = { start: at, end: parts.end }
  return {
    ...span,
    kind: 'ratio',
    value: null,
    unit: '',
    range: null,
    normal: null,
    relation: '=',
    unitBasis: 'printed',
  }
}

function partsFrom(text: string, at: number): { end: number; count: number; isPointed: boolean } | null {
  let count = 0
  let isPointed = false
  let end = at
  for (let next = at; isDigit(text[next]) && count <= MAX_PARTS; next = end + 1) {
    const part = numeralAt(text, next)
    if (part === null || part.scale !== '') break
    count += 1
    isPointed ||= part.isPointed
    end = part.end
    if (!SIGNS.includes(text[end] ?? ' ')) break
  }
  return count > 1 ? { end, count, isPointed } : null
}
