import { statSync } from 'node:fs'
import path from 'node:path'
import { IndexError } from '../../errors.ts'
import { createExactSearch } from '../exact-search.ts'
import { openGraph } from '../hnsw-graph.ts'
import type { OpenIndex, ReportIndex } from '../report-index.ts'
import type { Database } from './database.ts'
import { isDamaged, openDatabaseForReading } from './database.ts'
import { INDEX_FILE } from './index-writer.ts'
import { toVector } from './rows.ts'
import { INDEX_MIGRATIONS } from './schema.ts'
import { createSqliteReportIndex } from './sqlite-report-index.ts'
import type { VectorSearch } from './sqlite-report-index.ts'

/** The model that questions are embedded with. */
interface QuestionModel {
  readonly modelId: string
  readonly dimensions: number
}

interface Vectors {
  readonly search: VectorSearch | undefined
  readonly missing: string | null
}

interface Serving {
  readonly generation: number
  readonly model: string | null
  readonly graph: string | null
}

/**
 * Opens an index folder for reading. Without `model`, and where the index was built with another one, words and
 * observations serve alone. A graph that is missing or damaged is replaced by exact search.
 *
 * @throws {IndexError} on reading, when the file is damaged.
 */
export function openIndex(indexDir: string, model: QuestionModel | undefined): OpenIndex {
  const file = path.join(indexDir, INDEX_FILE)
  let opened: OpenedFile | undefined

  return {
    read(use) {
      try {
        opened = reopenWhenReplaced(file, opened)
        return opened === undefined ? undefined : readNewest(opened, { indexDir, model }, use)
      } catch (error) {
        if (!isDamaged(error)) throw error
        throw new IndexError(`索引文件已损坏：${file}。请运行 npm run index 重建`, { cause: error })
      }
    },
    close() {
      opened?.database.close()
      opened = undefined
    },
  }
}

interface OpenedFile {
  readonly database: Database
  /** Tells a file that was deleted and built anew from the one that is open. */
  readonly inode: number
  loaded: { readonly generation: number; readonly vectors: Vectors } | undefined
}

function reopenWhenReplaced(file: string, opened: OpenedFile | undefined): OpenedFile | undefined {
  const inode = statSync(file, { throwIfNoEntry: false })?.ino
  if (opened !== undefined && opened.inode === inode) return opened
  opened?.database.close()
  const database = inode === undefined ? undefined : openDatabaseForReading(file, INDEX_MIGRATIONS)
  return database === undefined || inode === undefined ? undefined : { database, inode, loaded: undefined }
}

interface From {
  readonly indexDir: string
  readonly model: QuestionModel | undefined
}

/** All look-ups of `use` see one generation, since SQLite gives a transaction one state of the file. */
function readNewest<T>(opened: OpenedFile, from: From, use: (index: ReportIndex) => T): T | undefined {
  const { database } = opened
  return database.transaction(() => {
    const serving = database.prepare<[], Serving>('SELECT generation, model, graph FROM serving').get()
    if (serving === undefined) return undefined
    if (opened.loaded?.generation !== serving.generation) {
      opened.loaded = { generation: serving.generation, vectors: loadVectors(database, from, serving) }
    }
    const { search, missing } = opened.loaded.vectors
    return use(createSqliteReportIndex({ database, vectors: search, vectorsMissing: missing }))
  })()
}

function loadVectors(database: Database, { indexDir, model }: From, serving: Serving): Vectors {
  if (model === undefined) return { search: undefined, missing: '没有可用的模型，只按词语和数字检索' }
  if (serving.model !== model.modelId) {
    return { search: undefined, missing: '索引不是用现在的模型建的，只按词语和数字检索。请运行 npm run index 更新' }
  }
  const graph = serving.graph === null ? undefined : openGraph(path.join(indexDir, serving.graph), model)
  if (graph?.kind === 'open') return { search: { isGraph: true, search: graph.graph.search }, missing: null }
  return { search: { isGraph: false, search: createExactSearch(allVectors(database)).search }, missing: null }
}

function* allVectors(database: Database): Generator<{ label: number; vector: Float32Array }> {
  const rows = database.prepare<[], { label: number; value: Buffer }>(
    'SELECT label, value FROM vector WHERE label IN (SELECT label FROM paragraph_vector)',
  )
  for (const { label, value } of rows.iterate()) yield { label, vector: toVector(value) }
}
