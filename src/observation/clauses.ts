import type { Figure } from '../figure/figure.ts'
import type { Span } from '../span.ts'

/** A run of text between commas, semicolons, colons, stops or the brackets around a figure. */
export interface Clause extends Span {
  /** Counts the sentences of the paragraph, from 0. */
  readonly sentence: number
  /** How many brackets with figures stand around it. */
  readonly depth: number
  /** The separator before it; empty at the start of the paragraph. */
  readonly opener: string
  /** The figures that begin in it, in order. */
  readonly figures: readonly Figure[]
}

const SEPARATOR = /[，,；;：:。！？!?\n\t|（）()《》]/g
const SENTENCE_END = /[。！？!?\n]/
/** A bracket that is open for longer was never closed. */
const LONGEST_BRACKET = 400
const BRACKETS = '（）()《》'
const OPENING: Readonly<Record<string, string>> = { '（': '）', '(': ')', '《': '》' }

interface Cut {
  readonly at: number
  readonly sign: string
  readonly depth: number
}

/**
 * Cuts a paragraph into clauses, in order. Brackets without a figure do not cut: 固定资产投资（不含农户，下同）增长3% is
 * one clause; a title in 《》 never does. A sign inside a figure (1,200, 8:52:40) is no separator.
 */
export function clausesOf(text: string, figures: readonly Figure[]): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  let sentence = 0
  let opener = ''
  let depth = 0
  let next = 0
  for (const cut of [...cutsOf(text, figures), { at: text.length, sign: '', depth: 0 }]) {
    const first = next
    while (next < figures.length && (figures[next]?.start ?? 0) < cut.at) next += 1
    clauses.push({ start, end: cut.at, sentence, depth, opener, figures: figures.slice(first, next) })
    if (SENTENCE_END.test(cut.sign) && cut.depth === 0) sentence += 1
    start = cut.at + 1
    opener = cut.sign
    depth = cut.depth
  }
  return clauses
}

function cutsOf(text: string, figures: readonly Figure[]): Cut[] {
  const cuts: Cut[] = []
  const closers: string[] = []
  let opaqueUntil = -1
  for (const { sign, at, figure } of separatorsIn(text, figures)) {
    if (at <= opaqueUntil) continue
    const opened = openedAt(text, { at, sign, figure })
    if (opened?.isOpaque === true) {
      opaqueUntil = opened.end
      continue
    }
    if (opened !== null) closers.push(opened.closer)
    else if (!closeAt(closers, sign)) continue
    cuts.push({ at, sign, depth: closers.length })
  }
  return cuts
}

interface Separator {
  readonly at: number
  readonly sign: string
  /** Where the next figure begins. */
  readonly figure: number
}

/** The separators that stand in no figure, in order. */
function separatorsIn(text: string, figures: readonly Figure[]): Separator[] {
  const separators: Separator[] = []
  let next = 0
  for (const { 0: sign, index: at } of text.matchAll(SEPARATOR)) {
    while ((figures[next]?.end ?? Infinity) <= at) next += 1
    const figure = figures[next]?.start ?? Infinity
    if (figure > at) separators.push({ at, sign, figure })
  }
  return separators
}

interface Opened {
  readonly closer: string
  readonly end: number
  /** True when nothing inside cuts: a title, or a note without a figure. */
  readonly isOpaque: boolean
}

/** The bracket that opens at a separator; null for other signs, and for a bracket that is never closed. */
function openedAt(text: string, { at, sign, figure }: Separator): Opened | null {
  const closer = OPENING[sign]
  const length = closer === undefined ? -1 : text.slice(at, at + LONGEST_BRACKET).indexOf(closer)
  if (closer === undefined || length < 0) return null
  const end = at + length
  return { closer, end, isOpaque: closer === '》' || figure >= end }
}

/** Closes the innermost bracket; false for a bracket that has no partner, which cuts nothing. */
function closeAt(closers: string[], sign: string): boolean {
  if (sign !== closers.at(-1)) return !BRACKETS.includes(sign)
  closers.pop()
  return true
}
