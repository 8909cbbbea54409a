import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { makeFolder, opened } from './database.ts'

/**
 * Copies a database, one state of it also while other processes write, and puts the copy in place of `to` whole or not
 * at all; makes its folder.
 *
 * @throws what SQLite or the system says; `isDamaged` and `isRefused` tell.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const unfinished = `${to}.tmp`
  makeFolder(path.dirname(to))
  rmSync(unfinished, { force: true })
  const database = opened(from, { readonly: true, fileMustExist: true }, (source) => source)
  try {
    await database.backup(unfinished)
    // It is marked as having a write-ahead log like its source, and is whole without one. Setting it also writes it to disk.
    opened(unfinished, {}, (copy) => {
      copy.pragma('journal_mode = DELETE')
      copy.close()
    })
    renameSync(unfinished, to)
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${unfinished}${suffix}`, { force: true })
    database.close()
  }
}
