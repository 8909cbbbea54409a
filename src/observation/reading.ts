import type { Figure } from '../figure/figure.ts'
import type { Period } from '../figure/period.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { ObservationContext } from './context.ts'
import { isBudgetTitle, modalityOfHeadings } from './modality.ts'
import type { PhraseSource } from './noun-phrase.ts'
import type { Modality, Slot } from './observation.ts'
import { headingPeriod, periodUsesIn } from './period-uses.ts'
import { placeAbove } from './place-above.ts'
import { placeUsesIn } from './place-uses.ts'
import { type ScopeMention, scopesIn } from './scope.ts'

/** A paragraph with everything found in it, and what stands above it. */
export interface Reading {
  readonly source: PhraseSource
  readonly scopes: readonly ScopeMention[]
  readonly lexicon: Lexicon
  /** The stretch of time the document reports on. */
  readonly reported: ObservationContext['period']
  /** What the headings and the document say. */
  readonly above: {
    readonly place: Slot | null
    readonly period: Period | null
    readonly modality: Modality
    /** True where the document is a budget, so that what it reports on dates its plans as well. */
    readonly isBudget: boolean
  }
}

interface Found {
  readonly figures: readonly Figure[]
  readonly context: ObservationContext
  readonly lexicon: Lexicon
}

/** Finds the places, times, scopes and known indicators of a paragraph, and reads what stands above it. */
export function readingOf(text: string, { figures, context, lexicon }: Found): Reading {
  return {
    source: {
      text,
      places: placeUsesIn(text, { figures, base: context.place, lexicon }),
      periods: periodUsesIn(text, context),
      indicators: lexicon.indicatorsIn(text),
    },
    scopes: scopesIn(text),
    lexicon,
    reported: context.period,
    above: {
      place: placeAbove(context, lexicon),
      period: headingPeriod(context),
      modality: modalityOfHeadings([...context.path, lastClause(context.introduction)], context.title),
      isBudget: isBudgetTitle(context.title),
    },
  }
}

/** 具体执行情况如下：, the words that say what the list is of. */
function lastClause(introduction: string): string {
  return introduction.split(/[，。；]/).at(-1) ?? ''
}
