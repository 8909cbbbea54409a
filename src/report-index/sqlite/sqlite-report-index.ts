import { dot } from '../../embedding/similarity.ts'
import type { DocumentFacts, IndexedObservation, IndexStatus, Passage, ReportIndex, ScoredRow } from '../report-index.ts'
import type { Database } from './database.ts'
import { toDocumentFacts, toPassage, toVector } from './rows.ts'
import type { PassageRow } from './rows.ts'

/** Finds vectors by label; how, the index does not care (graph or one by one). */
export interface VectorSearch {
  readonly isGraph: boolean
  search(vector: Float32Array, topK: number): readonly { readonly label: number; readonly score: number }[]
}

interface Parts {
  readonly database: Database
  /** Undefined when vectors do not serve; then `vectorsMissing` says why. */
  readonly vectors: VectorSearch | undefined
  readonly vectorsMissing: string | null
}

const PASSAGE = `
  SELECT paragraph.row, paragraph.id, paragraph.kind, paragraph.number, paragraph.page, paragraph.repaired,
    paragraph.path, paragraph.text, article.facts AS article, report.facts AS document
  FROM paragraph JOIN article ON article.row = paragraph.article JOIN report ON report.row = article.report`

/** More tokens than these, the rarest, find nothing new and take time: PERFORMANCE, 100,000 paragraphs, 500 questions. */
const RAREST_TOKENS = 12

/** The serving generation of an index file. All look-ups must run inside one read transaction of `database`. */
export function createSqliteReportIndex({ database, vectors, vectorsMissing }: Parts): ReportIndex {
  const index: ReportIndex = {
    status: () => readStatus(database, vectors, vectorsMissing),
    documents: () => readDocuments(database),
    passage: (row) => readPassage(database, 'WHERE paragraph.row = ?', [row]),
    passageById: (paragraphId, documentId) =>
      (documentId === undefined
        ? undefined
        : readPassage(database, 'WHERE paragraph.id = ? AND report.id = ?', [paragraphId, documentId])) ??
      readPassage(database, 'WHERE paragraph.id = ? ORDER BY paragraph.row', [paragraphId]),
    neighbour: (row, step) => readPassage(database, NEIGHBOUR[step], [row, row]),
    observationsOf: (rows) => readObservations(database, OBSERVATIONS_OF, rows),
    observationsAbout: (indicators) => readObservations(database, OBSERVATIONS_ABOUT, indicators),
    indicators: () => database.prepare<[], { canonical: string; count: number }>(INDICATORS).all(),
    byWords: (tokens, limit) => searchWords(database, rarestFirst(tokens, index.frequencies(tokens)), limit),
    frequencies: (tokens) => readFrequencies(database, tokens),
    byVector: (vector, limit) => (vectors === undefined ? [] : searchVectors(database, vectors.search(vector, limit))),
    cosines: (vector, rows) => (vectors === undefined ? new Map() : readCosines(database, vector, rows)),
  }
  return index
}

const NEIGHBOUR = {
  [-1]: `WHERE paragraph.row < ? AND paragraph.kind <> 'heading'
    AND paragraph.article = (SELECT article FROM paragraph WHERE row = ?) ORDER BY paragraph.row DESC`,
  1: `WHERE paragraph.row > ? AND paragraph.kind <> 'heading'
    AND paragraph.article = (SELECT article FROM paragraph WHERE row = ?) ORDER BY paragraph.row`,
} as const

const OBSERVATIONS_OF = `SELECT row, paragraph, value FROM observation
  WHERE paragraph IN (SELECT value FROM json_each(?)) ORDER BY row`

const OBSERVATIONS_ABOUT = `SELECT row, paragraph, value FROM observation
  WHERE row IN (SELECT observation FROM observation_indicator WHERE indicator IN (SELECT value FROM json_each(?)))
  ORDER BY row`

const INDICATORS = `SELECT indicator AS canonical, count(*) AS count FROM observation_indicator
  GROUP BY indicator ORDER BY count DESC, indicator`

function readPassage(database: Database, where: string, values: readonly (string | number)[]): Passage | undefined {
  const row = database.prepare<(string | number)[], PassageRow>(`${PASSAGE} ${where} LIMIT 1`).get(...values)
  return row === undefined ? undefined : toPassage(row)
}

function readDocuments(database: Database): DocumentFacts[] {
  const rows = database.prepare<[], { facts: string }>('SELECT facts FROM report ORDER BY file').all()
  return rows.map(({ facts }) => toDocumentFacts(facts))
}

function readObservations(database: Database, query: string, of: readonly (string | number)[]): IndexedObservation[] {
  const rows = database
    .prepare<[string], { row: number; paragraph: number; value: string }>(query)
    .all(JSON.stringify(of))
  return rows.map(({ row, paragraph, value }) => ({ row, passage: paragraph, observation: JSON.parse(value) }))
}

function readFrequencies(database: Database, tokens: readonly string[]): Map<string, number> {
  const rows = database
    .prepare<[string], { term: string; doc: number }>(
      'SELECT term, doc FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify([...new Set(tokens)]))
  return new Map(rows.map(({ term, doc }) => [term, doc]))
}

function rarestFirst(tokens: readonly string[], frequencies: ReadonlyMap<string, number>): string[] {
  const known = [...new Set(tokens)].filter((token) => frequencies.has(token))
  return known.toSorted((a, b) => (frequencies.get(a) ?? 0) - (frequencies.get(b) ?? 0)).slice(0, RAREST_TOKENS)
}

function searchWords(database: Database, tokens: readonly string[], limit: number): ScoredRow[] {
  if (tokens.length === 0) return []
  const match = tokens.map((token) => `"${token}"`).join(' OR ')
  return database
    .prepare<[string, number], ScoredRow>(
      'SELECT rowid AS row, -bm25(words) AS score FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT ?',
    )
    .all(match, limit)
}

function searchVectors(database: Database, found: ReturnType<VectorSearch['search']>): ScoredRow[] {
  const holders = database.prepare<[number], { paragraph: number }>(
    'SELECT paragraph FROM paragraph_vector WHERE label = ?',
  )
  const best = new Map<number, number>()
  for (const { label, score } of found) {
    for (const { paragraph } of holders.all(label)) best.set(paragraph, Math.max(score, best.get(paragraph) ?? -1))
  }
  return [...best].map(([row, score]) => ({ row, score }))
}

function readCosines(database: Database, vector: Float32Array, rows: readonly number[]): Map<number, number> {
  const windows = database
    .prepare<[string], { paragraph: number; value: Buffer }>(
      `SELECT paragraph, value FROM paragraph_vector JOIN vector USING (label)
       WHERE paragraph IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(rows))
  const best = new Map<number, number>()
  for (const { paragraph, value } of windows) {
    best.set(paragraph, Math.max(dot(vector, toVector(value)), best.get(paragraph) ?? -1))
  }
  return best
}

function readStatus(
  database: Database,
  vectors: VectorSearch | undefined,
  vectorsMissing: string | null,
): IndexStatus {
  const counts = database
    .prepare<[], { generation: number; builtAt: string; documents: number; paragraphs: number; observations: number }>(
      `SELECT generation, built_at AS builtAt, (SELECT count(*) FROM report) AS documents,
        (SELECT count(*) FROM paragraph) AS paragraphs, (SELECT count(*) FROM observation) AS observations
       FROM serving`,
    )
    .get()
  const none = { generation: 0, builtAt: '', documents: 0, paragraphs: 0, observations: 0 }
  return { ...(counts ?? none), vectorsMissing, graph: vectors?.isGraph ?? false }
}
