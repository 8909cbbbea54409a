import type { Lexicon } from '../lexicon/lexicon.ts'
import type { IndexedObservation, Passage, ReportIndex } from '../report-index/report-index.ts'
import type { Ask, Question } from '../retrieval/question.ts'
import { rankPassages } from '../retrieval/rank-passages.ts'
import type { Frame } from './agreement.ts'
import type { Answer, Assumed, Missing, Reason } from './answer.ts'
import type { Candidate } from './candidate.ts'
import { choose } from './choose.ts'
import type { Choice } from './choose.ts'
import type { Explanation } from './explain.ts'
import { qualifierOf } from './indicator-match.ts'
import { factsOf } from './facts.ts'
import { refuse } from './refuse.ts'
import type { Refusal } from './refuse.ts'
import { showFacts } from './show.ts'
import { smallTalkFor } from './small-talk.ts'
import { createSupport } from './support.ts'
import type { AskedWords } from './support.ts'
import { weigh } from './weigh.ts'
import type { Weighed } from './weigh.ts'

interface Source {
  readonly index: ReportIndex
  readonly lexicon: Lexicon
}

interface Understood {
  readonly question: Question
  readonly assumed: readonly Assumed[]
  /** The question's vector; undefined without a model. */
  readonly vector: Float32Array | undefined
}

/** Passages whose figures are looked at: of 376 questions on city reports 95 % had the right one among the first 10. */
const PASSAGES = 20

/** Answers a question out of one generation of the index. */
export function answerQuestion(source: Source, understood: Understood): Answer {
  const reply = smallTalkFor(understood.question.text)
  if (reply !== undefined) return { kind: 'reply', text: reply }
  return combine(outcomesFor(source, understood), understood.assumed)
}

/** What `answerQuestion` goes through to its answer. */
export function explainQuestion(source: Source, understood: Understood): Explanation {
  const { question } = understood
  return { question, candidates: outcomesFor(source, understood).flatMap(explain) }
}

function outcomesFor(source: Source, { question, vector }: Understood): Outcome[] {
  const found = candidatesFor(source, question, vector)
  const frame: Frame = { lexicon: source.lexicon, today: newestDate(source.index) }
  const outcomes: Outcome[] = []
  for (const ask of question.asks) {
    const support = createSupport(wordsOf(ask, question))
    const weighed = found.map((candidate) => weigh(ask, candidate, { frame, support }))
    outcomes.push({ ask, weighed, choice: choose(ask, weighed, outcomes.at(-1)?.choice?.facts[0]) })
  }
  return outcomes
}

function wordsOf(ask: Ask, { text, wording }: Question): AskedWords {
  const rest = qualifierOf(ask)
  return { rest, whole: `${ask.indicator?.text ?? ''} ${rest}`, question: `${text} ${wording}` }
}

/** The union of what the asked indicators' observations and the nearest passages hold. */
function candidatesFor({ index }: Source, question: Question, vector: Float32Array | undefined): Candidate[] {
  const hits = rankPassages(index, question.wording, vector).slice(0, PASSAGES)
  const scores = new Map(hits.map(({ passage, score }) => [passage.row, score]))
  const passages = new Map<number, Passage | undefined>(hits.map(({ passage }) => [passage.row, passage]))
  const named = question.asks.flatMap(({ indicator }) => (indicator === null ? [] : [indicator.canonical]))
  const observations = new Map<number, IndexedObservation>()
  for (const one of [...index.observationsAbout(named), ...index.observationsOf([...scores.keys()])]) {
    observations.set(one.row, one)
  }
  return [...observations.values()].flatMap(({ row, passage: passageRow, observation }) => {
    if (!passages.has(passageRow)) passages.set(passageRow, index.passage(passageRow))
    const passage = passages.get(passageRow)
    return passage === undefined ? [] : [{ row, observation, passage, score: scores.get(passageRow) ?? 0 }]
  })
}

function newestDate(index: ReportIndex): string | null {
  const dates = index.documents().flatMap(({ date, period }) => date ?? period?.to ?? [])
  return dates.toSorted().at(-1) ?? null
}

interface Outcome {
  readonly ask: Ask
  readonly weighed: readonly Weighed[]
  readonly choice: Choice | undefined
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
