import type { ParagraphKind } from '../../document/document.ts'
import type { DocumentFacts, Passage } from '../report-index.ts'

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
  return {
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
  }
}

export function toDocumentFacts(json: string): DocumentFacts {
  return JSON.parse(json)
}

/** The floats of a blob; copied, since a blob's bytes need not lie at a multiple of four. */
export function toVector(blob: Buffer): Float32Array {
  return new Float32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength))
}

export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}
