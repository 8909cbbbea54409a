import { statSync } from 'node:fs'
import path from 'node:path'
import { IndexError } from '../../errors.ts'
import { createExactSearch } from '../exact-search.ts'
import { bringUpToDate } from '../generation-graph.ts'
import { openGraph } from '../hnsw-graph.ts'
import type { Graph } from '../hnsw-graph.ts'
import type { OpenIndex, ReportIndex } from '../report-index.ts'
import type { Database } from './database.ts'
import { DamagedError, isDamaged, isRefused, openDatabaseForReading } from './database.ts'
import { INDEX_FILE } from './index-writer.ts'
import { INDEX_MIGRATIONS } from './schema.ts'
import { checkSeal } from './seal.ts'
import { readServing } from './serving.ts'
import type { Serving } from './serving.ts'
import { createSqliteReportIndex } from './sqlite-report-index.ts'
import type { Vectors, VectorSearch } from './sqlite-report-index.ts'
import { allVectors, vectorsIn } from './vector-rows.ts'

/** The model that questions are embedded with. */
interface QuestionModel {
  readonly modelId: string
  readonly dimensions: number
}

interface OpenOptions {
  /** The file is read as it is, since another reader of this process checks its seal: that takes .15 s for 500 MB. */
  readonly isTrusted?: boolean
}

/**
 * Opens an index folder for reading. Without `model`, and where the index was built with another one, words and
 * observations serve alone. A graph that is missing or damaged is replaced by exact search.
 *
 * @throws {IndexError} on reading, when the file is damaged or may not be read.
 */
export function openIndex(
  indexDir: string,
  model: QuestionModel | undefined,
  { isTrusted = false }: OpenOptions = {},
): OpenIndex {
  const file = path.join(indexDir, INDEX_FILE)
  let opened: OpenedFile | undefined

  return {
    read(use) {
      try {
        opened = reopenWhenReplaced(file, { opened, isTrusted })
        return opened === undefined ? undefined : readNewest(opened, { indexDir, model }, use)
      } catch (error) {
        throw explained(error, file)
      }
    },
    close() {
      opened?.database.close()
      opened = undefined
    },
  }
}

function explained(error: unknown, file: string): unknown {
  if (isDamaged(error)) {
    return new IndexError(`索引文件已损坏：${file}。请运行 npm run index 或由管理员发送 /reindex 重建`, {
      cause: error,
    })
  }
  if (isRefused(error)) {
    return new IndexError(`索引文件读不了：${file}。请检查索引文件夹的权限`, { cause: error })
  }
  return error
}

interface OpenedFile {
  readonly database: Database
  /** Tells a file that was deleted and built anew from the one that is open. */
  readonly inode: number
  /** The generation that was read last. */
  loaded: { readonly generation: number; readonly index: ReportIndex } | undefined
  /** The graph that was opened last. It serves all generations that name its file. */
  graph: { readonly name: string; readonly graph: Graph } | undefined
}

interface Reopening {
  readonly opened: OpenedFile | undefined
  readonly isTrusted: boolean
}

function reopenWhenReplaced(file: string, { opened, isTrusted }: Reopening): OpenedFile | undefined {
  const inode = statSync(file, { throwIfNoEntry: false })?.ino
  if (opened !== undefined && opened.inode === inode) return opened
  opened?.database.close()
  if (inode === undefined) return undefined
  if (!isTrusted && checkSeal(file) === 'damaged') throw new DamagedError('the file is not what was sealed')
  const database = openDatabaseForReading(file, INDEX_MIGRATIONS)
  return database && { database, inode, loaded: undefined, graph: undefined }
}

interface From {
  readonly indexDir: string
  readonly model: QuestionModel | undefined
}

/** All look-ups of `use` see one generation, since SQLite gives a transaction one state of the file. */
function readNewest<T>(opened: OpenedFile, from: From, use: (index: ReportIndex) => T): T | undefined {
  const { database } = opened
  return database.transaction(() => {
    const serving = readServing(database)
    if (serving === undefined) return undefined
    if (opened.loaded?.generation !== serving.generation) {
      const index = createSqliteReportIndex({ database, serving, ...vectorsOf(opened, from, serving) })
      opened.loaded = { generation: serving.generation, index }
    }
    return use(opened.loaded.index)
  })()
}

function vectorsOf(opened: OpenedFile, { indexDir, model }: From, serving: Serving): Vectors {
  if (model === undefined) return { load: undefined, missing: '没有可用的模型，只按词语和数字检索' }
  if (serving.model !== model.modelId) {
    return { load: undefined, missing: '索引不是用现在的模型建的，只按词语和数字检索。请运行 npm run index 更新' }
  }
  return { load: () => loadVectors(opened, { indexDir, model }, serving), missing: null }
}

interface GraphPlace {
  readonly indexDir: string
  readonly model: QuestionModel
}

function loadVectors(opened: OpenedFile, place: GraphPlace, serving: Serving): VectorSearch {
  const { database } = opened
  opened.graph = reopenedGraph(opened.graph, place, serving)
  if (opened.graph === undefined) return { isGraph: false, search: createExactSearch(allVectors(database)).search }
  bringUpToDate(opened.graph.graph, vectorsIn(database))
  return { isGraph: true, search: opened.graph.graph.search }
}

/** Read once a file, and not once a generation: a small change leaves the file and its bytes in memory as they are. */
function reopenedGraph(
  before: OpenedFile['graph'],
  { indexDir, model }: GraphPlace,
  { graph: name }: Serving,
): OpenedFile['graph'] {
  if (name === null || before?.name === name) return name === null ? undefined : before
  const { modelId, dimensions } = model
  const opened = openGraph(path.join(indexDir, name), { modelId, dimensions })
  return opened.kind === 'open' ? { name, graph: opened.graph } : undefined
}
