import { dot } from '../../embedding/similarity.ts'
import type {
  DocumentFacts,
  IndexedObservation,
  IndexStatus,
  Passage,
  ReportIndex,
  ScoredRow,
} from '../report-index.ts'
import type { Database } from './database.ts'
import { readOwner } from './owner.ts'
import { readStored, toPassage, toVector } from './rows.ts'
import type { PassageRow } from './rows.ts'
import type { Serving } from './serving.ts'

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
 * The rarest tokens alone are searched, since common ones take most of the time: with five, rescored by the whole question,
 * the right paragraph was among the first ten for all of 500 questions on 100,000 paragraphs. More, for longer questions.
 */
const RAREST_TOKENS = 12

/**
 * One generation of an index file. All look-ups must run inside one read transaction of `database`, and none after
 * another generation serves.
 */
export function createSqliteReportIndex({ database, serving, load, missing }: Parts): ReportIndex {
  const find = prepareLookUps(database)
  let loaded: VectorSearch | undefined
  const vectors = () => (loaded ??= load?.())
  let status: IndexStatus | undefined
  let documents: readonly DocumentFacts[] | undefined

  const index: ReportIndex = {
    status() {
      status ??= readStatus(database, serving, { vectorsMissing: missing, graph: vectors()?.isGraph ?? false })
      return status
    },
    reportsDir: () => readOwner(database) ?? '',
    documents() {
      documents ??= find.documents.all().map(toDocumentFacts)
      return documents
    },
    passage: (row) => passageFrom(find.byRow.get(row)),
    passageById: (paragraphId, documentId = '') =>
      passageFrom(find.byIds.get(paragraphId, documentId) ?? find.byId.get(paragraphId)),
    neighbour: (row, step) => passageFrom(find.neighbour[step].get(row, row)),
    position: (row) => find.position.get(row, row) ?? { number: 0, total: 0 },
    observationsOf: (rows) => find.observationsOf.all(JSON.stringify(rows)).map(toObservation),
    observationsAbout: (indicators) => find.observationsAbout.all(JSON.stringify(indicators)).map(toObservation),
    indicators: () => find.indicators.all(),
    byWords(tokens, limit) {
      const rarest = rarestFirst(tokens, index.frequencies(tokens)).slice(0, RAREST_TOKENS)
      return rarest.length === 0 ? [] : find.byWords.all(rarest.map((token) => `"${token}"`).join(' OR '), limit)
    },
    frequencies(tokens) {
      const rows = find.frequencies.all(JSON.stringify([...new Set(tokens)]))
      return new Map(rows.map(({ term, passages }) => [term, passages]))
    },
    byVector: (vector, limit) => withRows(vectors()?.search(vector, limit) ?? [], find),
    cosines: (vector, rows) =>
      load === undefined ? new Map() : bestCosines(vector, find.windows.all(JSON.stringify(rows))),
  }
  return index
}

const PASSAGE = `
  SELECT paragraph.row, paragraph.id, paragraph.kind, paragraph.number, paragraph.page, paragraph.repaired,
    paragraph.path, paragraph.text, article.facts AS article, report.facts AS document
  FROM paragraph JOIN article ON article.row = paragraph.article JOIN report ON report.row = article.report`

interface ObservationRow {
  readonly row: number
  readonly passage: number
  readonly value: string
}

type LookUps = ReturnType<typeof prepareLookUps>

/** Prepared once a generation: preparing takes longer than most of the look-ups. Lists come in as JSON arrays. */
function prepareLookUps(database: Database) {
  const passage = (where: string) => database.prepare<(string | number)[], PassageRow>(`${PASSAGE} ${where} LIMIT 1`)
  const observations = (where: string) =>
    database.prepare<[string], ObservationRow>(
      `SELECT row, paragraph AS passage, value FROM observation WHERE ${where} ORDER BY row`,
    )
  const sameArticle = `paragraph.kind <> 'heading' AND paragraph.article = (SELECT article FROM paragraph WHERE row = ?)`

  return {
    documents: database.prepare<[], string>('SELECT facts FROM report ORDER BY file').pluck(),
    byRow: passage('WHERE paragraph.row = ?'),
    byId: passage('WHERE paragraph.id = ? ORDER BY paragraph.row'),
    byIds: passage('WHERE paragraph.id = ? AND report.id = ? ORDER BY paragraph.row'),
    neighbour: {
      [-1]: passage(`WHERE paragraph.row < ? AND ${sameArticle} ORDER BY paragraph.row DESC`),
      1: passage(`WHERE paragraph.row > ? AND ${sameArticle} ORDER BY paragraph.row`),
    },
    position: database.prepare<[number, number], { number: number; total: number }>(
      `SELECT count(*) AS total, count(*) FILTER (WHERE other.row <= ?) AS number
       FROM paragraph AS one JOIN paragraph AS other USING (article, kind) WHERE one.row = ?`,
    ),
    observationsOf: observations('paragraph IN (SELECT value FROM json_each(?))'),
    observationsAbout: observations(`row IN (SELECT observation FROM observation_indicator
      WHERE indicator IN (SELECT value FROM json_each(?)))`),
    indicators: database.prepare<[], { canonical: string; count: number }>(
      `SELECT indicator AS canonical, count(*) AS count FROM observation_indicator
       GROUP BY indicator ORDER BY count DESC, indicator`,
    ),
    byWords: database.prepare<[string, number], ScoredRow>(
      'SELECT rowid AS row, -bm25(words) AS score FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?',
    ),
    frequencies: database.prepare<[string], { term: string; passages: number }>(
      'SELECT term, doc AS passages FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))',
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

function passageFrom(row: PassageRow | undefined): Passage | undefined {
  return row && toPassage(row)
}

function toObservation({ row, passage, value }: ObservationRow): IndexedObservation {
  return { row, passage, observation: readStored(() => JSON.parse(value)) }
}

function toDocumentFacts(json: string): DocumentFacts {
  return readStored(() => JSON.parse(json))
}

/** Tokens that no passage holds are left out. */
function rarestFirst(tokens: readonly string[], frequencies: ReadonlyMap<string, number>): string[] {
  const known = [...new Set(tokens)].filter((token) => frequencies.has(token))
  return known.toSorted((a, b) => (frequencies.get(a) ?? 0) - (frequencies.get(b) ?? 0))
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
    best.set(paragraph, Math.max(dot(vector, toVector(value)), best.get(paragraph) ?? -1))
  }
  return best
}

type VectorStatus = Pick<IndexStatus, 'vectorsMissing' | 'graph'>

function readStatus(database: Database, { generation, builtAt, model }: Serving, vectors: VectorStatus): IndexStatus {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const counts = { documents: count('report'), paragraphs: count('paragraph'), observations: count('observation') }
  return { generation, builtAt, model, ...counts, ...vectors }
}
