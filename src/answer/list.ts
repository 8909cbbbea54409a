import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure, Modality, Observation } from '../observation/observation.ts'
import type { Ask, AskedPlace, Question } from '../retrieval/question.ts'
import { bySize } from './by-size.ts'
import { differingSlots } from './choose.ts'
import type { Fact } from './facts.ts'
import { factsOf } from './facts.ts'
import type { Outcome } from './outcome.ts'
import type { Weighed } from './weigh.ts'

/** Longer lists are cut; so many figures of one indicator are looked at. */
export const MAX_LISTED = 300

/** 各区县, 各市州: the places inside the one that is asked about, or where none is, all places of that level. */
const EACH_PLACE =
  /各(?:(?<county>县市区|区县|市县|县区|[县区])|(?<prefecture>地州市|市州|州市|地市|[市州])|(?<province>省区市|省))(?!级)/u

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
export function list(outcome: Outcome, listing: Listing): Outcome | undefined {
  const { extreme } = listing.question
  const listed = listAll(outcome, listing)
  return listed === undefined || extreme === null ? listed : bySize(listed, extreme)
}

function listAll(outcome: Outcome, listing: Listing): Outcome | undefined {
  const parts = EACH_PLACE.exec(listing.question.wording)
  if (parts !== null) return listParts(outcome, parts, listing)
  const listed = outcome.weighed.filter((one) => isListed(outcome.ask, one))
  const [first, ...rest] = inOrder(factsOf(listed), listing.lexicon).slice(0, MAX_LISTED)
  return first === undefined || rest.length === 0 ? undefined : withFacts(outcome, [first, ...rest])
}

/** Of the parts one is an answer as well, and the whole is none. */
function listParts({ ask }: Outcome, parts: RegExpExecArray, { lexicon, consider }: Listing): Outcome {
  const asked: AskedPlace = { text: `${ask.place?.text ?? ''}${parts[0]}`, canonicals: ask.place?.canonicals ?? [] }
  const isPart = partsOf(asked, parts, lexicon)
  const { weighed } = consider({ ...ask, place: null })
  const held = weighed.map((one) => (isPart(one) ? one : elsewhere(one)))
  const whole: Outcome = { ask: { ...ask, place: asked }, weighed: held, choice: undefined }
  const listed = held.filter((one) => isListed(ask, one))
  const [first, ...rest] = inOrder(factsOf(listed), lexicon).slice(0, MAX_LISTED)
  return first === undefined ? whole : withFacts(whole, [first, ...rest])
}

function elsewhere({ candidate, support, agreements }: Weighed): Weighed {
  return { candidate, support, agreements: { ...agreements, place: 'other' } }
}

function partsOf({ canonicals }: AskedPlace, { groups }: RegExpExecArray, lexicon: Lexicon): (one: Weighed) => boolean {
  const level = PART_LEVELS.find((name) => groups?.[name] !== undefined)
  return ({ candidate: { observation } }) => {
    const own = observation.place?.canonical ?? ''
    const ownLevel = lexicon.place(own)?.level
    if (canonicals.length === 0) return ownLevel === level
    return (ownLevel ?? level) === level && canonicals.some((outer) => lexicon.isInside(own, outer))
  }
}

const PART_LEVELS = ['county', 'prefecture', 'province'] as const

function withFacts(outcome: Outcome, facts: readonly [Fact, ...Fact[]]): Outcome {
  return { ...outcome, choice: { facts, view: 'list', differ: differingSlots(facts), assumed: [], more: 0 } }
}

/** Asks for amounts alone; 总额 and 总值, which ask for them elsewhere, are the ends of many names. */
const AMOUNTS = /多少|几(?!乎)/u

/** True unless a slot that the question names is another. */
function isListed({ measure, unit, text }: Ask, { agreements }: Weighed): boolean {
  const asksForMeasure = measure !== null || unit !== null || AMOUNTS.test(text)
  const { indicator, place, period } = agreements
  return [indicator, place, period, ...(asksForMeasure ? [agreements.measure] : [])].every((one) => one !== 'other')
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
