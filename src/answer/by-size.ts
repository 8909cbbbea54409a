import type { Observation } from '../observation/observation.ts'
import type { Extreme } from '../retrieval/superlatives.ts'
import type { Assumed } from './answer.ts'
import { differingSlots } from './choose.ts'
import type { Fact } from './facts.ts'
import type { Outcome } from './outcome.ts'
import { ONLY_ONE } from './settle.ts'

/**
 * A list by size, for 哪个市最高: of each place what came of it last, in its newest period. Nothing is chosen where no two
 * amounts are of one sort, as with counts of different things.
 */
export function bySize(listed: Outcome, extreme: Extreme): Outcome {
  const [first, ...rest] = inOrder(newestOfEach(comparable(listed.choice?.facts ?? [])), extreme)
  if (first === undefined) return { ...listed, choice: undefined }
  const facts = [first, ...rest] as const
  const assumed = rest.length === 0 ? [onlyPlace(first)] : []
  return { ...listed, choice: { facts, view: extreme, differ: differingSlots(facts), assumed, more: 0 } }
}

/** One place is no largest among others. */
function onlyPlace(fact: Fact): Assumed {
  return { slot: 'place', text: observationOf(fact).place?.canonical ?? '', why: ONLY_ONE }
}

/** Facts with a place and one number, of the unit that most of them have; goals and forecasts are no results. */
function comparable(facts: readonly Fact[]): Fact[] {
  const results = facts.filter((fact) => {
    const { modality, normal, place } = observationOf(fact)
    return place !== null && normal !== null && (modality === 'actual' || modality === 'cumulative')
  })
  const counts = new Map<string, number>()
  for (const fact of results) counts.set(sortOf(fact), (counts.get(sortOf(fact)) ?? 0) + 1)
  const [commonest] = [...counts].toSorted(([, a], [, b]) => b - a)
  return results.filter((fact) => sortOf(fact) === commonest?.[0])
}

function sortOf(fact: Fact): string {
  const { measure, normal } = observationOf(fact)
  return `${measure} ${normal?.unit ?? ''}`
}

/** Of equally new ones the first, which stands for the longest stretch. */
function newestOfEach(facts: readonly Fact[]): Fact[] {
  const newest = new Map<string, Fact>()
  for (const fact of facts) {
    const key = observationOf(fact).place?.canonical ?? ''
    const known = newest.get(key)
    if (known === undefined || endOf(fact) > endOf(known)) newest.set(key, fact)
  }
  return [...newest.values()]
}

function inOrder(facts: readonly Fact[], extreme: Extreme): Fact[] {
  const sign = extreme === 'largest' ? -1 : 1
  return facts.toSorted((a, b) => sign * (sizeOf(a) - sizeOf(b)))
}

function endOf(fact: Fact): string {
  return observationOf(fact).period?.to ?? ''
}

function sizeOf(fact: Fact): number {
  return observationOf(fact).normal?.value ?? 0
}

function observationOf({ tellings: [{ candidate }] }: Fact): Observation {
  return candidate.observation
}
