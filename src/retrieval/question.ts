import type { CalendarStretch } from '../figure/period-mention.ts'
import type { Dimension } from '../lexicon/lexicon.ts'
import type { Measure } from '../observation/observation.ts'

export interface AskedIndicator {
  readonly text: string
  readonly canonical: string
}

export interface AskedPlace {
  readonly text: string
  /** Several where the name is shared; empty for 全市 and the like, which each document resolves by itself. */
  readonly canonicals: readonly string[]
}

/** `stretch` may lack its year: 1至10月. */
export interface AskedPeriod {
  readonly text: string
  readonly stretch: CalendarStretch
}

/** The unit a figure must have: 亿元 of 多少亿元. */
export interface AskedUnit {
  readonly text: string
  readonly dimension: Dimension
  readonly base: string
}

/** One thing that is asked for. Null: the question does not say. */
export interface Ask {
  /** The part of the question it was read from. */
  readonly text: string
  readonly indicator: AskedIndicator | null
  /** The words that no table knows, which the sentence of the figure must hold; empty for none. */
  readonly topic: string
  readonly place: AskedPlace | null
  readonly period: AskedPeriod | null
  readonly measure: Measure | null
  readonly unit: AskedUnit | null
  /** True for 多少 and the like; false where it stays open whether the amount or its growth is meant. */
  readonly wantsAmount: boolean
  /** True when goals, plans or budgets are asked for, not what came of them. */
  readonly isPlan: boolean
}

/** A question as it was understood; plain data. */
export interface Question {
  readonly text: string
  /** At least one. */
  readonly asks: readonly Ask[]
  /** True for 有哪些, 都有: all that fit are wanted. */
  readonly wantsAll: boolean
}
