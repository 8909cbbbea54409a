import type { Ask, Question } from '../retrieval/question.ts'
import type { Frame } from './agreement.ts'
import type { Candidate } from './candidate.ts'
import { candidatesNear } from './candidates.ts'
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
  const frame: Frame = { lexicon, today: index.newestDate() }
  return (ask, candidates, before) => {
    const support = createSupport(wordsOf(ask, question))
    const weighed = candidates.map((candidate) => weigh(ask, candidate, { frame, support }))
    return { ask, weighed, choice: choose(ask, weighed, before) }
  }
}

/** What the asks of a question are considered with. */
interface Considering {
  readonly source: Source
  readonly consider: Consider
  readonly candidates: readonly Candidate[]
}

/** All asks of a question, each after the one before it. */
export function considerAll({ asks }: Question, considering: Considering): Outcome[] {
  const outcomes: Outcome[] = []
  for (const ask of asks) {
    const before = outcomes.at(-1)
    const isLost = before !== undefined && before.choice === undefined && leansOnSubject(ask)
    outcomes.push(isLost ? considering.consider(ask, []) : considerWidely(ask, considering, before?.choice?.facts[0]))
  }
  return outcomes
}

/** 总投资多少 behind 央企项目多少项: of those projects; another's investment is no answer where they are not told of. */
function leansOnSubject({ indicator, topic }: Ask): boolean {
  return indicator !== null && topic === '' && LEANING.test(indicator.text)
}

const LEANING = /^(?:项目)?总?(?:投资额?|金额|规模|面积|产值|产量|人数|协议额|合同额)$/u

/** Where nothing fits, a refusal names what there is instead, and candidates of a large index were chosen for fitting. */
function considerWidely(ask: Ask, { source, consider, candidates }: Considering, before: Fact | undefined): Outcome {
  const outcome = consider(ask, candidates, before)
  if (outcome.choice !== undefined) return outcome
  const near = consider(ask, candidatesNear(source, ask, candidates), before)
  return { ...near, weighed: [...outcome.weighed, ...near.weighed] }
}

function wordsOf(ask: Ask, { text, wording }: Question): AskedWords {
  const rest = qualifierOf(ask)
  return { rest, whole: `${ask.indicator?.text ?? ''} ${rest}`, question: `${text} ${wording}` }
}
