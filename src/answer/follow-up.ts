import type { Lexicon } from '../lexicon/lexicon.ts'
import { comparedAfter, filledFrom, namesAspect, namesNothing } from '../retrieval/lean.ts'
import type { Ask, Question } from '../retrieval/question.ts'
import type { Answer, Assumed, Option } from './answer.ts'
import type { Previous } from './answerer.ts'
import { optionMeant } from './pick-option.ts'

/** What of a question a later one can take over. */
interface Remembered {
  readonly asks: readonly Ask[]
  readonly isRefused: boolean
  /** What was asked back; empty for every other answer. */
  readonly options: readonly Option[]
  /** True where all that fit were wanted, for the option that is picked. */
  readonly wantsAll: boolean
}

/**
 * The question for the next turn to lean on, with what it took over itself, so that several turns in a row go on from
 * each other. A refused question is remembered too: 去年呢 after it means its indicator. Undefined after small talk.
 */
export function toPrevious(question: Question, answer: Answer): Previous | undefined {
  if (answer.kind === 'reply') return undefined
  const options = answer.kind === 'clarify' ? answer.options : []
  const remembered: Remembered = {
    asks: question.asks,
    isRefused: answer.kind === 'not-found',
    options,
    wantsAll: question.wantsAll,
  }
  return JSON.stringify(remembered)
}

/** The options of a question back, for one to be pressed; empty after any other answer. */
export function optionsOf(previous: Previous | undefined): readonly Option[] {
  return parsePrevious(previous)?.options ?? []
}

/** Reads back what `toPrevious` wrote. */
export function parsePrevious(previous: Previous | undefined): Remembered | undefined {
  if (previous === undefined) return undefined
  const remembered: Remembered = JSON.parse(previous)
  return remembered
}

const FROM_BEFORE = '上一问'

/** Words by which a question leans on the one before: 那工业增加值呢？ 还有外贸？ 该市增长多少？ 2023年同期？ */
const LEANS =
  /^(?:那(?!曲|坡|拉提)|还有(?!多少|几)|再(?:看|说|问|查)|换成|它|其(?!他|它|余|中)|该(?!国)|同样)|呢[？?。！!~～ ]*$|(?<=[年月季])同期(?![^？?。呢]*(?:相比|比较))/u

export interface WithPrevious {
  readonly question: Question
  readonly assumed: readonly Assumed[]
}

/** 契税增长多少 is a whole sentence, yet in a conversation of the place and time that were asked about. */
const SHORT = 14

/**
 * Fills the slots a question leaves open from the question before, where it leans on that: it says so (那…呢), names no
 * indicator and no other words of its own, or is short and names neither place nor time. Any other question takes over
 * nothing; nor does a short one after a refusal, so that it never sticks to the place that was refused. What was filled
 * is given back, to be shown and corrected.
 */
export function withPrevious(question: Question, previous: Remembered | undefined, lexicon: Lexicon): WithPrevious {
  const [first] = question.asks
  const before = previous?.asks[0]
  if (previous === undefined || before === undefined || first === undefined) return { question, assumed: [] }
  const picked = optionMeant(question.text, previous.options, lexicon)
  if (picked !== undefined) return { question: completed(question, previous, picked), assumed: [] }
  if (!leans(question, first, previous)) return { question, assumed: [] }
  // 去年呢 after a question for two things asks for both again.
  const befores = question.asks.every(isOpen) ? previous.asks : [before]
  const asks = distinct(question.asks.flatMap((ask) => befores.map((one) => filledFrom(ask, one, lexicon))))
  const wording = [...new Set(asks.map(({ text }) => text))].join(' ')
  const [filled] = asks
  const comparison = question.comparison ?? (filled ? comparedAfter(filled, before, lexicon) : null)
  return {
    question: { ...question, wording, asks, comparison },
    assumed: asks.slice(0, 1).flatMap((ask) => assumedFor(first, ask)),
  }
}

/** The question that was asked back about, read as the option says. */
function completed(question: Question, { asks, wantsAll }: Remembered, { slot, text, canonical }: Option): Question {
  const completedAsks = asks.map((ask) =>
    slot === 'place'
      ? { ...ask, place: { text, canonicals: [canonical] } }
      : { ...ask, indicator: { text, canonical }, topic: ask.indicator === null ? '' : ask.topic },
  )
  const wording = completedAsks.flatMap((ask) => [ask.place?.text ?? '', ask.text, text]).join(' ')
  return { ...question, wording, asks: completedAsks, wantsAll }
}

function leans(question: Question, first: Ask, { isRefused }: Remembered): boolean {
  if (LEANS.test(question.text.trim()) || namesNothing(first) || namesAspect(first)) return true
  return !isRefused && isShort(question) && first.place === null && first.period === null && isAsking(first)
}

/** A list of an indicator or a comparison is a whole request, however short. */
function isShort({ text, wantsAll, comparison }: Question): boolean {
  return text.length <= SHORT && !wantsAll && comparison?.isRequest !== true
}

/** True where a number is asked for: 讲个笑话 leans on nothing. */
function isAsking({ indicator, measure, unit, wantsAmount }: Ask): boolean {
  return indicator !== null || measure !== null || unit !== null || wantsAmount
}

/** True when neither thing nor measure is named. */
function isOpen(ask: Ask): boolean {
  return namesNothing(ask) && ask.measure === null && ask.unit === null
}

function distinct(asks: readonly Ask[]): Ask[] {
  return [...new Map(asks.map((ask) => [JSON.stringify(ask), ask])).values()]
}

function assumedFor(asked: Ask, filled: Ask): Assumed[] {
  const texts: readonly (readonly [Assumed['slot'], string | undefined])[] = [
    ['indicator', thingTaken(asked, filled)],
    ['place', asked.place === null ? filled.place?.text : undefined],
    ['period', asked.period?.text === filled.period?.text ? undefined : filled.period?.text],
  ]
  return texts.flatMap(([slot, text]) => (text === undefined || text === '' ? [] : [{ slot, text, why: FROM_BEFORE }]))
}

/** The indicator, or the words in its place, where they are not the question's own. */
function thingTaken(asked: Ask, filled: Ask): string | undefined {
  if (asked.indicator?.canonical !== filled.indicator?.canonical) return filled.indicator?.text
  return asked.topic === filled.topic ? undefined : filled.topic
}
