import { shortHash } from '../../document/paragraph-id.ts'
import type { DocumentFacts } from '../../report-index/report-index.ts'
import type { Talk } from '../parts.ts'

/** What a button calls a report by: two reports may have the same content, and so the same id, but not the same name. */
export function keyOf({ file }: Pick<DocumentFacts, 'file'>): string {
  return shortHash(file)
}

/** The report of a button; undefined when the index does not hold it any more. */
export function findReport({ parts: { index } }: Talk, key: string): DocumentFacts | undefined {
  return index.read((reading) => reading.documents().find((document) => keyOf(document) === key))
}
