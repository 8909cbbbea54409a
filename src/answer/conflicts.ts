import type { Observation } from '../observation/observation.ts'
import type { Agreement } from './agreement.ts'
import type { Fact } from './facts.ts'
import { factsOf, isSameFact, isSameThing } from './facts.ts'
import { isRevised } from './notes.ts'
import { quote, sentenceAround } from './quote.ts'
import type { Weighed } from './weigh.ts'

/**
 * A fact with those that other reports give for the very same thing and that differ in the value. Only figures that fit
 * as well as a figure can: between two that are attached by guesses a difference says nothing about the reports.
 */
export function withContradictions(fact: Fact, fitting: readonly Weighed[]): Fact[] {
  const [told] = fact.tellings
  if (!isCertain(told)) return [fact]
  const others = factsOf(fitting).filter(({ tellings: [other] }) => isCertain(other) && contradicts(other, told))
  return revisedFirst([fact, ...others])
}

function contradicts({ candidate: other }: Weighed, { candidate: told }: Weighed): boolean {
  const [a, b] = [other.observation, told.observation]
  const isElsewhere = other.passage.document.id !== told.passage.document.id
  const isAlike = a.modality === b.modality && a.normal?.unit === b.normal?.unit
  return isElsewhere && isAlike && isNearEnough(a, b) && isSameThing(a, b) && !isSameFact(a, b)
}

/** Two counts of one thing differ by some per cent; what is more than twice as much is of something else. */
const MOST = 2

/** A rate of change may well be counted thrice as high again; only amounts are held to it. */
function isNearEnough(a: Observation, b: Observation): boolean {
  if (a.measure !== 'level' && a.measure !== 'count') return true
  const [one, other] = [Math.abs(a.normal?.value ?? 0), Math.abs(b.normal?.value ?? 0)]
  return Math.max(one, other) <= MOST * Math.min(one, other)
}

const CERTAIN: ReadonlySet<Agreement> = new Set(['same', 'open'])

function isCertain({ agreements, candidate: { observation } }: Weighed): boolean {
  const { place, period, relation, normal } = observation
  const isStated = place !== null && period !== null && period.from !== null && normal !== null && relation === '='
  return isStated && Object.values(agreements).every((agreement) => CERTAIN.has(agreement))
}

/** Numbers that were counted again stand first, then those of the newer report. */
export function revisedFirst(facts: readonly Fact[]): Fact[] {
  return facts.toSorted((a, b) => rankOf(a) - rankOf(b) || dateOf(b).localeCompare(dateOf(a)))
}

function rankOf(fact: Fact): number {
  return isRevision(fact) ? 0 : 1
}

/** True where it is told as a number that takes the place of an earlier one. */
export function isRevision({ tellings: [{ candidate }] }: Fact): boolean {
  return isRevised(quote(candidate.passage, sentenceAround(candidate.passage.text, candidate.observation)))
}

function dateOf({ tellings: [{ candidate }] }: Fact): string {
  return candidate.passage.document.date ?? ''
}
