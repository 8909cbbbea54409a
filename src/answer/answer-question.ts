import type { Ask } from '../retrieval/question.ts'
import type { Answer, Assumed, Missing, Reason, View } from './answer.ts'
import type { Source, Understood } from './candidates.ts'
import { candidatesAbout, candidatesFor, canonicalsOf, once } from './candidates.ts'
import { differingSlots } from './choose.ts'
import type { Choice } from './choose.ts'
import { compare } from './compare.ts'
import { withConversion } from './converting.ts'
import type { Explanation } from './explain.ts'
import { factsOf } from './facts.ts'
import { list } from './list.ts'
import type { Outcome } from './outcome.ts'
import { considerAll, createConsider } from './outcome.ts'
import { refuse } from './refuse.ts'
import type { Refusal } from './refuse.ts'
import { settle } from './settle.ts'
import type { Trying } from './settle.ts'
import { showFacts } from './show.ts'
import { smallTalkFor } from './small-talk.ts'

/** Answers a question out of one generation of the index. */
export function answerQuestion(source: Source, understood: Understood): Answer {
  const { question } = understood
  const reply = smallTalkFor(question.text)
  if (reply !== undefined) return { kind: 'reply', text: reply }
  return withConversion(answerFound(source, understood), question, source.lexicon)
}

function answerFound(source: Source, understood: Understood): Answer {
  const { question, assumed } = understood
  const candidates = candidatesFor(source, understood)
  const consider = createConsider(source, question)
  const outcomes = considerAll(question, { source, consider, candidates })
  const compared = compare(question, { consider, candidates, outcomes })
  if (compared !== undefined) return combine(compared, assumed, 'comparison')
  const [only] = outcomes
  if (only === undefined || outcomes.length > 1) return combine(outcomes, assumed)
  return answerOne(only, understood, { source, consider, candidates })
}

/** The answer to a question for one thing: a list of it, or the reading that the reports hold. */
function answerOne(outcome: Outcome, { question, assumed }: Understood, trying: Trying): Answer {
  const { source, consider, candidates } = trying
  const settled = settle(outcome, trying)
  if (settled.kind === 'doubtful') return { kind: 'clarify', options: settled.options, assumed }
  const lookWidely = (ask: Ask) =>
    consider(ask, once([...candidatesAbout(source, ask, canonicalsOf(ask)), ...candidates]))
  const listing = { question, lexicon: source.lexicon, consider: lookWidely }
  const listed = question.wantsAll ? list(settled.outcome, listing) : undefined
  return combine([listed ?? settled.outcome], [...assumed, ...settled.assumed])
}

/** What `answerQuestion` goes through to its answer. */
export function explainQuestion(source: Source, understood: Understood): Explanation {
  const { question } = understood
  const consider = createConsider(source, question)
  const outcomes = considerAll(question, { source, consider, candidates: candidatesFor(source, understood) })
  return { question, candidates: outcomes.flatMap(explain) }
}

function combine(outcomes: readonly Outcome[], assumed: readonly Assumed[], view?: View): Answer {
  const answered = outcomes.filter((outcome): outcome is Outcome & { choice: Choice } => outcome.choice !== undefined)
  if (answered.length === 0) return notFound(outcomes, assumed)
  const choices = answered.map(({ choice }) => choice)
  const missing = outcomes.flatMap(({ ask, weighed, choice }) =>
    choice === undefined ? missingOf(refuse(ask, weighed)) : [],
  )
  const facts = choices.flatMap((choice) => choice.facts)
  const everything = {
    ...showFacts(facts),
    missing,
    assumed: [...assumed, ...choices.flatMap((choice) => choice.assumed)],
  }
  const open = choices.filter((choice) => choice.facts.length > 1)
  const [first] = open
  if (first !== undefined) {
    const differ = [...new Set(open.flatMap((choice) => choice.differ))]
    const more = open.reduce((sum, choice) => sum + choice.more, 0)
    return { kind: 'choices', view: answered.length === 1 ? first.view : 'readings', ...everything, differ, more }
  }
  return view === 'comparison' && facts.length > 1
    ? { kind: 'choices', view, ...everything, differ: differingSlots(facts), more: 0 }
    : { kind: 'quoted', ...everything }
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
