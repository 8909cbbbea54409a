import type { Lexicon } from '../lexicon/lexicon.ts'

/**
 * How a slot of a figure stands to the question: `same`; `near`, for what a careful clerk would give with its name
 * (前三季度 for 2024年); `open`, not asked or not looked at; `unstated`, asked and the text does not say; `other`, which rules it out.
 */
export type Agreement = 'same' | 'near' | 'open' | 'unstated' | 'other'

export interface Agreements {
  readonly indicator: Agreement
  readonly measure: Agreement
  readonly place: Agreement
  readonly period: Agreement
}

/** What the slots are compared with, besides the question itself. */
export interface Frame {
  readonly lexicon: Lexicon
  /** The newest stated date of all documents: what 今年 and 去年 of a question are counted from. */
  readonly today: string | null
}

const WORST_FIRST: readonly Agreement[] = ['other', 'unstated', 'near', 'open', 'same']

/** The worse of two agreements of one slot. */
export function worse(a: Agreement, b: Agreement): Agreement {
  return WORST_FIRST.find((one) => one === a || one === b) ?? a
}
