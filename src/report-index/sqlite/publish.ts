import type { Article, Document, Paragraph } from '../../document/document.ts'
import { windowsOf } from '../../embedding/windows.ts'
import { contextHeader } from '../context-header.ts'
import type { ContentStore } from './content-store.ts'
import { contentKey } from './content-store.ts'
import type { Database } from './database.ts'
import { insertReport, isSearched } from './insert-report.ts'
import type { ReportEntry } from './insert-report.ts'

export interface Changes {
  readonly added: number
  readonly updated: number
  readonly removed: number
  readonly unchanged: number
}

/** A text as the model gets it, and the key of its vector. */
export interface EmbeddedText {
  readonly key: string
  readonly text: string
}

/** What is embedded for a report, paragraph by paragraph. */
export function* embeddedTexts(document: Document, modelId: string): Generator<EmbeddedText> {
  for (const article of document.articles) {
    for (const paragraph of article.paragraphs) yield* textsOf({ document, article, paragraph, modelId })
  }
}

interface InContext {
  readonly document: Document
  readonly article: Article
  readonly paragraph: Paragraph
  readonly modelId: string
}

function textsOf({ document, article, paragraph, modelId }: InContext): EmbeddedText[] {
  if (!isSearched(paragraph)) return []
  const header = contextHeader(document, article, paragraph.path)
  return windowsOf(header, paragraph.text).map((text) => ({ key: contentKey(modelId, text), text }))
}

/** Compares what serves with what is there now. */
export function changesTo(database: Database, entries: readonly ReportEntry[]): Changes {
  const serving = new Map(servingEntries(database).map(({ file, key }) => [file, key]))
  const added = entries.filter(({ file }) => !serving.has(file)).length
  const unchanged = entries.filter(({ file, key }) => serving.get(file) === key).length
  const updated = entries.length - added - unchanged
  return { added, updated, removed: serving.size - unchanged - updated, unchanged }
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
    if (kept.has(entry.file)) continue
    const report = store.report(entry.key)
    if (report !== undefined) insertReport(database, entry, report)
  }
}

/** Ties every paragraph to the vectors of its windows; only for a model that has embedded all of them. */
export function tieVectors(database: Database, store: ContentStore, modelId: string): void {
  const tie = database.prepare(
    'INSERT OR IGNORE INTO paragraph_vector (paragraph, label) SELECT ?, label FROM vector WHERE key = ?',
  )
  const paragraphs = database.prepare<[number], { row: number }>(
    `SELECT paragraph.row FROM paragraph JOIN article ON article.row = paragraph.article
     WHERE article.report = ? ORDER BY paragraph.row`,
  )
  for (const { row, key } of untiedEntries(database)) {
    const document = store.report(key)?.document
    const rows = paragraphs.all(row)
    for (const [at, inContext] of (document === undefined ? [] : [...paragraphsOf(document, modelId)]).entries()) {
      for (const { key: vectorKey } of textsOf(inContext)) tie.run(rows[at]?.row, vectorKey)
    }
  }
}

function* paragraphsOf(document: Document, modelId: string): Generator<InContext> {
  for (const article of document.articles) {
    for (const paragraph of article.paragraphs) yield { document, article, paragraph, modelId }
  }
}

/** True when this very content serves and its paragraphs have their vectors. */
export function isTied(database: Database, { file, key }: ReportEntry): boolean {
  const tied = database.prepare(
    `SELECT 1 FROM report JOIN article ON article.report = report.row
     JOIN paragraph ON paragraph.article = article.row
     JOIN paragraph_vector ON paragraph_vector.paragraph = paragraph.row
     WHERE report.file = ? AND report.key = ? LIMIT 1`,
  )
  return tied.get(file, key) !== undefined
}

interface ServingEntry extends ReportEntry {
  readonly row: number
}

function servingEntries(database: Database): ServingEntry[] {
  return database.prepare<[], ServingEntry>('SELECT row, file, key FROM report').all()
}

function untiedEntries(database: Database): ServingEntry[] {
  return database
    .prepare<[], ServingEntry>(
      `SELECT row, file, key FROM report WHERE NOT EXISTS (
        SELECT 1 FROM article JOIN paragraph ON paragraph.article = article.row
        JOIN paragraph_vector ON paragraph_vector.paragraph = paragraph.row WHERE article.report = report.row)`,
    )
    .all()
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
