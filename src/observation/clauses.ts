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
  let next = 0
  let opaqueUntil = -1
  for (const match of text.matchAll(SEPARATOR)) {
    const at = match.index
    while (next < figures.length && (figures[next]?.end ?? 0) <= at) next += 1
    const inFigure = (figures[next]?.start ?? Infinity) <= at
    if (inFigure || at <= opaqueUntil) continue
    const closer = OPENING[match[0]]
    if (closer !== undefined) {
      const close = text.indexOf(closer, at)
      if (close < 0) continue
      if (closer === '》' || (figures[next]?.start ?? Infinity) >= close) {
        opaqueUntil = close
        continue
      }
      closers.push(closer)
    } else if (match[0] === closers.at(-1)) {
      closers.pop()
    } else if (/[）)》]/.test(match[0])) {
      continue
    }
    cuts.push({ at, sign: match[0], depth: closers.length })
  }
  return cuts
}
