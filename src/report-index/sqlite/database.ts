import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'

export type Database = SQLite.Database

/** What leads from one version of a schema to the next, in order: statements, or more. None is ever changed afterwards. */
export type Migrations = readonly (string | ((database: Database) => void))[]

/** What a database holds is not what this program wrote: a row that cannot be read, the schema of a newer program. */
export class DamagedError extends Error {}

const PAGE_BYTES = 16_384

/**
 * Opens a database for writing, makes its folder, and brings its schema up to date.
 *
 * @throws what SQLite says when the file is no database or the disk refuses; `isDamaged` and `isRefused` tell.
 */
export function openDatabase(file: string, migrations: Migrations): Database {
  makeFolder(path.dirname(file))
  return opened(file, {}, (database) => {
    // Of a new file alone. A vector with its key takes just over half of SQLite's usual 4 KB, so that every second half
    // stood empty: 41 MB for 10,000 vectors.
    database.pragma(`page_size = ${PAGE_BYTES}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('busy_timeout = 5000')
    database.pragma('foreign_keys = ON')
    migrate(database, migrations)
    return database
  })
}

/** Opens an existing database for reading; undefined where there is none or its schema is not the newest. */
export function openDatabaseForReading(file: string, migrations: Migrations): Database | undefined {
  const onlyNewest = (database: Database) => {
    if (versionOf(database) === migrations.length) return database
    database.close()
    return undefined
  }
  try {
    return opened(file, { readonly: true, fileMustExist: true }, onlyNewest)
  } catch (error) {
    const copy = isRefused(error) ? readWithoutLog(file) : undefined
    if (copy === undefined) throw error
    return opened(copy, {}, onlyNewest)
  }
}

/** Where the head of a database says how it is written and read: 2 is with a write-ahead log, 1 without. */
const FORMATS_AT = [18, 19] as const

/**
 * All of a database that has nothing left in its write-ahead log, to be read from memory: SQLite makes a file beside one
 * that has a log even for reading, which a folder without the right to write refuses. Undefined where that cannot help.
 */
function readWithoutLog(file: string): Buffer | undefined {
  try {
    if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return undefined
    const bytes = readFileSync(file)
    for (const at of FORMATS_AT) bytes[at] = 1
    return bytes
  } catch {
    return undefined
  }
}

/** Like `mkdirSync` with `recursive`, which in Node 20 never returns where a folder refuses new ones with ENOENT (/proc). */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error
  }
}

/** Reads every page and looks for what cannot be; some .1 s for 100 MB. Changed bytes within a value are not seen. */
export function isWellFormed(database: Database): boolean {
  return database.pragma('quick_check(1)', { simple: true }) === 'ok'
}

/** True for what a damaged file, or one of another program, makes of reading it. */
export function isDamaged(error: unknown): boolean {
  return error instanceof DamagedError || hasCode(error, /^SQLITE_(?:CORRUPT|NOTADB)/)
}

/** True when the disk or its rights refuse what is read or written. */
export function isRefused(error: unknown): boolean {
  return hasCode(
    error,
    /^SQLITE_(?:FULL|READONLY|IOERR|CANTOPEN|PERM)|^E(?:ACCES|PERM|ROFS|NOSPC|NOENT|NOTDIR|EXIST|IO)$/,
  )
}

/** Opens a database, of bytes one in memory, and closes it again where `use` throws. */
export function opened<T>(file: string | Buffer, options: SQLite.Options, use: (database: Database) => T): T {
  const database = new SQLite(file, options)
  try {
    return use(database)
  } catch (error) {
    database.close()
    throw error
  }
}

/** True for an error of SQLite or of the system with such a code. */
export function hasCode(error: unknown, pattern: RegExp): boolean {
  return error instanceof Error && 'code' in error && pattern.test(String(error.code))
}

/** How many of its migrations a database has been through. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

function migrate(database: Database, migrations: Migrations): void {
  database
    .transaction(() => {
      const version = versionOf(database)
      if (version > migrations.length) throw new DamagedError(`schema ${version} is of a newer program`)
      for (const step of migrations.slice(version)) {
        if (typeof step === 'string') database.exec(step)
        else step(database)
      }
      database.pragma(`user_version = ${migrations.length}`)
    })
    .exclusive()
}
