import type { Lexicon } from '../lexicon/lexicon.ts'
import type { IndexedObservation, Passage, ReportIndex } from '../report-index/report-index.ts'
import type { Question } from '../retrieval/question.ts'
import { rankPassages } from '../retrieval/rank-passages.ts'
import type { Assumed } from './answer.ts'
import type { Candidate } from './candidate.ts'

/** What answers are made from: one generation of the index, and the words of the field. */
export interface Source {
  readonly index: ReportIndex
  readonly lexicon: Lexicon
}

/** A question with what it took over from the conversation. */
export interface Understood {
  readonly question: Question
  readonly assumed: readonly Assumed[]
  /** The question's vector; undefined without a model. */
  readonly vector: Float32Array | undefined
}

/** Passages whose figures are looked at: of 376 questions on city reports 95 % had the right one among the first 10. */
const PASSAGES = 20

/** The union of what the asked indicators' observations and the nearest passages hold. */
export function candidatesFor({ index }: Source, { question, vector }: Understood): Candidate[] {
  const hits = rankPassages(index, question.wording, vector).slice(0, PASSAGES)
  const scores = new Map(hits.map(({ passage, score }) => [passage.row, score]))
  const known = new Map<number, Passage | undefined>(hits.map(({ passage }) => [passage.row, passage]))
  const named = question.asks.flatMap(({ indicator }) => (indicator === null ? [] : [indicator.canonical]))
  const observations = new Map<number, IndexedObservation>()
  for (const one of [...index.observationsAbout(named), ...index.observationsOf([...scores.keys()])]) {
    observations.set(one.row, one)
  }
  return withPassages(index, [...observations.values()], { known, scores })
}

/** All observations of the named indicators, wherever they stand. */
export function candidatesAbout(index: ReportIndex, canonicals: readonly string[]): Candidate[] {
  return withPassages(index, index.observationsAbout(canonicals), { known: new Map(), scores: new Map() })
}

interface Found {
  readonly known: Map<number, Passage | undefined>
  readonly scores: ReadonlyMap<number, number>
}

function withPassages(index: ReportIndex, found: readonly IndexedObservation[], { known, scores }: Found): Candidate[] {
  return found.flatMap(({ row, passage: passageRow, observation }) => {
    if (!known.has(passageRow)) known.set(passageRow, index.passage(passageRow))
    const passage = known.get(passageRow)
    return passage === undefined ? [] : [{ row, observation, passage, score: scores.get(passageRow) ?? 0 }]
  })
}
