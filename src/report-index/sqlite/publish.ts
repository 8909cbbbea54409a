import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { updateGraph } from '../generation-graph.ts'
import type { ContentStore } from './content-store.ts'
import type { Database } from './database.ts'
import { tieVectors } from './embedded-texts.ts'
import type { IndexedModel } from './embedded-texts.ts'
import { changesTo, replaceReports } from './report-rows.ts'
import type { Changes, ReportEntry } from './report-rows.ts'
import { vectorsIn } from './vector-rows.ts'
import { readServing, writeServing } from './serving.ts'
import type { Serving } from './serving.ts'

export interface Published extends Changes {
  readonly documents: number
  readonly paragraphs: number
  readonly observations: number
}

interface Place {
  readonly database: Database
  readonly store: ContentStore
  readonly indexDir: string
}

/** Makes `entries` the serving generation, all at once; changes nothing when they serve already. */
export function publish(place: Place, entries: readonly ReportEntry[], model: IndexedModel | undefined): Published {
  const { database } = place
  const before = readServing(database)
  database.exec('BEGIN IMMEDIATE')
  try {
    const { changes, graph } = replaceGeneration(place, entries, model)
    database.exec('COMMIT')
    removeOldGraphs(place.indexDir, graph)
    return { ...changes, ...countRows(database) }
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    removeOldGraphs(place.indexDir, before?.graph ?? null)
    throw error
  }
}

function replaceGeneration(place: Place, entries: readonly ReportEntry[], model: IndexedModel | undefined) {
  const { database, store } = place
  const before = readServing(database)
  const changes = changesTo(database, store, entries)
  const areRowsNew = changes.unchanged < entries.length || changes.removed > 0
  if (areRowsNew) replaceReports(database, store, entries)
  const areVectorsNew = model !== undefined && tieVectors(database, store, model) > 0
  prune(database)
  const vectors = model === undefined ? keptVectors(before, areRowsNew) : writeVectors(place, model, before)
  const isSame = vectors.graph === before?.graph && !areRowsNew && !areVectorsNew
  if (!isSame) writeServing(database, vectors)
  return { changes, graph: vectors.graph }
}

type ServingVectors = Pick<Serving, 'model' | 'graph'>

/** Without the model the graph cannot follow, and one that still knows removed paragraphs must not serve. */
function keptVectors(before: Serving | undefined, areRowsNew: boolean): ServingVectors {
  const { model, graph } = before ?? { model: null, graph: null }
  return { model, graph: areRowsNew ? null : graph }
}

/**
 * Content that no report of the new generation needs; nothing of a removed report stays behind. Looked for in the indexes,
 * which are a twentieth of the tables.
 */
function prune(database: Database): void {
  database.exec(`
    DELETE FROM document WHERE key IN
      (SELECT key FROM document INDEXED BY document_keys WHERE key NOT IN (SELECT key FROM report));
    DELETE FROM vector WHERE label IN
      (SELECT label FROM vector INDEXED BY sqlite_autoindex_vector_1 WHERE label NOT IN (SELECT label FROM paragraph_vector));
  `)
}

function writeVectors({ database, indexDir }: Place, model: IndexedModel, before: Serving | undefined): ServingVectors {
  const { modelId, dimensions } = model
  const graph = updateGraph({
    indexDir,
    model: { modelId, dimensions },
    previous: before?.model === modelId ? before.graph : null,
    name: `graph-${(before?.generation ?? 0) + 1}.hnsw`,
    ...vectorsIn(database),
  })
  return { model: modelId, graph }
}

/** A reader that is about to open one of them searches exactly until it takes up the new generation. */
function removeOldGraphs(indexDir: string, serving: string | null): void {
  const kept = serving === null ? [] : [serving, `${serving}.json`]
  for (const file of readdirSync(indexDir)) {
    if (file.startsWith('graph-') && !kept.includes(file)) rmSync(path.join(indexDir, file), { force: true })
  }
}

function countRows(database: Database): Omit<Published, keyof Changes> {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  return { documents: count('report'), paragraphs: count('paragraph'), observations: count('observation') }
}
