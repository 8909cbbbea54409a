import { rmSync } from 'node:fs'
import path from 'node:path'
import { IndexBusyError } from '../../errors.ts'
import type { ContentStore } from './content-store.ts'
import { createContentStore } from './content-store.ts'
import type { Database } from './database.ts'
import { DamagedError, isDamaged, isWellFormed, openDatabase } from './database.ts'
import { textsToEmbed } from './embedded-texts.ts'
import type { EmbeddedText, IndexedModel } from './embedded-texts.ts'
import { createNotedFiles } from './noted-files.ts'
import type { NotedFiles } from './noted-files.ts'
import { publish } from './publish.ts'
import type { Published } from './publish.ts'
import { servingEntries } from './report-rows.ts'
import type { ReportEntry } from './report-rows.ts'
import { foreignIndexError, readOwner } from './owner.ts'
import { tryLock } from './process-lock.ts'
import { INDEX_MIGRATIONS } from './schema.ts'
import { readServing } from './serving.ts'
import { breakSeal, checkSeal, seal } from './seal.ts'

/** The index file's name in its folder. */
export const INDEX_FILE = 'reports.db'

/** The one writer of an index folder. What it throws is told apart by `isDamaged` and `isRefused`. */
export interface IndexWriter {
  readonly store: ContentStore
  /** The reports of the generation that serves. */
  readonly serving: readonly ReportEntry[]
  readonly noted: NotedFiles
  /** The texts of new and changed reports that have no vector yet. */
  textsToEmbed(entries: readonly ReportEntry[], model: IndexedModel): EmbeddedText[]
  /** Makes `entries` the serving generation, all at once; changes nothing when they serve already. */
  publish(entries: readonly ReportEntry[], model: IndexedModel | undefined): Published
  close(): void
}

interface IndexPlace {
  readonly indexDir: string
  readonly reportsDir: string
  /** Starts from nothing, because what is there was found to be damaged. */
  readonly anew?: boolean
}

/**
 * Opens an index folder for writing, makes it when it is missing, and makes it anew when its file is damaged: all of it
 * can be derived again.
 *
 * @throws {IndexError} when another process is writing, or the index belongs to another reports folder.
 */
export function openIndexWriter({ indexDir, reportsDir, anew = false }: IndexPlace): IndexWriter {
  const lock = tryLock(path.join(indexDir, 'writer.lock'))
  if (lock === undefined) throw new IndexBusyError()
  const file = path.join(indexDir, INDEX_FILE)
  let database: Database | undefined
  try {
    database = anew ? remake(file) : openOrRemake(file)
    claim(database, { indexDir, reportsDir })
    return createWriter(database, { file, indexDir, lock })
  } catch (error) {
    database?.close()
    lock.release()
    throw error
  }
}

function openOrRemake(file: string): Database {
  const state = checkSeal(file)
  if (state === 'damaged') return remake(file)
  let database: Database | undefined
  try {
    breakSeal(file)
    database = openDatabase(file, INDEX_MIGRATIONS)
    if (state === 'unsealed' && !isWellFormed(database)) throw new DamagedError('the file is not well formed')
    return database
  } catch (error) {
    database?.close()
    if (!isDamaged(error)) throw error
    return remake(file)
  }
}

function remake(file: string): Database {
  breakSeal(file)
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  return openDatabase(file, INDEX_MIGRATIONS)
}

/** An index that serves nothing yet belongs to nobody: the folder that was tried first may have been a slip of the pen. */
function claim(database: Database, { indexDir, reportsDir }: IndexPlace): void {
  const how = readServing(database) === undefined ? 'REPLACE' : 'IGNORE'
  database.prepare(`INSERT OR ${how} INTO setting VALUES ('reports', ?)`).run(reportsDir)
  const owner = readOwner(database)
  if (owner !== reportsDir) throw foreignIndexError({ indexDir, reportsDir, owner })
}

interface Opened {
  readonly file: string
  readonly indexDir: string
  readonly lock: { release(): void }
}

function createWriter(database: Database, { file, indexDir, lock }: Opened): IndexWriter {
  const store = createContentStore(database)
  return {
    store,
    get serving() {
      return servingEntries(database)
    },
    noted: createNotedFiles(database),
    textsToEmbed: (entries, model) => textsToEmbed({ database, store }, entries, model),
    publish: (entries, model) => publish({ database, store, indexDir }, entries, model),
    close() {
      const isWhole = movePagesIn(database)
      database.close()
      if (isWhole) seal(file)
      lock.release()
    },
  }
}

/** A reader is in the way for some milliseconds at most; longer than this the seal is not worth. */
const CHECKPOINT_WAIT_MS = 250

/** Moves what is in the WAL into the file; false where a reader is in the way, or the file is past reading. */
function movePagesIn(database: Database): boolean {
  try {
    database.pragma(`busy_timeout = ${CHECKPOINT_WAIT_MS}`)
    return database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
  } catch {
    return false
  }
}
