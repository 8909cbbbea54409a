import type { IndexStatus } from '../report-index/report-index.ts'
import type { Hit } from '../retrieval/rank-passages.ts'
import type { Answer } from './answer.ts'
import type { Explanation } from './explain.ts'

/** What a follow-up question takes its missing parts from; plain data, as JSON. */
export type Previous = string

/** An answer, and what the next one may lean on. */
export interface Answered {
  readonly answer: Answer
  /** What the next question of the same conversation takes its missing parts from. */
  readonly previous: Previous | undefined
}

/** Which reports may answer: those of these collections, or all of them. */
export type Collections = readonly string[] | undefined

/** Answers questions out of the newest generation of the index. */
export interface Answerer {
  /** @throws {IndexError} when nothing was indexed yet or the index is damaged. */
  answer(question: string, previous?: Previous, collections?: Collections): Promise<Answered>
  /** How `answer` comes about: what was understood, what was looked at, what ruled it out. */
  explain(question: string, previous?: Previous, collections?: Collections): Promise<Explanation>
  /** Passages nearest to the question, best first. */
  search(question: string, topK: number): Promise<Hit[]>
  /** How the index is searched where it is searched; undefined before the first indexing. */
  status(): Promise<IndexStatus | undefined>
  close(): Promise<void>
}
