import type { Observation } from '../observation/observation.ts'
import type { Weighed } from './weigh.ts'

/** The same fact, told once or several times; the first telling is the fullest. */
export interface Fact {
  readonly tellings: readonly [Weighed, ...Weighed[]]
}

/** Puts tellings of the same fact together, in the order in which each fact comes first. */
export function factsOf(weighed: readonly Weighed[]): Fact[] {
  const facts = new Map<string, [Weighed, ...Weighed[]]>()
  for (const one of weighed) {
    const key = factKey(one.candidate.observation)
    const known = facts.get(key)
    if (known === undefined) facts.set(key, [one])
    else known.push(one)
  }
  return [...facts.values()].map((tellings) => ({ tellings: fullestFirst(tellings) }))
}

/** Equal slots and an equal value are one fact, however the value is printed. */
function factKey({ indicators, measure, place, period, normal, range, text, relation }: Observation): string {
  const names = indicators.map(({ canonical }) => canonical).toSorted()
  const value = normal === null ? [range, text] : [normal.value, normal.unit, relation === '~' ? '~' : '']
  return JSON.stringify([names, measure, place?.canonical, period?.from, period?.to, value])
}

/** The telling that prints most slots itself, in the nearest basis. */
function fullestFirst(tellings: [Weighed, ...Weighed[]]): [Weighed, ...Weighed[]] {
  const [first, ...rest] = tellings.toSorted((a, b) => fullness(b) - fullness(a))
  return first === undefined ? tellings : [first, ...rest]
}

function fullness({ candidate: { observation } }: Weighed): number {
  const bases = [observation.place?.basis, observation.period?.basis, ...observation.indicators.map(({ basis }) => basis)]
  return bases.filter((basis) => basis === 'clause' || basis === 'sentence').length + (bases[0] === 'clause' ? 1 : 0)
}
