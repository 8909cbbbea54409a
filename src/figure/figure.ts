import type { Span } from '../span.ts'

/** What sort of number it is. A scale class (千亿级) and an ordinal name a class or a place in a row, never an amount. */
export type FigureKind =
  | 'percent'
  | 'points'
  | 'money'
  | 'quantity'
  | 'count'
  | 'duration'
  | 'fraction'
  | 'multiple'
  | 'ratio'
  | 'rank'
  | 'scale-class'

/** How the printed number bounds the true one: 超 `>`, 以上 `>=`, 不足 `<`, 以下 `<=`, 约 `~`. */
export type Relation = '=' | '>' | '>=' | '<' | '<=' | '~'

/** A number in its base unit, for comparing only: 2500亿元 is 250000000000 元, 17.4% is 0.174 of 1. */
export interface Normal {
  readonly value: number
  readonly unit: string
}

/** A number as printed, with its unit. `start` and `end` cover `text`, approximator included. */
export interface Figure extends Span {
  readonly text: string
  readonly kind: FigureKind
  /** The number as printed (2500 of 2500亿元); null when two ends are printed or it has no single number (8:52:40). */
  readonly value: number | null
  /** The unit as printed, scale included: 亿元, 万千瓦, %, 位. Empty when none is printed. */
  readonly unit: string
  /** Both ends of a printed range, in the printed unit. */
  readonly range: { readonly low: number; readonly high: number } | null
  /** Null for a range and when no table knows the unit. */
  readonly normal: Normal | null
  readonly relation: Relation
}
