import type { Answer, Assumed, Missing, Reason } from './answer.ts'
import type { Source, Understood } from './candidates.ts'
import { candidatesFor } from './candidates.ts'
import type { Choice } from './choose.ts'
import type { Explanation } from './explain.ts'
import { factsOf } from './facts.ts'
import type { Outcome } from './outcome.ts'
import { considerAll, createConsider } from './outcome.ts'
import { refuse } from './refuse.ts'
import type { Refusal } from './refuse.ts'
import { settle } from './settle.ts'
import { showFacts } from './show.ts'
import { smallTalkFor } from './small-talk.ts'

/** Answers a question out of one generation of the index. */
export function answerQuestion(source: Source, understood: Understood): Answer {
  const { question, assumed } = understood
  const reply = smallTalkFor(question.text)
  if (reply !== undefined) return { kind: 'reply', text: reply }
  const candidates = candidatesFor(source, understood)
  const consider = createConsider(source, question)
  const outcomes = considerAll(question, { source, consider, candidates })
  const [only] = outcomes
  if (only === undefined || outcomes.length > 1) return combine(outcomes, assumed)
  const settled = settle(only, { source, consider, candidates })
  return settled.kind === 'doubtful'
    ? { kind: 'clarify', options: settled.options, assumed }
    : combine([settled.outcome], [...assumed, ...settled.assumed])
}

/** What `answerQuestion` goes through to its answer. */
export function explainQuestion(source: Source, understood: Understood): Explanation {
  const { question } = understood
  const consider = createConsider(source, question)
  const outcomes = considerAll(question, { source, consider, candidates: candidatesFor(source, understood) })
  return { question, candidates: outcomes.flatMap(explain) }
}

function combine(outcomes: readonly Outcome[], assumed: readonly Assumed[]): Answer {
  const answered = outcomes.filter((outcome): outcome is Outcome & { choice: Choice } => outcome.choice !== undefined)
  if (answered.length === 0) return notFound(outcomes, assumed)
  const choices = answered.map(({ choice }) => choice)
  const missing = outcomes.flatMap(({ ask, weighed, choice }) =>
    choice === undefined ? missingOf(refuse(ask, weighed)) : [],
  )
  const shown = showFacts(choices.flatMap(({ facts }) => facts))
  const everything = { ...shown, missing, assumed: [...assumed, ...choices.flatMap((choice) => choice.assumed)] }
  const open = choices.filter(({ facts }) => facts.length > 1)
  return open.length === 0
    ? { kind: 'quoted', ...everything }
    : { kind: 'choices', ...everything, differ: [...new Set(open.flatMap(({ differ }) => differ))] }
}

function notFound(outcomes: readonly Outcome[], assumed: readonly Assumed[]): Answer {
  const refusals = outcomes.map(({ ask, weighed }) => refuse(ask, weighed))
  const nearest = refusals.flatMap((refusal) => factsOf(refusal.nearest).slice(0, 1))
  return {
    kind: 'not-found',
    reasons: distinct(refusals.flatMap(({ reasons }) => reasons)),
    nearest: showFacts(nearest),
    assumed,
  }
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [`${reason.slot} ${reason.asked}`, reason])).values()]
}

function missingOf({ reasons }: Refusal): Missing[] {
  return reasons.slice(0, 1).map(({ asked, slot }) => ({ asked, slot }))
}

function explain({ weighed }: Outcome, ask: number): Explanation['candidates'] {
  return weighed.map(({ candidate: { observation, passage }, agreements, support }) => ({
    ask,
    figure: observation.text,
    indicators: observation.indicators.map(({ canonical }) => canonical),
    place: observation.place?.canonical ?? null,
    period: observation.period?.text ?? null,
    measure: observation.measure,
    agreements,
    support: Math.round((support.indicator + support.clause + support.sentence) * 100) / 100,
    file: passage.document.file,
  }))
}
