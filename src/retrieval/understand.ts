import { correctSpelling } from '../lexicon/homophones.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { simplify } from '../lexicon/simplify.ts'
import { comparedTexts } from './comparison.ts'
import { conversionIn } from './conversion.ts'
import { continuing, placeFrom, yardstickAsked } from './lean.ts'
import type { Ask, AskedPeriod, AskedPlace, Comparison, Question } from './question.ts'
import { LIST_WORDS } from './question-words.ts'
import type { Segment } from './read-segment.ts'
import { readSegment } from './read-segment.ts'
import { segmentsOf } from './segments.ts'
import { superlativeIn } from './superlatives.ts'
import type { Thing } from './things.ts'
import { thingsOf } from './things.ts'
import { wordingOf } from './wording.ts'

/** Asks beyond these are one question no more. */
const MAX_ASKS = 12

/**
 * Reads a question: what is asked for, of which place and time, by which measure. Traditional characters count as
 * simplified, sayings as the words of reports; a misspelled name is put right where the question names none.
 */
export function understand(text: string, lexicon: Lexicon): Question {
  const wording = spelledRight(
    wordingOf(simplify(text.normalize('NFKC').replace(LINE_BREAKS, ' ')).replace(CHATTER, ''), lexicon),
    lexicon,
  )
  const { unit, rest: asked } = conversionIn(wording, lexicon)
  const superlative = superlativeIn(asked)
  const rest = superlative?.rest ?? asked
  const comparison = comparisonIn(rest, lexicon)
  const asks = comparison?.isRequest === true ? comparison.asks : allAsks(rest, lexicon)
  return {
    text,
    wording: rest,
    asks: asks.length > 0 ? asks : [emptyAsk(text)],
    wantsAll: LIST_WORDS.test(rest),
    extreme: superlative?.extreme ?? null,
    comparison,
    conversion: unit,
  }
}

function allAsks(wording: string, lexicon: Lexicon): Ask[] {
  if (asksForNoFigure(wording)) return []
  const segments = segmentsOf(wording, lexicon).map((segment) => readSegment(segment, lexicon))
  return distinct(asksOf(segments, lexicon)).slice(0, MAX_ASKS)
}

/** Null where the two sides are no question for one thing each. */
function comparisonIn(wording: string, lexicon: Lexicon): Comparison | null {
  const compared = comparedTexts(wording, lexicon)
  if (compared === undefined) return null
  const [one, other] = compared.texts.map((text) => allAsks(text, lexicon))
  const [[first], [second]] = [one ?? [], other ?? []]
  if (first === undefined || second === undefined || one?.length !== 1 || other?.length !== 1) return null
  return {
    asks: [
      { ...first, place: placeFrom(first.place, second.place, lexicon) },
      { ...second, place: placeFrom(second.place, first.place, lexicon) },
    ],
    isRequest: compared.isRequest,
  }
}

/** Broken lines of a question are one. */
const LINE_BREAKS = /(?<!\s)\s*\n\s*/gu

/** When, where, who and why are no figures, whatever figures stand beside the words. */
const NO_FIGURE =
  /什么时[间候]|何时|哪一?天|哪个月|哪一?年|哪几年|几月份?(?!\p{L}*多少)|谁(?![更最]?[高低多少大小快慢])|哪里|哪儿|为什么|为何|什么原因/u
const FIGURE = /多少|几(?![月年])|百分之|占比|比重|[增涨降跌]幅|增速|怎么样/u

function asksForNoFigure(wording: string): boolean {
  return NO_FIGURE.test(wording) && !FIGURE.test(wording)
}

/** Words of talk that part the words of a saying: 工业这块增长多少, 工业企业一共赚了多少. 收入和支出一共多少 asks for the sum. */
const CHATTER =
  /(?<![和与、].{0,12})(?:一共|总共)|到底|究竟|(?:这|那)一?(?:块儿?|方面)|大概|差不多|(?<=\p{L})(?:来着|啊|呀|哈)(?=$|[?,。！!])/gu

/** Only what the question seems to lack is corrected: an indicator where it names none, a place likewise. */
function spelledRight(text: string, lexicon: Lexicon): string {
  const lacksIndicator = lexicon.indicatorsIn(text).length === 0
  const lacksPlace = lexicon.placesIn(text).length === 0
  if (!lacksIndicator && !lacksPlace) return text
  let right = text
  // A correction is as long as what it corrects, so the offsets of the others hold.
  for (const { start, end, to } of correctSpelling(text, lexicon).corrections) {
    const isLacking =
      (lacksIndicator && lexicon.indicatorsIn(to).length > 0) || (lacksPlace && lexicon.placesIn(to).length > 0)
    if (isLacking) right = right.slice(0, start) + to + right.slice(end)
  }
  return right
}

/** Place and time of an earlier segment hold on, and the first place holds for all; a segment that names nothing asks about what the one before did. */
function asksOf(segments: readonly Segment[], lexicon: Lexicon): Ask[] {
  const asks: Ask[] = []
  let places: readonly AskedPlace[] = segments.find((segment) => segment.places.length > 0)?.places ?? []
  let periods: readonly AskedPeriod[] = []
  for (const segment of segments) {
    if (segment.places.length > 0) places = segment.places
    if (segment.periods.length > 0) periods = segment.periods
    const own = segment.members.flatMap(thingsOf).flatMap((thing) => spread(thing, places, periods))
    const before = asks.at(-1)
    asks.push(
      ...own.map((ask) => (before === undefined ? yardstickAsked(ask, lexicon) : continuing(ask, before, lexicon))),
    )
  }
  return asks
}

function spread(thing: Thing, places: readonly AskedPlace[], periods: readonly AskedPeriod[]): Ask[] {
  const allPlaces = places.length === 0 ? [null] : places
  const allPeriods = periods.length === 0 ? [null] : periods
  return allPlaces.flatMap((place) => allPeriods.map((period) => askOf(thing, place, period)))
}

function askOf(thing: Thing, place: AskedPlace | null, period: AskedPeriod | null): Ask {
  return { ...thing, place, period }
}

/** One of each: 涨得离谱，涨多少 asks once. */
function distinct(asks: readonly Ask[]): Ask[] {
  return [...new Map(asks.toReversed().map((ask) => [keyOf(ask), ask])).values()].toReversed()
}

function keyOf({ text: _text, wantsAmount, ...slots }: Ask): string {
  return JSON.stringify({ ...slots, wantsAmount: wantsAmount && slots.measure === null })
}

function emptyAsk(text: string): Ask {
  const nothing = { indicator: null, yardstick: null, place: null, period: null, measure: null, unit: null }
  return { text, topic: '', ...nothing, isPlan: false, wantsAmount: false }
}
