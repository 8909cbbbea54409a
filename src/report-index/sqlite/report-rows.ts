import type { ContentStore } from './content-store.ts'
import type { Database } from './database.ts'
import { createFreedSlots } from './observation-writer.ts'
import { createReportWriter } from './report-writer.ts'

/** A report that belongs to a generation, and the key of what was read from it. */
export interface ReportEntry {
  readonly file: string
  readonly key: string
}

/** How a generation differs from the one before it, in reports. */
export interface Changes {
  readonly added: number
  readonly updated: number
  /** The same bytes under another name. */
  readonly renamed: number
  readonly removed: number
  readonly unchanged: number
}

/** Compares what serves with what is there now; `store` knows the content of what is new. */
export function changesTo(database: Database, store: ContentStore, entries: readonly ReportEntry[]): Changes {
  const serving = servingEntries(database)
  const before = new Map(serving.map(({ file, key }) => [file, key]))
  const files = new Set(entries.map(({ file }) => file))
  const isNew = entries.filter(({ file }) => !before.has(file))
  const gone = serving.filter(({ file }) => !files.has(file))
  const renamed = countRenamed(gone, isNew, store)
  const unchanged = entries.filter(({ file, key }) => before.get(file) === key).length
  return {
    added: isNew.length - renamed,
    updated: entries.length - isNew.length - unchanged,
    renamed,
    removed: gone.length - renamed,
    unchanged,
  }
}

/** How many of the new files hold the bytes of one that is gone; each of those accounts for one of them. */
function countRenamed(gone: readonly ServingEntry[], isNew: readonly ReportEntry[], store: ContentStore): number {
  const left = new Map<string, number>()
  for (const { id } of gone) left.set(id, (left.get(id) ?? 0) + 1)
  let renamed = 0
  for (const { key } of isNew) {
    // Looking at the content takes a while, which a first indexing need not pay.
    if (renamed === gone.length) break
    const { id } = store.report(key).document
    const same = left.get(id) ?? 0
    if (same === 0) continue
    left.set(id, same - 1)
    renamed++
  }
  return renamed
}

/** Makes the rows of the tables equal to `entries`; runs inside the caller's transaction. */
export function replaceReports(database: Database, store: ContentStore, entries: readonly ReportEntry[]): void {
  const wanted = new Map(entries.map(({ file, key }) => [file, key]))
  const kept = new Set<string>()
  const slots = createFreedSlots(database)
  for (const { row, file, key } of servingEntries(database)) {
    if (wanted.get(file) === key) kept.add(file)
    else {
      slots.free(row)
      removeReport(database, row)
    }
  }
  const writer = createReportWriter(database)
  for (const { file, key } of entries) {
    if (!kept.has(file)) writer.insert({ file, key, ...store.report(key) })
  }
  slots.removeUnused()
}

interface ServingEntry extends ReportEntry {
  readonly row: number
  /** The document's id, a hash of the file's bytes. */
  readonly id: string
}

/** The reports of the generation that serves. */
export function servingEntries(database: Database): ServingEntry[] {
  return database.prepare<[], ServingEntry>('SELECT row, file, key, id FROM report').all()
}

function removeReport(database: Database, report: number): void {
  database
    .prepare(
      `DELETE FROM words WHERE rowid IN (SELECT paragraph.row FROM paragraph
        JOIN article ON article.row = paragraph.article WHERE article.report = ?)`,
    )
    .run(report)
  database.prepare('DELETE FROM report WHERE row = ?').run(report)
}
