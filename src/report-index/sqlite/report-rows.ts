import type { Article, Document, Paragraph } from '../../document/document.ts'
import type { Observation } from '../../observation/observation.ts'
import { contextHeader } from '../context-header.ts'
import type { ReadReport } from '../reading/report-reader.ts'
import { tokensOf } from '../tokens.ts'
import type { ContentStore } from './content-store.ts'
import type { Database } from './database.ts'
import { createObservationWriter, removeUnusedSlots } from './observation-writer.ts'

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

/** Headings are found through the paragraphs below them, which carry them in their header. */
export function isSearched(paragraph: Paragraph): boolean {
  return paragraph.kind !== 'heading'
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
  for (const { row, file, key } of servingEntries(database)) {
    if (wanted.get(file) === key) kept.add(file)
    else removeReport(database, row)
  }
  for (const entry of entries) {
    if (!kept.has(entry.file)) insertReport(database, entry, store.report(entry.key))
  }
  removeUnusedSlots(database)
}

interface ServingEntry extends ReportEntry {
  readonly row: number
  /** The document's id, a hash of the file's bytes. */
  readonly id: string
}

function servingEntries(database: Database): ServingEntry[] {
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

function insertReport(database: Database, { file, key }: ReportEntry, { document, observations }: ReadReport): void {
  const { articles, ...facts } = document
  const report = database
    .prepare('INSERT INTO report (file, key, id, facts) VALUES (?, ?, ?, ?)')
    .run(file, key, document.id, JSON.stringify({ ...facts, file })).lastInsertRowid
  const insertArticle = database.prepare('INSERT INTO article (report, facts) VALUES (?, ?)')
  let paragraphsBefore = 0
  for (const article of articles) {
    const { paragraphs, ...articleFacts } = article
    const row = insertArticle.run(report, JSON.stringify(articleFacts)).lastInsertRowid
    const own = observations.slice(paragraphsBefore, paragraphsBefore + paragraphs.length)
    insertParagraphs(database, { row, document, article, observations: own })
    paragraphsBefore += paragraphs.length
  }
}

interface ArticleRows {
  readonly row: number | bigint
  readonly document: Document
  readonly article: Article
  readonly observations: readonly (readonly Observation[])[]
}

function insertParagraphs(database: Database, { row, document, article, observations }: ArticleRows): void {
  const insert = database.prepare(
    `INSERT INTO paragraph (article, id, kind, number, page, repaired, path, text)
     VALUES (:article, :id, :kind, :number, :page, :repaired, :path, :text)`,
  )
  const insertWords = database.prepare('INSERT INTO words (rowid, tokens) VALUES (?, ?)')
  const observed = createObservationWriter(database)
  let bodies = 0
  for (const [at, paragraph] of article.paragraphs.entries()) {
    const { id, kind, text, path } = paragraph
    const number = kind === 'body' ? ++bodies : null
    const page = paragraph.pieces[0]?.page ?? null
    const repaired = paragraph.repaired ? 1 : 0
    const inserted = insert.run({ article: row, id, kind, number, page, repaired, path: JSON.stringify(path), text })
    if (isSearched(paragraph)) {
      const header = contextHeader(document, article, path)
      insertWords.run(inserted.lastInsertRowid, tokensOf(`${header}\n${text}`).join(' '))
    }
    observed.insert(inserted.lastInsertRowid, observations[at] ?? [])
  }
}
