import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure, Modality, Observation } from '../observation/observation.ts'
import type { Ask, Question } from '../retrieval/question.ts'
import { differingSlots } from './choose.ts'
import type { Choice } from './choose.ts'
import type { Fact } from './facts.ts'
import { factsOf } from './facts.ts'
import type { Outcome } from './outcome.ts'
import type { Weighed } from './weigh.ts'

/** Longer lists are cut; so many figures of one indicator are looked at. */
export const MAX_LISTED = 300

/** 各区县, 各市州: the places inside the one that is asked about. */
const EACH_PLACE = /各(?:省区市|地州市|县市区|区县|市县|县区|市州|州市|地市|[省市州县区])(?!级)/u

interface Listing {
  readonly question: Question
  readonly lexicon: Lexicon
  /** Considers another ask, the same without its place. */
  readonly consider: (ask: Ask) => Outcome
}

/**
 * All figures of what one ask names, by place and time, the newest first; without a measure asked for, of every measure.
 * Undefined for fewer than two, which are an ordinary answer.
 */
export function list(outcome: Outcome, { question, lexicon, consider }: Listing): Outcome | undefined {
  const { place } = outcome.ask
  const isOfParts = EACH_PLACE.test(question.wording)
  const whole = isOfParts && place !== null ? consider({ ...outcome.ask, place: null }) : outcome
  const listed = whole.weighed.filter(
    (one) => isListed(whole.ask, one) && (!isOfParts || isPart(one, outcome.ask, lexicon)),
  )
  const [first, ...rest] = inOrder(factsOf(listed), lexicon).slice(0, MAX_LISTED)
  if (first === undefined || rest.length === 0) return undefined
  const facts = [first, ...rest] as const
  const choice: Choice = { facts, view: 'list', differ: differingSlots(facts), assumed: [] }
  return { ...whole, choice }
}

/** Asks for amounts alone; 总额 and 总值, which ask for them elsewhere, are the ends of many names. */
const AMOUNTS = /多少|几(?!乎)/u

/** True unless a slot that the question names is another. */
function isListed({ measure, unit, text }: Ask, { agreements }: Weighed): boolean {
  const asksForMeasure = measure !== null || unit !== null || AMOUNTS.test(text)
  const { indicator, place, period } = agreements
  return [indicator, place, period, ...(asksForMeasure ? [agreements.measure] : [])].every((one) => one !== 'other')
}

/** Inside the asked place, or, where none is asked, inside the place of the document. */
function isPart({ candidate: { observation, passage } }: Weighed, { place }: Ask, lexicon: Lexicon): boolean {
  const own = observation.place?.canonical
  const around = place?.canonicals ?? (passage.document.place === null ? [] : [passage.document.place])
  return own !== undefined && around.some((outer) => lexicon.isInside(own, outer))
}

const MEASURE_ORDER: readonly Measure[] = ['level', 'count', 'growth', 'share', 'difference', 'ratio', 'rank']
const MODALITY_ORDER: readonly Modality[] = ['actual', 'cumulative', 'expected', 'planned']

/** Places as the tables have them, from large to small; those without one last. */
function inOrder(facts: readonly Fact[], { places }: Lexicon): Fact[] {
  const order = new Map(places.map(({ canonical }, at) => [canonical, at]))
  const keys = facts.map((fact) => ({ fact, key: keyOf(fact.tellings[0].candidate.observation, order) }))
  return keys.toSorted((a, b) => compareKeys(a.key, b.key)).map(({ fact }) => fact)
}

type Key = readonly (number | string)[]

function keyOf({ place, period, measure, modality }: Observation, order: ReadonlyMap<string, number>): Key {
  return [
    place === null ? Infinity : (order.get(place.canonical) ?? order.size),
    place?.canonical ?? '',
    -dayNumber(period?.to),
    dayNumber(period?.from),
    MEASURE_ORDER.indexOf(measure),
    MODALITY_ORDER.indexOf(modality),
  ]
}

/** 2024-12-31 as 20241231; 0 for no day. */
function dayNumber(day: string | null | undefined): number {
  return Number((day ?? '').replaceAll('-', ''))
}

function compareKeys(a: Key, b: Key): number {
  const at = a.findIndex((value, index) => value !== b[index])
  const [one, other] = [a[at], b[at]]
  if (one === undefined || other === undefined) return 0
  return one < other ? -1 : 1
}
