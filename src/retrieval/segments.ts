import { ASKING } from './question-words.ts'

/** Marks that end a part of a question. */
const MARKS = /[，,；;。？?！!\n]+|——+|--+/u
/** （全市）, (2025): an aside that belongs to what stands before it. */
const BRACKETS = /[（(【《》】)）]|\[|\]/gu

/**
 * Cuts a question into the parts that ask, each with the words before it that ask for nothing by themselves (2024年，郑州，
 * GDP多少). What follows the last asking part belongs to it. Where no part asks, each of them does: GDP，CPI.
 */
export function segmentsOf(text: string): string[] {
  const parts = text
    .replace(BRACKETS, ' ')
    .split(MARKS)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (!parts.some((part) => ASKING.test(part))) return parts
  const segments: string[] = []
  let pending: string[] = []
  for (const [at, part] of parts.entries()) {
    pending.push(part)
    if (!endsSegment(part, parts[at + 1])) continue
    segments.push(pending.join(' '))
    pending = []
  }
  const last = segments.pop()
  return last === undefined ? pending : [...segments, [last, ...pending].join(' ')]
}

/** 工业投资呢，增长多少 asks once; in GDP多少，农村呢 the last part asks for itself. */
function endsSegment(part: string, next: string | undefined): boolean {
  return ASKING.test(part) || (part.endsWith('呢') && (next === undefined || !ASKING.test(next)))
}
