import type { Observation } from '../observation/observation.ts'
import type { Passage, ReportIndex } from '../report-index/report-index.ts'
import { tokensOf } from '../report-index/tokens.ts'
import { contextHeader } from '../report-index/context-header.ts'
import type { Span } from '../span.ts'
import { sentenceAround } from './quote.ts'

/** How much of the question's own words stand around a figure: shares from 0 to 1, rare words weighing more. */
export interface Support {
  /** In the indicator's words. */
  readonly indicator: number
  /** In the figure's clause, the indicator's words included. */
  readonly clause: number
  /** In the figure's sentence, headings and titles included. */
  readonly sentence: number
}

/** Weighs the words of one ask. */
export type MeasureSupport = (observation: Observation, passage: Passage) => Support

const FULL: Support = { indicator: 1, clause: 1, sentence: 1 }

/** Support for `words`; full for none. Words that no passage holds weigh most, so that what is unknown is missed. */
export function createSupport(index: ReportIndex, words: string): MeasureSupport {
  const tokens = [...new Set(tokensOf(words))]
  if (tokens.length === 0) return () => FULL
  const total = index.status().paragraphs
  const frequencies = index.frequencies(tokens)
  const weights = tokens.map((token) => {
    const frequency = frequencies.get(token) ?? 0
    return { token, weight: Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)) }
  })
  const all = weights.reduce((sum, { weight }) => sum + weight, 0)
  const share = (text: string) => {
    const held = new Set(tokensOf(text))
    return weights.reduce((sum, { token, weight }) => sum + (held.has(token) ? weight : 0), 0) / all
  }

  return (observation, passage) => {
    const indicator = observation.indicators.map(({ text }) => text).join(' ')
    const sentence = sentenceAround(passage.text, observation)
    const clause = clauseAround(passage.text, observation, sentence)
    const header = contextHeader(passage.document, passage.article, passage.path)
    return {
      indicator: share(indicator),
      clause: share(`${indicator} ${passage.text.slice(clause.start, clause.end)}`),
      sentence: share(`${header} ${indicator} ${passage.text.slice(sentence.start, sentence.end)}`),
    }
  }
}

/** From the comma before a figure to the comma after it. */
function clauseAround(text: string, figure: Span, sentence: Span): Span {
  const before = text.slice(sentence.start, figure.start)
  const after = text.slice(figure.end, sentence.end)
  const start = Math.max(...[...'，；。：,;'].map((mark) => before.lastIndexOf(mark))) + 1
  const ends = [...'，；。,;'].map((mark) => after.indexOf(mark)).filter((at) => at >= 0)
  return { start: sentence.start + start, end: figure.end + Math.min(after.length, ...ends) }
}
