import type { CalendarStretch } from '../figure/period-mention.ts'
import type { Dimension, Unit } from '../lexicon/lexicon.ts'
import type { Measure } from '../observation/observation.ts'
import type { Extreme } from './superlatives.ts'

export interface AskedIndicator {
  readonly text: string
  readonly canonical: string
}

export interface AskedPlace {
  readonly text: string
  /** Several where the name is shared; empty for 全市 and the like, which each document resolves by itself. */
  readonly canonicals: readonly string[]
}

/**
 * `stretch` may lack its year: 1至10月. `isSameTime` marks 2023年同期, whose stretch is that year as long as no question
 * before tells the months.
 */
export interface AskedPeriod {
  readonly text: string
  readonly stretch: CalendarStretch
  readonly isSameTime?: boolean
}

/** What a share is of, a rank is in, or a difference is from: 全疆 of 占全疆的比重, GDP of 占GDP的比重. */
export interface AskedYardstick {
  readonly text: string
  /** Canonical places, or the one canonical indicator; empty for 全省 and the like. */
  readonly canonicals: readonly string[]
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
  /** Null where none is named. */
  readonly yardstick: AskedYardstick | null
  /** True for 多少 and the like; false where it stays open whether the amount or its growth is meant. */
  readonly wantsAmount: boolean
  /** True when goals, plans or budgets are asked for, not what came of them. */
  readonly isPlan: boolean
}

/** A question as it was understood; plain data. */
export interface Question {
  /** As it was typed. */
  readonly text: string
  /** The same in the words of reports (经济增速 → 地区生产总值增速), for searching beside `text`. */
  readonly wording: string
  /** At least one. */
  readonly asks: readonly Ask[]
  /** True for 有哪些, 都有: all that fit are wanted. */
  readonly wantsAll: boolean
  /** For 哪个市最高: at which end of all that fit the wanted one stands; null where none is singled out. */
  readonly extreme: Extreme | null
  /** What is to be set side by side; null where nothing is compared. */
  readonly comparison: Comparison | null
  /** The unit that amounts are to be shown in as well (换算成亿元); null for as printed. */
  readonly conversion: Unit | null
}

/** One thing asked for of two places or of two times. */
export interface Comparison {
  readonly asks: readonly [Ask, Ask]
  /** True for 对比A和B; false for A比B高多少, which a printed difference answers first. */
  readonly isRequest: boolean
}
