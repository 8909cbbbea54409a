import type { DocumentFacts } from './report-index.ts'

/** The newest date that a document states or reports on (ISO, as exact as stated); null without any. */
export function newestDateOf(documents: readonly DocumentFacts[]): string | null {
  const dates = documents.flatMap(({ date, period }) => date ?? period?.to ?? [])
  return dates.toSorted().at(-1) ?? null
}
