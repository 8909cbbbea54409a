import { IndexError } from '../../errors.ts'
import type { Database } from './database.ts'

/** The folder whose reports an index holds, absolute; undefined before its first writing. */
export function readOwner(database: Database): string | undefined {
  return database.prepare<[], string>("SELECT value FROM setting WHERE name = 'reports'").pluck().get()
}

interface Ownership {
  readonly indexDir: string
  readonly reportsDir: string
  readonly owner: string | undefined
}

/** An index never mixes the reports of two folders, and never answers for another. */
export function foreignIndexError({ indexDir, reportsDir, owner = '' }: Ownership): IndexError {
  return new IndexError(
    `索引 ${indexDir} 是为报告文件夹 ${owner} 建的，不能用于 ${reportsDir}。请用 --index 或 INDEX_DIR 另指定一个索引文件夹`,
  )
}
