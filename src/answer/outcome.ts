import type { ReportIndex } from '../report-index/report-index.ts'
import type { Ask, Question } from '../retrieval/question.ts'
import type { Frame } from './agreement.ts'
import type { Candidate } from './candidate.ts'
import type { Source } from './candidates.ts'
import { choose } from './choose.ts'
import type { Choice } from './choose.ts'
import type { Fact } from './facts.ts'
import { qualifierOf } from './indicator-match.ts'
import { createSupport } from './support.ts'
import type { AskedWords } from './support.ts'
import { weigh } from './weigh.ts'
import type { Weighed } from './weigh.ts'

/** What became of one ask: every figure that was held against it, and what was chosen; undefined where none fits. */
export interface Outcome {
  readonly ask: Ask
  readonly weighed: readonly Weighed[]
  readonly choice: Choice | undefined
}

/** Holds candidates against an ask; `before` is what answered the ask before it. */
export type Consider = (ask: Ask, candidates: readonly Candidate[], before?: Fact) => Outcome

/** Considers the asks of one question. */
export function createConsider({ index, lexicon }: Source, question: Question): Consider {
  const frame: Frame = { lexicon, today: newestDate(index) }
  return (ask, candidates, before) => {
    const support = createSupport(wordsOf(ask, question))
    const weighed = candidates.map((candidate) => weigh(ask, candidate, { frame, support }))
    return { ask, weighed, choice: choose(ask, weighed, before) }
  }
}

/** All asks of a question, each after the one before it. */
export function considerAll(consider: Consider, { asks }: Question, candidates: readonly Candidate[]): Outcome[] {
  const outcomes: Outcome[] = []
  for (const ask of asks) outcomes.push(consider(ask, candidates, outcomes.at(-1)?.choice?.facts[0]))
  return outcomes
}

function wordsOf(ask: Ask, { text, wording }: Question): AskedWords {
  const rest = qualifierOf(ask)
  return { rest, whole: `${ask.indicator?.text ?? ''} ${rest}`, question: `${text} ${wording}` }
}

function newestDate(index: ReportIndex): string | null {
  const dates = index.documents().flatMap(({ date, period }) => date ?? period?.to ?? [])
  return dates.toSorted().at(-1) ?? null
}
