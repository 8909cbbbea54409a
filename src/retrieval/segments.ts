import type { Lexicon } from '../lexicon/lexicon.ts'
import { overlaps } from '../span.ts'
import { ASKING } from './question-words.ts'

/** Marks that end a part of a question. */
const MARKS = /[，,；;。？?！!\n]+|——+|--+/u
/** 火电（煤电）装机, GDP（2025年）: an aside that parts the words around it. */
const ASIDE = /[（(【《](?<aside>[^（）()【】《》]{0,30})[）)】》]/gu

/**
 * Cuts a question into the parts that ask, each with the words before it that ask for nothing by themselves (2024年，郑州，
 * GDP多少). What follows the last asking part belongs to it. Where no part asks, each of them does: GDP，CPI.
 */
export function segmentsOf(text: string, lexicon: Lexicon): string[] {
  const parts = text
    .split(MARKS)
    .map((part) => asidesLast(part, lexicon).trim())
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

/** Asides go behind the part, so that its names stay whole; a name with brackets of its own keeps them: 因公出国（境）费. */
function asidesLast(part: string, lexicon: Lexicon): string {
  const names = lexicon.indicatorsIn(part)
  const asides: string[] = []
  const rest = part.replace(ASIDE, (whole: string, aside: string, at: number) => {
    if (names.some((name) => overlaps(name, { start: at, end: at + whole.length }))) return whole
    asides.push(aside)
    // Two numbers with an aside between them are not one.
    return /\d/u.test(part.charAt(at - 1)) ? ' ' : ''
  })
  return [rest, ...asides].join(' ')
}

/** 工业投资呢，增长多少 asks once; in GDP多少，农村呢 the last part asks for itself. */
function endsSegment(part: string, next: string | undefined): boolean {
  return ASKING.test(part) || (part.endsWith('呢') && (next === undefined || !ASKING.test(next)))
}
