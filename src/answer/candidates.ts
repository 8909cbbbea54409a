import type { Lexicon } from '../lexicon/lexicon.ts'
import type { IndexedObservation, Passage, ReportIndex } from '../report-index/report-index.ts'
import type { Ask, Question } from '../retrieval/question.ts'
import { rankPassages } from '../retrieval/rank-passages.ts'
import type { Assumed } from './answer.ts'
import type { Candidate } from './candidate.ts'
import { likelyFor } from './likely.ts'

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

/**
 * Figures of one indicator that are looked at. Fifty city reports have some two hundred of the commonest, five thousand have
 * tens of thousands, of which the slots of the question leave a handful. With 100 and with 300 the answers to 564 questions
 * on fifty reports were the same.
 */
const FIGURES = 100
/** Figures that only show what there is instead. */
const NEAREST_FIGURES = 50

/** The union of what the asked indicators' observations and the nearest passages hold. */
export function candidatesFor(source: Source, { question, vector }: Understood): Candidate[] {
  const { index } = source
  const hits = rankPassages(index, { question: question.wording, vector, topK: PASSAGES })
  const asks = [...question.asks, ...(question.comparison?.asks ?? [])]
  const named = inOrder(asks.flatMap((ask) => figuresAbout(source, ask, canonicalsOf(ask))))
  const found = once([...named, ...index.observationsOf(hits.map(({ passage }) => passage.row))])
  const passages = new Map(hits.map(({ passage }) => [passage.row, passage]))
  const scores = new Map(hits.map(({ passage, score }) => [passage.row, score]))
  return withPassages(index, found, { passages, scores })
}

/** The figures of the named indicators, wherever they stand; where they are many, those that the ask may mean. */
export function candidatesAbout(source: Source, ask: Ask, canonicals: readonly string[]): Candidate[] {
  return withPassages(source.index, inOrder(figuresAbout(source, ask, canonicals)), NOTHING_FOUND)
}

/** What comes nearest to an ask that none of `candidates` answers: figures of its indicator at another place or time. */
export function candidatesNear(source: Source, ask: Ask, candidates: readonly Candidate[]): Candidate[] {
  const { index } = source
  const { places, dates } = likelyFor(ask, source)
  const likelies = [places && { places }, dates && { dates }, {}].filter((likely) => likely !== undefined)
  const near = likelies.flatMap((likely) =>
    index.observationsAbout(canonicalsOf(ask), { limit: NEAREST_FIGURES, likely }),
  )
  const known = new Set(candidates.map(({ row }) => row))
  return withPassages(index, inOrder(near.filter(({ row }) => !known.has(row))), NOTHING_FOUND)
}

/** The indicator that an ask names, as the look-ups take it; empty for none. */
export function canonicalsOf({ indicator }: Ask): string[] {
  return indicator === null ? [] : [indicator.canonical]
}

function figuresAbout(source: Source, ask: Ask, canonicals: readonly string[]): IndexedObservation[] {
  const likely = likelyFor(ask, source)
  return canonicals.flatMap((canonical) => source.index.observationsAbout([canonical], { limit: FIGURES, likely }))
}

/** Each once, in the order of the reports. */
function inOrder(observations: readonly IndexedObservation[]): IndexedObservation[] {
  return once(observations).toSorted((a, b) => a.row - b.row)
}

/** Each row once, in the order in which it comes first. */
export function once<T extends { readonly row: number }>(observations: readonly T[]): T[] {
  return [...new Map(observations.map((one) => [one.row, one])).values()]
}

/** The passages that were found for the question, and their scores. */
interface Found {
  readonly passages: ReadonlyMap<number, Passage>
  readonly scores: ReadonlyMap<number, number>
}

const NOTHING_FOUND: Found = { passages: new Map(), scores: new Map() }

function withPassages(index: ReportIndex, figures: readonly IndexedObservation[], found: Found): Candidate[] {
  const rows = new Set(figures.map(({ passage }) => passage).filter((row) => !found.passages.has(row)))
  const others = new Map(index.passages([...rows]).map((passage) => [passage.row, passage]))
  return figures.flatMap(({ row, passage: passageRow, observation }) => {
    const passage = found.passages.get(passageRow) ?? others.get(passageRow)
    const score = found.scores.get(passageRow) ?? 0
    return passage === undefined ? [] : [{ row, observation, passage, score }]
  })
}
