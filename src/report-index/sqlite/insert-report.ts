import type { Article, Document, Paragraph } from '../../document/document.ts'
import type { Observation } from '../../observation/observation.ts'
import { contextHeader } from '../context-header.ts'
import { tokensOf } from '../tokens.ts'
import type { ReadReport } from './content-store.ts'
import type { Database } from './database.ts'

/** A report that belongs to the next generation, and the key of what was read from it. */
export interface ReportEntry {
  readonly file: string
  readonly key: string
}

/** Headings are found through the paragraphs below them, which carry them in their header. */
export function isSearched(paragraph: Paragraph): boolean {
  return paragraph.kind !== 'heading'
}

/** Writes a report's rows; runs inside the caller's transaction. */
export function insertReport(database: Database, { file, key }: ReportEntry, { document, observations }: ReadReport): void {
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
  let bodies = 0
  for (const [at, paragraph] of article.paragraphs.entries()) {
    const { id, kind, text, path } = paragraph
    const number = kind === 'body' ? ++bodies : null
    const page = paragraph.pieces[0]?.page ?? null
    const repaired = paragraph.repaired ? 1 : 0
    const inserted = insert.run({ article: row, id, kind, number, page, repaired, path: JSON.stringify(path), text })
    const header = contextHeader(document, article, path)
    if (isSearched(paragraph)) {
      insertWords.run(inserted.lastInsertRowid, tokensOf(`${header}\n${text}`).join(' '))
    }
    insertObservations(database, inserted.lastInsertRowid, observations[at] ?? [])
  }
}

function insertObservations(database: Database, paragraph: number | bigint, observations: readonly Observation[]): void {
  const insert = database.prepare('INSERT INTO observation (paragraph, value) VALUES (?, ?)')
  const insertIndicator = database.prepare(
    'INSERT OR IGNORE INTO observation_indicator (indicator, observation) VALUES (?, ?)',
  )
  for (const observation of observations) {
    const { lastInsertRowid } = insert.run(paragraph, JSON.stringify(observation))
    for (const { canonical } of observation.indicators) insertIndicator.run(canonical, lastInsertRowid)
  }
}
