import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import type { ReadReport } from '../reading/report-reader.ts'
import type { Database } from './database.ts'
import { toHalves } from './half-floats.ts'
import { readStored } from './rows.ts'

/** A vector and the key of the text it is of. */
export interface KeyedVector {
  readonly key: string
  readonly vector: Float32Array
}

/** What was read and embedded, under hashes of what it was made from: survives kills, serves every generation. */
export interface ContentStore {
  hasReport(key: string): boolean
  /** @throws {DamagedError} when there is none, or it cannot be read any more. */
  report(key: string): ReadReport
  putReport(key: string, report: ReadReport): void
  /** Those of the keys that have no vector yet, each once. */
  withoutVector(keys: Iterable<string>): Set<string>
  putVectors(vectors: readonly KeyedVector[]): void
}

/** The key of content: a hash of everything it is made from. */
export function contentKey(...madeFrom: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of madeFrom) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    // With its length, or `ab` and `c` would have the key of `a` and `bc`.
    hash.update(`${bytes.byteLength}:`).update(bytes)
  }
  return hash.digest('base64url')
}

export function createContentStore(database: Database): ContentStore {
  const hasReport = database.prepare('SELECT 1 FROM document INDEXED BY document_keys WHERE key = ?')
  const selectReport = database.prepare<[string], Buffer>('SELECT value FROM document WHERE key = ?').pluck()
  const insertReport = database.prepare('INSERT OR REPLACE INTO document (key, value) VALUES (?, ?)')
  const hasVector = database.prepare('SELECT 1 FROM vector WHERE key = ?')
  const insertVector = database.prepare('INSERT OR IGNORE INTO vector (key, value) VALUES (?, ?)')

  return {
    hasReport: (key) => hasReport.get(key) !== undefined,
    report: (key) => readStored((): ReadReport => JSON.parse(inflateSync(selectReport.get(key) ?? '').toString())),
    putReport: (key, report) => void insertReport.run(key, deflateSync(JSON.stringify(report))),
    withoutVector: (keys) => new Set([...new Set(keys)].filter((key) => hasVector.get(key) === undefined)),
    putVectors: database.transaction((vectors: readonly KeyedVector[]) => {
      for (const { key, vector } of vectors) insertVector.run(key, toHalves(vector))
    }),
  }
}
