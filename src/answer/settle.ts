import type { Indicator, Lexicon } from '../lexicon/lexicon.ts'
import type { Ask } from '../retrieval/question.ts'
import type { Assumed, Option, SlotName } from './answer.ts'
import { candidatesAbout } from './candidates.ts'
import type { Source } from './candidates.ts'
import type { Candidate } from './candidate.ts'
import type { Consider, Outcome } from './outcome.ts'
import { fits } from './weigh.ts'

/** What a doubt came to: one reading, with the word that it was taken, or the readings to ask back with. */
export type Settled =
  | { readonly kind: 'settled'; readonly outcome: Outcome; readonly assumed: readonly Assumed[] }
  | { readonly kind: 'doubtful'; readonly options: readonly [Option, Option, ...Option[]] }

/** What the readings of a question are tried with. */
export interface Trying {
  readonly source: Source
  readonly consider: Consider
  readonly candidates: readonly Candidate[]
}

/** More options than these are no help to choose by. */
const MAX_OPTIONS = 6

/** So many figures of different indicators are shown; of more one is asked for. */
const MAX_SHOWN = 3

/** Why a reading was taken. */
export const ONLY_ONE = '资料里仅有的'

/**
 * Asks back where the words fit several indicators or places equally and the reports hold more than one of them. Only
 * readings that would be answered count; where a single one would, that one answers and says so.
 */
export function settle(outcome: Outcome, trying: Trying): Settled {
  const { ask } = outcome
  return (
    fromReadings('indicator', namedReadings(ask, trying)) ??
    bareHead(outcome, trying) ??
    bareMeasure(outcome, trying) ??
    fromReadings('place', placeReadings(ask, trying)) ?? { kind: 'settled', outcome, assumed: [] }
  )
}

/** One reading of the question and what it would be answered with. */
interface Reading {
  readonly canonical: string
  readonly outcome: Outcome
}

function fromReadings(slot: SlotName, readings: readonly Reading[]): Settled | undefined {
  const [first] = readings
  if (first === undefined) return undefined
  const doubtful = asOptions(slot, readings)
  if (doubtful !== undefined) return doubtful
  const { canonical, outcome } = first
  return { kind: 'settled', outcome, assumed: [{ slot, text: canonical, why: ONLY_ONE }] }
}

function asOptions(slot: SlotName, readings: readonly Reading[]): Settled | undefined {
  const [first, second, ...rest] = readings.slice(0, MAX_OPTIONS).map(({ canonical }) => optionOf(slot, canonical))
  return first && second && { kind: 'doubtful', options: [first, second, ...rest] }
}

function optionOf(slot: SlotName, canonical: string): Option {
  return { text: canonical, slot, canonical }
}

/** 财政收入: the tables say what it may mean. */
function namedReadings(ask: Ask, trying: Trying): Reading[] {
  const canonicals = trying.source.lexicon.readings(ask.indicator?.text ?? ask.topic)
  return answerable(ask, canonicals, trying)
}

/** The canonical names that the question would be answered with, read so. */
function answerable(ask: Ask, canonicals: readonly string[], { source, consider }: Trying): Reading[] {
  if (canonicals.length === 0) return []
  const candidates = candidatesAbout(source, ask, canonicals)
  return canonicals.flatMap((canonical) => {
    const own = candidates.filter(({ observation }) =>
      observation.indicators.some((one) => one.canonical === canonical),
    )
    const outcome = consider(withIndicator(ask, canonical), own)
    return outcome.choice === undefined ? [] : [{ canonical, outcome }]
  })
}

/** The words of the topic are those of the indicator now; beside a named indicator they go on qualifying it. */
function withIndicator(ask: Ask, canonical: string): Ask {
  return { ...ask, indicator: { text: canonical, canonical }, topic: ask.indicator === null ? '' : ask.topic }
}

/** So many of the commonest indicators with the word at their end are tried. */
const MAX_TRIED = 60

/**
 * 投资增长多少: no indicator but the end of many names. One that the reports hold alone answers where the usual choice finds
 * nothing.
 */
function bareHead({ ask, choice }: Outcome, trying: Trying): Settled | undefined {
  const { lexicon, index } = trying.source
  if (ask.indicator !== null || !isBareHead(ask.topic, lexicon)) return undefined
  const names = index.indicators().filter(({ canonical }) => canonical.endsWith(ask.topic))
  const canonicals = names.slice(0, MAX_TRIED).map(({ canonical }) => canonical)
  const readings = knownFirst(answerable(ask, canonicals, trying), lexicon)
  return choice === undefined ? fromReadings('indicator', readings) : asOptions('indicator', readings)
}

const LONGEST_HEAD = 3
/** A word at the end of so many indicators' names says by itself nothing. */
const HEADS_MANY = 3

function isBareHead(word: string, { indicators }: Lexicon): boolean {
  const isShort = word.length > 1 && word.length <= LONGEST_HEAD
  return isShort && indicators.filter(({ canonical }) => canonical.endsWith(word)).length >= HEADS_MANY
}

/** In the order of the tables, which begin with what is asked for most; names that no table knows come last. */
function knownFirst(readings: readonly Reading[], { indicators }: Lexicon): Reading[] {
  const order = new Map(indicators.map(({ canonical }: Indicator, at) => [canonical, at]))
  const rank = ({ canonical }: Reading) => order.get(canonical) ?? Number.MAX_SAFE_INTEGER
  return readings.toSorted((a, b) => rank(a) - rank(b))
}

/** 增长多少 without a word of what: a few figures are shown, of many one is asked for. */
function bareMeasure({ ask, weighed }: Outcome, trying: Trying): Settled | undefined {
  if (ask.indicator !== null || ask.topic !== '') return undefined
  const fitting = weighed.filter(fits).flatMap(({ candidate }) => candidate.observation.indicators)
  const canonicals = [...new Set(fitting.map(({ canonical }) => canonical))]
  if (canonicals.length <= MAX_SHOWN) return undefined
  return asOptions('indicator', knownFirst(answerable(ask, canonicals, trying), trying.source.lexicon))
}

/** 昌吉: the city and the prefecture share the name. */
function placeReadings(ask: Ask, { consider, candidates }: Trying): Reading[] {
  const { place } = ask
  if (place === null || place.canonicals.length < 2) return []
  return place.canonicals.flatMap((canonical) => {
    const outcome = consider({ ...ask, place: { text: place.text, canonicals: [canonical] } }, candidates)
    const isThere = outcome.choice?.facts.some(({ tellings }) =>
      tellings.some(({ candidate }) => candidate.observation.place?.canonical === canonical),
    )
    return isThere === true ? [{ canonical, outcome }] : []
  })
}
