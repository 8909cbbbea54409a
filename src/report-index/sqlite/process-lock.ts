import { rmSync } from 'node:fs'
import path from 'node:path'
import { hasCode, isDamaged, makeFolder, opened } from './database.ts'

/** A lock that a process has on a file. It ends with the process, however that ends. */
export interface ProcessLock {
  release(): void
}

/** Takes a lock that no other process has, shared or alone; undefined while one does. */
export function tryLock(file: string): ProcessLock | undefined {
  return tryTo('BEGIN EXCLUSIVE', file)
}

/** Takes a lock that any number of processes may share; undefined while one has it alone. */
export function tryShare(file: string): ProcessLock | undefined {
  // Reading anything is what takes the lock.
  return tryTo('BEGIN; SELECT 1 FROM sqlite_master', file)
}

function tryTo(begin: string, file: string): ProcessLock | undefined {
  makeFolder(path.dirname(file))
  try {
    return take(begin, file)
  } catch (error) {
    if (!isDamaged(error)) throw error
    // Nothing is ever stored in it, so there is nothing to lose.
    rmSync(file)
    return take(begin, file)
  }
}

function take(begin: string, file: string): ProcessLock | undefined {
  return opened(file, { timeout: 0 }, (database) => {
    try {
      database.exec(begin)
    } catch (error) {
      if (!hasCode(error, /^SQLITE_BUSY/)) throw error
      database.close()
      return undefined
    }
    return { release: () => void database.close() }
  })
}
