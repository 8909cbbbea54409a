import type { Ask, AskedPlace, Question } from '../retrieval/question.ts'
import type { Answer, Assumed } from './answer.ts'
import type { Previous } from './answerer.ts'

/** What of a question a later one can take over. */
interface Remembered {
  readonly asks: readonly Ask[]
}

/** The question for the next turn to lean on; undefined after small talk. */
export function toPrevious(question: Question, answer: Answer): Previous | undefined {
  if (answer.kind === 'reply') return undefined
  const remembered: Remembered = { asks: question.asks }
  return JSON.stringify(remembered)
}

/** Reads back what `toPrevious` wrote. */
export function parsePrevious(previous: Previous | undefined): Ask | undefined {
  if (previous === undefined) return undefined
  const { asks }: Remembered = JSON.parse(previous)
  return asks[0]
}

const FROM_BEFORE = '上一问'

/** Short questions that lean on the one before: 那工业增加值呢？ 去年呢？ 全国呢？ 增长了多少？ */
const ELLIPTIC = /^(?:那么?|还有|再|它|其|该)|呢[？?]?$/u

/**
 * Fills the slots a question leaves open from the question before, where it leans on that: it says so (那…呢), or names
 * no indicator of its own. What was filled is given back, so that it can be shown and corrected.
 */
export function withPrevious(
  question: Question,
  previous: Ask | undefined,
): { question: Question; assumed: readonly Assumed[] } {
  const [first] = question.asks
  if (previous === undefined || first === undefined || !leans(question, first)) return { question, assumed: [] }
  const assumed = assumedFor(first, previous)
  return { question: { ...question, asks: question.asks.map((ask) => filled(ask, previous)) }, assumed }
}

function leans({ text }: Question, { indicator, topic }: Ask): boolean {
  return ELLIPTIC.test(text.trim()) || (indicator === null && topic === '')
}

function namesNothing({ indicator, topic }: Ask): boolean {
  return indicator === null && topic === ''
}

function filled(ask: Ask, previous: Ask): Ask {
  const thing = namesNothing(ask) ? { indicator: previous.indicator, topic: previous.topic } : {}
  const measure = ask.unit === null && !ask.wantsAmount ? (ask.measure ?? previous.measure) : ask.measure
  return {
    ...ask,
    ...thing,
    measure,
    place: ask.place ?? previous.place,
    period: ask.period ?? previous.period,
  }
}

function assumedFor(ask: Ask, previous: Ask): Assumed[] {
  const assumed: Assumed[] = []
  const take = (slot: Assumed['slot'], text: string | undefined) => {
    if (text !== undefined && text !== '') assumed.push({ slot, text, why: FROM_BEFORE })
  }
  if (namesNothing(ask)) take('indicator', previous.indicator?.text ?? previous.topic)
  if (ask.place === null) take('place', placeText(previous.place))
  if (ask.period === null) take('period', previous.period?.text)
  return assumed
}

function placeText(place: AskedPlace | null): string | undefined {
  return place?.text
}
