import type { Relation } from '../figure/figure.ts'
import type { Observation, ScopedObservation } from '../observation/observation.ts'
import type { Weighed } from './weigh.ts'

/** The same fact, told once or several times; the first telling is the fullest. */
export interface Fact {
  readonly tellings: readonly [Weighed, ...Weighed[]]
}

/** Puts tellings of the same fact together, in the order in which each fact comes first. */
export function factsOf(weighed: readonly Weighed[]): Fact[] {
  const facts: [Weighed, ...Weighed[]][] = []
  const bySlots = new Map<string, [Weighed, ...Weighed[]][]>()
  for (const one of weighed) {
    const key = slotKey(one.candidate.observation)
    const alike = bySlots.get(key) ?? []
    const known = alike.find((tellings) => tellings.every((telling) => hasSameValue(telling, one)))
    if (known === undefined) {
      const fact: [Weighed, ...Weighed[]] = [one]
      facts.push(fact)
      bySlots.set(key, [...alike, fact])
    } else known.push(one)
  }
  return facts.map((tellings) => ({ tellings: fullestFirst(tellings) }))
}

function hasSameValue(a: Weighed, b: Weighed): boolean {
  return isSameValue(a.candidate.observation, b.candidate.observation)
}

/** True for equal slots and one value, however it is printed. */
export function isSameFact(a: ScopedObservation, b: ScopedObservation): boolean {
  return slotKey(a) === slotKey(b) && isSameValue(a, b)
}

/** True for equal indicator, account, stage, measure, place and period, whatever the value. */
export function isSameThing(a: ScopedObservation, b: ScopedObservation): boolean {
  return slotKey(a) === slotKey(b)
}

function slotKey({ indicators, measure, scope, stage, place, period }: ScopedObservation): string {
  const names = indicators.map(({ canonical }) => canonical).toSorted()
  return JSON.stringify([names, measure, scope, stage, place?.canonical, period?.from, period?.to])
}

/** 220.6亿元 and 220.64亿元 are one value, printed rounder in one report; 突破110亿元 says of 113.85亿元 nothing else. */
function isSameValue(a: Observation, b: Observation): boolean {
  if (a.normal === null || b.normal === null) return a.text === b.text
  if (a.normal.unit !== b.normal.unit) return false
  return isWithin(a, b.normal.value) || isWithin(b, a.normal.value)
}

/** True when `value`, in the base unit, is what the observation prints, as exactly as it prints it. */
function isWithin({ normal, value: printed, relation, text }: Observation, value: number): boolean {
  if (normal === null || printed === null || printed === 0) return normal?.value === value
  const step = (10 ** -decimalsOf(text) / Math.abs(printed)) * Math.abs(normal.value)
  const beyond = (value - normal.value) * SIDES[relation]
  if (SIDES[relation] !== 0) return beyond >= 0 && beyond <= step * BOUND_STEPS
  return Math.abs(value - normal.value) <= step / 2 + Number.EPSILON
}

/** On which side of the printed number the true one lies. */
const SIDES: Readonly<Record<Relation, number>> = { '=': 0, '~': 0, '>': 1, '>=': 1, '<': -1, '<=': -1 }

/** How far a bound may lie from the value: nobody says 突破110 of 150. */
const BOUND_STEPS = 10

function decimalsOf(text: string): number {
  return /[.．](?<decimals>[\d０-９]+)/u.exec(text)?.groups?.['decimals']?.length ?? 0
}

/** The telling that prints the value exactly, then the one that prints most slots itself, in the nearest basis. */
function fullestFirst(tellings: [Weighed, ...Weighed[]]): [Weighed, ...Weighed[]] {
  const [first, ...rest] = tellings.toSorted((a, b) => exactness(b) - exactness(a) || fullness(b) - fullness(a))
  return first === undefined ? tellings : [first, ...rest]
}

function exactness({ candidate: { observation } }: Weighed): number {
  return (observation.relation === '=' ? 10 : 0) + decimalsOf(observation.text)
}

const BARE_NUMBER = /^[-\d.,，．０-９\s]+$/u

function fullness({ candidate: { observation } }: Weighed): number {
  const bases = [
    observation.place?.basis,
    observation.period?.basis,
    ...observation.indicators.map(({ basis }) => basis),
  ]
  const printed = bases.filter((basis) => basis === 'clause' || basis === 'sentence').length
  // A cell without its unit is read with the unit line of its table beside it.
  return printed + (bases[0] === 'clause' ? 1 : 0) + (BARE_NUMBER.test(observation.text) ? 0 : bases.length)
}
