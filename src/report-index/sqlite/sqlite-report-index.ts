import type { DocumentFacts, IndexStatus, ReportIndex, ReportSize, ScoredRow } from '../report-index.ts'
import { newestDateOf } from '../newest-date.ts'
import type { Database } from './database.ts'
import { cosineOfHalves } from './half-floats.ts'
import { createObservationRows } from './observation-rows.ts'
import { readOwner } from './owner.ts'
import { createPassageRows } from './passage-rows.ts'
import { readStored } from './rows.ts'
import type { Serving } from './serving.ts'
import { createWordSearch } from './word-search.ts'

/** Finds vectors by label; how, the index does not care (graph or one by one). */
export interface VectorSearch {
  readonly isGraph: boolean
  search(vector: Float32Array, topK: number): readonly { readonly label: number; readonly score: number }[]
}

/** Vectors that serve, or the sentence that says why none do. */
export type Vectors =
  /** Called once, at the first need: a reader that asks no vectors (the chat's own) never holds the graph. */
  { readonly load: () => VectorSearch; readonly missing: null } | { readonly load: undefined; readonly missing: string }

type Parts = Vectors & {
  readonly database: Database
  readonly serving: Serving
}

/**
 * One generation of an index file. All look-ups must run inside one read transaction of `database`, and none after
 * another generation serves.
 */
export function createSqliteReportIndex({ database, serving, load, missing }: Parts): ReportIndex {
  const find = prepareLookUps(database)
  const rows = createPassageRows(database)
  const observations = createObservationRows(database)
  const words = createWordSearch(database)
  const vectors = once(() => load?.())
  const status = once(() =>
    readStatus(database, serving, { vectorsMissing: missing, graph: vectors()?.isGraph ?? false }),
  )
  const documents = once(() => find.documents.all().map(toDocumentFacts))
  const indicators = once(() => find.indicators.all())
  const newestDate = once(() => newestDateOf(documents()))

  return {
    status,
    reportsDir: () => readOwner(database) ?? '',
    documents,
    newestDate,
    sizeOf: (file) => find.size.get(file) ?? { paragraphs: 0, figures: 0 },
    rowsOf: (files) => find.rowsOf.all(JSON.stringify(files)),
    passage: (row) => rows.passages([row])[0],
    passages: rows.passages,
    passageById: (paragraphId, documentId = '') => rows.byId(paragraphId, documentId),
    neighbour: rows.neighbour,
    position: rows.position,
    observationsOf: observations.of,
    observationsAbout: observations.about,
    indicators,
    byWords: words.search,
    frequencies: words.frequencies,
    tokensHeld: rows.held,
    byVector: (vector, limit) => withRows(vectors()?.search(vector, limit) ?? [], find),
    cosines: (vector, of) =>
      load === undefined ? new Map() : bestCosines(vector, find.windows.all(JSON.stringify(of))),
  }
}

const SIZE = `
  SELECT count(*) AS paragraphs,
    coalesce(sum((SELECT count(*) FROM observation WHERE observation.paragraph = paragraph.row)), 0) AS figures
  FROM report JOIN article ON article.report = report.row JOIN paragraph ON paragraph.article = article.row
  WHERE report.file = ? AND paragraph.kind <> 'heading'`

type LookUps = ReturnType<typeof prepareLookUps>

/** Prepared once a generation: preparing takes longer than most of the look-ups. Lists come in as JSON arrays. */
function prepareLookUps(database: Database) {
  return {
    documents: database.prepare<[], string>('SELECT facts FROM report ORDER BY file').pluck(),
    rowsOf: database
      .prepare<[string], number>(
        `SELECT paragraph.row FROM report JOIN article ON article.report = report.row
         JOIN paragraph ON paragraph.article = article.row WHERE report.file IN (SELECT value FROM json_each(?))`,
      )
      .pluck(),
    size: database.prepare<[string], ReportSize>(SIZE),
    indicators: database.prepare<[], { canonical: string; count: number }>(
      `SELECT canonical, count(*) AS count FROM observation_indicator JOIN indicator ON indicator.row = indicator
       GROUP BY indicator ORDER BY count DESC, canonical`,
    ),
    holders: database.prepare<[number], number>('SELECT paragraph FROM paragraph_vector WHERE label = ?').pluck(),
    windows: database.prepare<[string], WindowRow>(
      `SELECT paragraph, value FROM paragraph_vector JOIN vector USING (label)
       WHERE paragraph IN (SELECT value FROM json_each(?))`,
    ),
  }
}

interface WindowRow {
  readonly paragraph: number
  readonly value: Buffer
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function toDocumentFacts(json: string): DocumentFacts {
  return readStored(() => JSON.parse(json))
}

/** From vectors to the passages that hold them, each with its best score. */
function withRows(found: ReturnType<VectorSearch['search']>, { holders }: LookUps): ScoredRow[] {
  const best = new Map<number, number>()
  for (const { label, score } of found) {
    for (const row of holders.all(label)) best.set(row, Math.max(score, best.get(row) ?? -1))
  }
  return [...best].map(([row, score]) => ({ row, score }))
}

function bestCosines(vector: Float32Array, windows: readonly WindowRow[]): Map<number, number> {
  const best = new Map<number, number>()
  for (const { paragraph, value } of windows) {
    best.set(paragraph, Math.max(cosineOfHalves(vector, value), best.get(paragraph) ?? -1))
  }
  return best
}

type VectorStatus = Pick<IndexStatus, 'vectorsMissing' | 'graph'>

function readStatus(database: Database, { generation, builtAt, model }: Serving, vectors: VectorStatus): IndexStatus {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const counts = { documents: count('report'), paragraphs: count('paragraph'), observations: count('observation') }
  return { generation, builtAt, model, ...counts, ...vectors }
}
