import type { Observation } from '../observation/observation.ts'
import type { Ask, Question } from '../retrieval/question.ts'
import type { Candidate } from './candidate.ts'
import { isRevision } from './conflicts.ts'
import type { Consider, Outcome } from './outcome.ts'
import { fits } from './weigh.ts'

export interface Comparing {
  readonly consider: Consider
  readonly candidates: readonly Candidate[]
  /** Of the question's own asks. */
  readonly outcomes: readonly Outcome[]
}

/**
 * The two sides of a comparison; undefined where none was asked for, where a printed difference answers, and where a side
 * is missing of what was no request for a comparison.
 */
export function compare({ comparison }: Question, comparing: Comparing): Outcome[] | undefined {
  if (comparison === null) return undefined
  const { consider, candidates, outcomes } = comparing
  if (comparison.isRequest) return matched(outcomes, comparing)
  if (outcomes.some(({ choice }) => choice !== undefined)) return undefined
  const sides = comparison.asks.map((ask) => consider(ask, candidates))
  return sides.every(({ choice }) => choice !== undefined) ? matched(sides, comparing) : undefined
}

/** What both sides should share where the question leaves it open: of two places the same time, of two times the same place. */
interface Shared {
  readonly isOpen: (ask: Ask) => boolean
  readonly keyOf: (observation: Observation) => string
  /** The best of the keys that both sides have. */
  readonly best: (keys: readonly string[]) => string | undefined
}

const SHARED: readonly Shared[] = [
  {
    isOpen: ({ period }) => period === null,
    keyOf: ({ period }) => (period?.from === null || period === null ? '' : `${period.to} ${period.from}`),
    // The newest.
    best: (keys) => keys.toSorted().at(-1),
  },
  {
    isOpen: ({ place }) => place === null,
    keyOf: ({ place }) => place?.canonical ?? '',
    // That of the figure which fits best.
    best: ([first]) => first,
  },
]

function matched(sides: readonly Outcome[], comparing: Comparing): Outcome[] {
  let both = [...sides]
  for (const shared of SHARED) {
    const key = sharedKey(both, shared)
    if (key === undefined) continue
    both = both.map(({ ask, weighed }) => {
      const own = weighed.map(({ candidate }) => candidate).filter((one) => shared.keyOf(one.observation) === key)
      return comparing.consider(ask, own)
    })
  }
  return both.map(withRevised)
}

/** Of numbers that contradict each other the one that was counted again stands for its side, where there is one. */
function withRevised(side: Outcome): Outcome {
  const { choice } = side
  if (choice?.view !== 'conflict' || !isRevision(choice.facts[0])) return side
  return { ...side, choice: { ...choice, facts: [choice.facts[0]] } }
}

/** Undefined where the question names it, the sides agree already, or nothing is common to them. */
function sharedKey(sides: readonly Outcome[], { isOpen, keyOf, best }: Shared): string | undefined {
  if (!sides.every(({ ask }) => isOpen(ask))) return undefined
  const keys = sides.map((side) => keysOf(side, keyOf))
  const common = (keys[0] ?? []).filter((key) => key !== '' && keys.every((own) => own.includes(key)))
  return best(common)
}

/** Those of what was chosen stand first. */
function keysOf({ weighed, choice }: Outcome, keyOf: Shared['keyOf']): string[] {
  const chosen = choice?.facts.map(({ tellings: [first] }) => first) ?? []
  return [...chosen, ...weighed.filter(fits)].map(({ candidate }) => keyOf(candidate.observation))
}
