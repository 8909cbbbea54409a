import type { Question } from '../retrieval/question.ts'
import type { Agreements } from './agreement.ts'

/** How an answer came about: what was understood, what was looked at, and what ruled it out. */
export interface Explanation {
  readonly question: Question
  readonly candidates: readonly {
    readonly ask: number
    readonly figure: string
    readonly indicators: readonly string[]
    readonly place: string | null
    readonly period: string | null
    readonly measure: string
    readonly agreements: Agreements
    readonly support: number
    readonly file: string
  }[]
}
