import type { Observation } from '../observation/observation.ts'
import type { Quote } from './quote.ts'

/** What a question and a figure are compared by. `topic` stands for a question about something else altogether. */
export type SlotName = 'place' | 'period' | 'indicator' | 'measure' | 'topic'

/** A figure that is shown, and the number of the quotation it stands in. */
export interface ShownObservation extends Observation {
  readonly quote: number
  /** How many other passages tell the same fact. */
  readonly alsoIn: number
}

export interface Shown {
  readonly observations: readonly ShownObservation[]
  readonly quotes: readonly Quote[]
}

/** A part of the question that found nothing. */
export interface Missing {
  readonly asked: string
  readonly slot: SlotName
}

/** A slot that the question did not name, and where its value was taken from. */
export interface Assumed {
  readonly slot: SlotName
  readonly text: string
  readonly why: string
}

/** Why nothing answers: the slot that disagrees, what was asked, what there is instead. */
export interface Reason {
  readonly slot: SlotName
  readonly asked: string
  readonly available: readonly string[]
}

/** A way to read the question. */
export interface Option {
  readonly text: string
  readonly slot: SlotName
  readonly canonical: string
}

export type Answer =
  /** One figure for each thing asked, in the question's order. */
  | (Shown & { readonly kind: 'quoted'; readonly missing: readonly Missing[]; readonly assumed: readonly Assumed[] })
  /** Several figures fit equally; they differ in the slots named. */
  | (Shown & {
      readonly kind: 'choices'
      readonly differ: readonly SlotName[]
      readonly missing: readonly Missing[]
      readonly assumed: readonly Assumed[]
    })
  /** The words fit several indicators or places equally; one question back. */
  | { readonly kind: 'clarify'; readonly options: readonly Option[]; readonly assumed: readonly Assumed[] }
  /** The reports do not say it. */
  | {
      readonly kind: 'not-found'
      readonly reasons: readonly Reason[]
      readonly nearest: Shown
      readonly assumed: readonly Assumed[]
    }
  /** Greetings, thanks, and what no report is about: fixed words, never a quotation. */
  | { readonly kind: 'reply'; readonly text: string }

const NOTHING = {
  observations: [],
  quotes: [],
  missing: [],
  assumed: [],
  differ: [],
  options: [],
  reasons: [],
  nearest: { observations: [], quotes: [] },
  text: '',
} as const

/** The answer as other programs read it: always with all keys, empty where they do not apply. */
export function toAnswerJson(answer: Answer): object {
  const { kind, ...fields } = answer
  return { kind, ...NOTHING, ...fields }
}
