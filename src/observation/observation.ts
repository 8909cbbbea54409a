import type { Figure } from '../figure/figure.ts'

/** Where a slot was read: beside the figure, in its sentence, its paragraph, a heading, the document, or concluded. */
export type Basis = 'clause' | 'sentence' | 'paragraph' | 'heading' | 'document' | 'inferred'

export type Measure = 'level' | 'growth' | 'difference' | 'share' | 'rank' | 'ratio' | 'count'

export type Modality = 'actual' | 'planned' | 'expected' | 'cumulative'

/** `text` as printed; `canonical` the lexicon's name, or the printed words where no table knows them. */
export interface Slot {
  readonly text: string
  readonly canonical: string
  readonly basis: Basis
}

/** `text` as printed; ISO dates with both ends included, null while no year is known. */
export interface PeriodSlot {
  readonly text: string
  readonly from: string | null
  readonly to: string | null
  readonly basis: Basis
}

/**
 * Which accounts a figure of public finance is of: the government's own (市级, 市本级), those of the places below it
 * (县区), or all together. A communiqué gives the whole, a budget report all three, often in one paragraph.
 */
export type AccountScope = 'own' | 'below' | 'whole'

/** A figure of a paragraph with what it is about. What the text does not state is null, never guessed. */
export interface Observation extends Figure {
  readonly measure: Measure
  readonly modality: Modality
  /** Several when one figure is shared: 煤炭、多晶硅、电解铝产能占全疆一半. */
  readonly indicators: readonly Slot[]
  readonly place: Slot | null
  readonly period: PeriodSlot | null
}

/**
 * Which number of a budget a figure is: as it was passed (年初预算, 预算安排), as it was adjusted within the year
 * (调整预算), or what came of it (完成, 执行, 决算; all that is no plan). A ratio to a plan has the plan's: passed for 为预算的98%.
 */
export type Stage = 'passed' | 'adjusted' | 'done'

/** With what tells the numbers of one budget apart, which is not shown: most reports print no word for it. */
export interface StagedObservation extends Observation {
  readonly stage: Stage
}

/** As it is stored and chosen from. The scope is not shown: no report prints a word for it beside each figure. */
export interface ScopedObservation extends StagedObservation {
  /** The whole where nothing says otherwise, and for all that is no account. */
  readonly scope: AccountScope
}
