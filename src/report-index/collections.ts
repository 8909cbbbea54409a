import { newestDateOf } from './newest-date.ts'
import type { DocumentFacts, OpenIndex, Passage, ReportIndex, ScoredRow } from './report-index.ts'

/** The folder right below the reports' folder that a report lies in; '' for a report that lies in none. */
function collectionOf({ file }: Pick<DocumentFacts, 'file'>): string {
  const end = file.indexOf('/')
  return end < 0 ? '' : file.slice(0, end)
}

/** The collections that there are, each once, in order; reports that lie in no folder are a collection of their own. */
export function collectionsOf(documents: readonly DocumentFacts[]): string[] {
  return [...new Set(documents.map(collectionOf))].toSorted()
}

/** An index of which only some collections are seen. */
export function openWithin(index: OpenIndex, collections: readonly string[]): OpenIndex {
  return {
    read: (use) => index.read((reading) => use(withinCollections(reading, collections))),
    close: () => index.close(),
  }
}

/** What was made for each generation, so that its rows are looked up once. It goes when the generation does. */
const made = new WeakMap<ReportIndex, Map<string, ReportIndex>>()

/** Sets of collections remembered for one generation: few groups have one of their own. */
const MAX_SETS = 16

/**
 * The part of an index that lies in these collections. It finds as if there were nothing else, but for the rarity of
 * words and the counts, which stay those of the whole index.
 */
export function withinCollections(index: ReportIndex, collections: readonly string[]): ReportIndex {
  const sets = made.get(index) ?? new Map<string, ReportIndex>()
  made.set(index, sets)
  const key = JSON.stringify(collections.toSorted())
  const known = sets.get(key)
  if (known !== undefined) return known
  if (sets.size >= MAX_SETS) sets.clear()
  const part = createPart(index, new Set(collections))
  sets.set(key, part)
  return part
}

function createPart(index: ReportIndex, collections: ReadonlySet<string>): ReportIndex {
  const documents = index.documents().filter((document) => collections.has(collectionOf(document)))
  const rows = new Set(index.rowsOf(documents.map(({ file }) => file)))
  const isIn = ({ row }: { readonly row: number }) => rows.has(row)
  const only = (passage: Passage | undefined) => (passage !== undefined && isIn(passage) ? passage : undefined)
  return {
    ...index,
    documents: () => documents,
    newestDate: () => newestDateOf(documents),
    passage: (row) => only(index.passage(row)),
    passages: (wanted) => index.passages(wanted.filter((row) => rows.has(row))),
    passageById: (paragraphId, documentId) => only(index.passageById(paragraphId, documentId)),
    observationsOf: (wanted) => index.observationsOf(wanted.filter((row) => rows.has(row))),
    observationsAbout: (indicators, options) => observationsWithin(index, rows, [indicators, options]),
    byWords: (tokens, limit) => firstWithin(isIn, limit, (count) => index.byWords(tokens, count)),
    byVector(vector, limit) {
      if (rows.size < LEAST_SHARE * index.status().paragraphs) return nearestOf(index, vector, { rows, limit })
      return firstWithin(isIn, limit, (count) => index.byVector(vector, count))
    },
  }
}

/** Below a tenth of the index, comparing all of the part takes less time than finding it among the rest. */
const LEAST_SHARE = 0.1

/** The figures that were left out by a limit may be those that lie in the part: then all are looked at. */
function observationsWithin(
  index: ReportIndex,
  rows: ReadonlySet<number>,
  [indicators, options = {}]: Parameters<ReportIndex['observationsAbout']>,
): ReturnType<ReportIndex['observationsAbout']> {
  const { limit = Infinity } = options
  const likely = index.observationsAbout(indicators, options)
  const all = likely.length < limit ? likely : index.observationsAbout(indicators)
  return all.filter(({ passage }) => rows.has(passage))
}

/** As many as asked for that lie in the part: more and more are looked at until there are enough, or no more. */
function firstWithin(
  isIn: (row: ScoredRow) => boolean,
  limit: number,
  search: (count: number) => ScoredRow[],
): ScoredRow[] {
  let found: ScoredRow[] = []
  for (let count = limit; ; count *= STEP) {
    const before = found.length
    found = search(count)
    const within = found.filter(isIn)
    if (within.length >= limit || (count > limit && found.length === before)) return within.slice(0, limit)
  }
}

const STEP = 4

interface Part {
  readonly rows: ReadonlySet<number>
  readonly limit: number
}

function nearestOf(index: ReportIndex, vector: Float32Array, { rows, limit }: Part): ScoredRow[] {
  const scored = [...index.cosines(vector, [...rows])].map(([row, score]) => ({ row, score }))
  return scored.toSorted((a, b) => b.score - a.score).slice(0, limit)
}
