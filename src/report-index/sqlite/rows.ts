import type { ParagraphKind } from '../../document/document.ts'
import type { Passage } from '../report-index.ts'
import { DamagedError } from './database.ts'

/** A row of the passage query; `path`, `article` and `document` are JSON written by this program. */
export interface PassageRow {
  readonly row: number
  readonly id: string
  readonly kind: ParagraphKind
  readonly number: number | null
  readonly page: number | null
  readonly repaired: number
  readonly path: string
  readonly text: string
  readonly article: string
  readonly document: string
}

export function toPassage(row: PassageRow): Passage {
  return readStored(() => ({
    row: row.row,
    id: row.id,
    kind: row.kind,
    number: row.number,
    page: row.page,
    repaired: row.repaired === 1,
    path: JSON.parse(row.path),
    text: row.text,
    article: JSON.parse(row.article),
    document: JSON.parse(row.document),
  }))
}

/**
 * Reads a value that this program stored as text or bytes.
 *
 * @throws {DamagedError} when `read` fails.
 */
export function readStored<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new DamagedError('a stored value cannot be read', { cause })
  }
}

/** The floats of a blob; copied, since a blob's bytes need not lie at a multiple of four. */
export function toVector(blob: Buffer): Float32Array {
  return new Float32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength))
}

export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}
