import type { Unit } from '../lexicon/lexicon.ts'
import type { Observation } from '../observation/observation.ts'
import type { Extreme } from '../retrieval/superlatives.ts'
import type { Cell } from './cell.ts'
import { convertedTo, differenceOf } from './computed.ts'
import type { Computed } from './computed.ts'
import type { Quote } from './quote.ts'

/** What a question and a figure are compared by. `topic` stands for a question about something else altogether. */
export type SlotName = 'place' | 'period' | 'indicator' | 'measure' | 'topic'

/** A figure that is shown, and the number of the quotation it stands in. */
export interface ShownObservation extends Observation {
  readonly quote: number
  /** How many other passages tell the same fact. */
  readonly alsoIn: number
  /** Of a figure in a table alone. */
  readonly cell?: Cell
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

/**
 * Why several figures are shown: they fit equally, all were asked for, all by size because the largest or the smallest
 * was, they are set side by side, or they contradict each other.
 */
export type View = 'readings' | 'list' | Extreme | 'comparison' | 'conflict'

/** The unit in which amounts are shown as well; `isRequest` where that was asked for in so many words (换算成). */
export interface Conversion {
  readonly unit: Unit
  readonly isRequest: boolean
}

/** What was asked for, as far as the reports say it. */
interface Found extends Shown {
  readonly missing: readonly Missing[]
  readonly assumed: readonly Assumed[]
  /** Absent where amounts are shown as printed alone. */
  readonly conversion?: Conversion
}

export type Answer =
  /** One figure for each thing asked, in the question's order. */
  | (Found & { readonly kind: 'quoted' })
  /** Several figures, which differ in the slots named; contradicting ones differ in none. */
  | (Found & {
      readonly kind: 'choices'
      readonly view: View
      readonly differ: readonly SlotName[]
      /** How many more fit as well as the shown ones. */
      readonly more: number
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
  computed: [],
} as const

/** The answer as other programs read it: always with all keys, empty where they do not apply. */
export function toAnswerJson(answer: Answer): object {
  if (answer.kind === 'choices') {
    const { kind, view, more: _more, conversion, ...fields } = answer
    return { kind, ...NOTHING, ...fields, computed: computedFor(answer.observations, { view, conversion }) }
  }
  if (answer.kind !== 'quoted') return { ...NOTHING, ...answer }
  const { kind, conversion, ...fields } = answer
  return { kind, ...NOTHING, ...fields, computed: computedFor(answer.observations, { conversion }) }
}

interface Computing {
  readonly view?: View
  readonly conversion: Conversion | undefined
}

/** A number that no report prints: of which observations, how it was reckoned, and what came out. */
type ComputedJson = Computed & { readonly kind: 'difference' | 'conversion'; readonly of: readonly number[] }

function computedFor(observations: readonly ShownObservation[], { view, conversion }: Computing): ComputedJson[] {
  const [first, second] = observations
  const difference = view === 'comparison' && first && second ? differenceOf(first, second) : 'measures'
  const converted = observations.flatMap((observation, at): ComputedJson[] => {
    const result = conversion && conversionShown(conversion, observation)
    return result === undefined ? [] : [{ kind: 'conversion', of: [at], formula: observation.text, result }]
  })
  return typeof difference === 'string' ? converted : [{ kind: 'difference', of: [0, 1], ...difference }, ...converted]
}

/** The amount in the other unit; undefined where it is printed in that unit, or has no exact number there. */
export function conversionShown({ unit }: Conversion, observation: Observation): string | undefined {
  return observation.unit === unit.surface ? undefined : convertedTo(unit, observation)
}
