import { mkdirSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'

export type Database = SQLite.Database

/** Statements that lead from one version of a schema to the next, in order; a version is never changed afterwards. */
export type Migrations = readonly string[]

/**
 * Opens a database for writing, makes its folder, and brings its schema up to date.
 *
 * @throws what SQLite says when the file is no database or the disk refuses.
 */
export function openDatabase(file: string, migrations: Migrations): Database {
  mkdirSync(path.dirname(file), { recursive: true })
  const database = new SQLite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.pragma('busy_timeout = 5000')
  database.pragma('foreign_keys = ON')
  migrate(database, migrations)
  return database
}

/** Opens an existing database for reading; undefined where there is none or its schema is not the newest. */
export function openDatabaseForReading(file: string, migrations: Migrations): Database | undefined {
  let database: Database
  try {
    database = new SQLite(file, { readonly: true, fileMustExist: true })
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  if (versionOf(database) === migrations.length) return database
  database.close()
  return undefined
}

/** Takes a lock that ends with this process, however it ends; undefined while another process holds it. */
export function tryLock(file: string): { release(): void } | undefined {
  mkdirSync(path.dirname(file), { recursive: true })
  const database = new SQLite(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return { release: () => void database.close() }
}

/** True for the errors of a file that is damaged or is no database at all. */
export function isDamaged(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
}

/** True when the disk or its rights refuse to take what is written. */
export function isRefusedByDisk(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN)/.test(error.code)
}

function isMissing(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code === 'SQLITE_CANTOPEN'
}

function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

function migrate(database: Database, migrations: Migrations): void {
  database
    .transaction(() => {
      for (const statements of migrations.slice(versionOf(database))) database.exec(statements)
      database.pragma(`user_version = ${migrations.length}`)
    })
    .exclusive()
}
