import type { Article, Document, Paragraph } from '../../document/document.ts'
import type { ScopedObservation } from '../../observation/observation.ts'
import { contextHeader } from '../context-header.ts'
import type { ReadReport } from '../reading/report-reader.ts'
import { tokensOf } from '../tokens.ts'
import type { Database } from './database.ts'
import { createObservationWriter } from './observation-writer.ts'

/** Writes the rows of reports, one run of indexing long. */
export interface ReportWriter {
  insert(report: ReportContent): void
}

/** `key` is the content's in the store. */
interface ReportContent extends ReadReport {
  readonly file: string
  readonly key: string
}

/** Headings are found through the paragraphs below them, which carry them in their header. */
export function isSearched(paragraph: Paragraph): boolean {
  return paragraph.kind !== 'heading'
}

export function createReportWriter(database: Database): ReportWriter {
  const rows = prepare(database)
  return {
    insert({ file, key, document, observations }) {
      const { articles, ...facts } = document
      const report = rows.report.run(file, key, document.id, JSON.stringify({ ...facts, file })).lastInsertRowid
      let paragraphsBefore = 0
      for (const article of articles) {
        const { paragraphs, ...articleFacts } = article
        const row = rows.article.run(report, JSON.stringify(articleFacts)).lastInsertRowid
        const own = observations.slice(paragraphsBefore, paragraphsBefore + paragraphs.length)
        insertParagraphs(rows, { row, document, article, observations: own })
        paragraphsBefore += paragraphs.length
      }
    },
  }
}

type Rows = ReturnType<typeof prepare>

function prepare(database: Database) {
  return {
    report: database.prepare('INSERT INTO report (file, key, id, facts) VALUES (?, ?, ?, ?)'),
    article: database.prepare('INSERT INTO article (report, facts) VALUES (?, ?)'),
    paragraph: database.prepare(
      `INSERT INTO paragraph (article, id, kind, number, page, repaired, recognised, path, text)
       VALUES (:article, :id, :kind, :number, :page, :repaired, :recognised, :path, :text)`,
    ),
    words: database.prepare('INSERT INTO words (rowid, tokens) VALUES (?, ?)'),
    observations: createObservationWriter(database),
  }
}

interface ArticleRows {
  readonly row: number | bigint
  readonly document: Document
  readonly article: Article
  readonly observations: readonly (readonly ScopedObservation[])[]
}

function insertParagraphs(rows: Rows, { row, document, article, observations }: ArticleRows): void {
  let bodies = 0
  for (const [at, paragraph] of article.paragraphs.entries()) {
    const { id, kind, text, path } = paragraph
    const number = kind === 'body' ? ++bodies : null
    const page = paragraph.pieces[0]?.page ?? null
    const marks = { repaired: paragraph.repaired ? 1 : 0, recognised: isRecognised(paragraph) ? 1 : 0 }
    const values = { article: row, id, kind, number, page, ...marks, path: JSON.stringify(path), text }
    const inserted = rows.paragraph.run(values).lastInsertRowid
    if (isSearched(paragraph)) {
      const header = contextHeader(document, article, path)
      rows.words.run(inserted, tokensOf(`${header}\n${text}`).join(' '))
    }
    rows.observations.insert(inserted, observations[at] ?? [])
  }
}

function isRecognised({ pieces }: Paragraph): boolean {
  return pieces.some((piece) => piece.isRecognised === true)
}
