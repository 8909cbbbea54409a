import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { IndexError } from '../../errors.ts'
import { updateGraph } from '../generation-graph.ts'
import type { ContentStore } from './content-store.ts'
import { createContentStore } from './content-store.ts'
import type { Database } from './database.ts'
import { isDamaged, isRefusedByDisk, openDatabase, tryLock } from './database.ts'
import type { ReportEntry } from './insert-report.ts'
import { changesTo, embeddedTexts, isTied, replaceReports, tieVectors } from './publish.ts'
import type { Changes, EmbeddedText } from './publish.ts'
import { toVector } from './rows.ts'
import { INDEX_MIGRATIONS } from './schema.ts'

/** The index file's name in its folder. */
export const INDEX_FILE = 'reports.db'

/** The model whose vectors a generation serves with. */
export interface IndexedModel {
  readonly modelId: string
  readonly dimensions: number
}

export interface Published extends Changes {
  readonly documents: number
  readonly paragraphs: number
  readonly observations: number
}

/** The one writer of an index folder. */
export interface IndexWriter {
  readonly store: ContentStore
  /** The texts of new and changed reports that have no vector yet; none without a model. */
  textsToEmbed(entries: readonly ReportEntry[], modelId: string | undefined): EmbeddedText[]
  /** Makes `entries` the serving generation, all at once; does nothing when they serve already. */
  publish(entries: readonly ReportEntry[], model: IndexedModel | undefined): Published
  close(): void
}

/**
 * Opens an index folder for writing, makes it when it is missing, and makes it anew when its file is damaged: all of it
 * can be derived again.
 *
 * @throws {IndexError} when another process is writing, the index belongs to another reports folder, or the disk
 * refuses.
 */
export function openIndexWriter(indexDir: string, reportsDir: string): IndexWriter {
  try {
    return openWriter(indexDir, reportsDir)
  } catch (error) {
    if (isRefusedByDisk(error) || isRefusedByFolder(error)) {
      throw new IndexError(`索引文件夹 ${indexDir} 写不进去，请检查磁盘空间和权限，或用 --index 换一个文件夹`, { cause: error })
    }
    throw error
  }
}

function openWriter(indexDir: string, reportsDir: string): IndexWriter {
  const lock = tryLock(path.join(indexDir, 'writer.lock'))
  if (lock === undefined) throw new IndexError('另一个进程正在更新这个索引，请等它完成后再试')
  try {
    const database = openOrRemake(indexDir)
    claim(database, { indexDir, reportsDir })
    return createWriter(database, indexDir, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

function openOrRemake(indexDir: string): Database {
  const file = path.join(indexDir, INDEX_FILE)
  try {
    return openDatabase(file, INDEX_MIGRATIONS)
  } catch (error) {
    if (!isDamaged(error)) throw error
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
    return openDatabase(file, INDEX_MIGRATIONS)
  }
}

function isRefusedByFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E(ACCES|PERM|ROFS|NOSPC|NOTDIR|EXIST)$/.test(String(error.code))
}

function claim(database: Database, { indexDir, reportsDir }: { indexDir: string; reportsDir: string }): void {
  database.prepare("INSERT OR IGNORE INTO setting VALUES ('reports', ?)").run(reportsDir)
  const owner = database.prepare<[], { value: string }>("SELECT value FROM setting WHERE name = 'reports'").get()?.value
  if (owner !== reportsDir) {
    database.close()
    throw new IndexError(
      `索引 ${indexDir} 是为报告文件夹 ${owner} 建的，不能用于 ${reportsDir}。请用 --index 另指定一个索引文件夹`,
    )
  }
}

function createWriter(database: Database, indexDir: string, lock: { release(): void }): IndexWriter {
  const store = createContentStore(database)
  return {
    store,
    textsToEmbed: (entries, modelId) =>
      modelId === undefined ? [] : missingTexts(database, store, { entries, modelId }),
    publish: (entries, model) => publish({ database, store, indexDir }, entries, model),
    close() {
      database.close()
      lock.release()
    },
  }
}

function missingTexts(
  database: Database,
  store: ContentStore,
  { entries, modelId }: { entries: readonly ReportEntry[]; modelId: string },
): EmbeddedText[] {
  const texts = new Map<string, EmbeddedText>()
  const sameModel = servingRow(database)?.model === modelId
  for (const entry of entries) {
    if (sameModel && isTied(database, entry)) continue
    const document = store.report(entry.key)?.document
    for (const text of document === undefined ? [] : embeddedTexts(document, modelId)) texts.set(text.key, text)
  }
  const missing = store.withoutVector(texts.keys())
  return [...texts.values()].filter(({ key }) => missing.has(key))
}

interface Place {
  readonly database: Database
  readonly store: ContentStore
  readonly indexDir: string
}

function publish(place: Place, entries: readonly ReportEntry[], model: IndexedModel | undefined): Published {
  const { database, store } = place
  const changes = changesTo(database, entries)
  database.exec('BEGIN IMMEDIATE')
  try {
    const before = servingRow(database)
    const changed = changes.unchanged < entries.length || changes.removed > 0 || before === undefined
    if (changed) replaceReports(database, store, entries)
    const newModel = model !== undefined && model.modelId !== before?.model
    if (newModel) database.exec('DELETE FROM paragraph_vector')
    if (model !== undefined) tieVectors(database, store, model.modelId)
    if (changed || newModel) prune(database)
    const graph = model === undefined ? (before?.graph ?? null) : writeGraph(place, model, before)
    if (changed || newModel || graph !== before?.graph) serve(database, { model: model?.modelId ?? before?.model, graph })
    database.exec('COMMIT')
    removeOldGraphs(place.indexDir, graph)
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
  return { ...changes, ...counts(database) }
}

interface ServingRow {
  readonly generation: number
  readonly model: string | null
  readonly graph: string | null
}

function servingRow(database: Database): ServingRow | undefined {
  return database.prepare<[], ServingRow>('SELECT generation, model, graph FROM serving').get()
}

function serve(database: Database, { model, graph }: { model: string | null | undefined; graph: string | null }): void {
  database
    .prepare(
      `INSERT INTO serving VALUES (1, 1, :model, :graph, :at)
       ON CONFLICT (one) DO UPDATE SET generation = generation + 1, model = :model, graph = :graph, built_at = :at`,
    )
    .run({ model: model ?? null, graph, at: new Date().toISOString() })
}

/** Content that no report of the new generation needs; nothing of a removed report stays behind. */
function prune(database: Database): void {
  database.exec('DELETE FROM document WHERE key NOT IN (SELECT key FROM report)')
  database.exec('DELETE FROM vector WHERE label NOT IN (SELECT label FROM paragraph_vector)')
}

function writeGraph({ database, indexDir }: Place, model: IndexedModel, before: ServingRow | undefined): string {
  const labels = database.prepare<[], number>('SELECT DISTINCT label FROM paragraph_vector').pluck().all()
  const select = database.prepare<[number], { value: Buffer }>('SELECT value FROM vector WHERE label = ?')
  return updateGraph({
    indexDir,
    model,
    previous: before?.model === model.modelId ? before.graph : null,
    name: `graph-${(before?.generation ?? 0) + 1}.hnsw`,
    labels,
    vectorOf(label) {
      const value = select.get(label)?.value
      return value === undefined ? undefined : toVector(value)
    },
  })
}

function removeOldGraphs(indexDir: string, serving: string | null): void {
  for (const file of readdirSync(indexDir)) {
    const isServing = serving !== null && file.startsWith(serving)
    if (file.startsWith('graph-') && !isServing) rmSync(path.join(indexDir, file), { force: true })
  }
}

function counts(database: Database): Omit<Published, keyof Changes> {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  return { documents: count('report'), paragraphs: count('paragraph'), observations: count('observation') }
}
