import type { Article, Document, Paragraph } from '../../document/document.ts'
import { windowsOf } from '../../embedding/windows.ts'
import { contextHeader } from '../context-header.ts'
import type { ContentStore } from './content-store.ts'
import { contentKey } from './content-store.ts'
import type { Database } from './database.ts'
import { isSearched } from './report-writer.ts'
import type { ReportEntry } from './report-rows.ts'

/** The model whose vectors a generation serves with. */
export interface IndexedModel {
  readonly modelId: string
  readonly dimensions: number
  /** The longest window worth embedding, in UTF-16 units, context included. */
  readonly maxCharacters: number
}

/** A text as the model gets it, and the key of its vector. */
export interface EmbeddedText {
  readonly key: string
  readonly text: string
}

interface InContext {
  readonly document: Document
  readonly article: Article
  readonly paragraph: Paragraph
}

/** The texts of `entries` that have no vector of this model yet, each once. */
export function textsToEmbed(
  { database, store }: { readonly database: Database; readonly store: ContentStore },
  entries: readonly ReportEntry[],
  model: IndexedModel,
): EmbeddedText[] {
  const texts = new Map<string, EmbeddedText>()
  const isTied = database.prepare('SELECT 1 FROM report WHERE file = ? AND key = ? AND model = ?')
  for (const { file, key } of entries) {
    if (isTied.get(file, key, windowsId(model)) !== undefined) continue
    for (const inContext of paragraphsOf(store.report(key).document)) {
      for (const text of textsOf(inContext, model)) texts.set(text.key, text)
    }
  }
  const missing = store.withoutVector(texts.keys())
  return [...texts.values()].filter(({ key }) => missing.has(key))
}

/**
 * Ties the paragraphs of every report to the vectors of their windows, and gives how many reports were not tied to this
 * model before. All texts must have been embedded.
 */
export function tieVectors(database: Database, store: ContentStore, model: IndexedModel): number {
  const tiedTo = windowsId(model)
  database
    .prepare(
      `DELETE FROM paragraph_vector WHERE paragraph IN (SELECT paragraph.row FROM paragraph
        JOIN article ON article.row = paragraph.article JOIN report ON report.row = article.report
        WHERE report.model <> ?)`,
    )
    .run(tiedTo)
  const untied = database
    .prepare<[string], { row: number; key: string }>('SELECT row, key FROM report WHERE model IS NOT ?')
    .all(tiedTo)
  for (const { row, key } of untied) tieReport(database, { row, document: store.report(key).document, model })
  return untied.length
}

interface Tie {
  readonly row: number
  readonly document: Document
  readonly model: IndexedModel
}

function tieReport(database: Database, { row, document, model }: Tie): void {
  const tie = database.prepare(
    'INSERT OR IGNORE INTO paragraph_vector (paragraph, label) SELECT ?, label FROM vector WHERE key = ?',
  )
  const rows = database
    .prepare<[number], number>(
      `SELECT paragraph.row FROM paragraph JOIN article ON article.row = paragraph.article
       WHERE article.report = ? ORDER BY paragraph.row`,
    )
    .pluck()
    .all(row)
  for (const [at, inContext] of [...paragraphsOf(document)].entries()) {
    for (const { key } of textsOf(inContext, model)) tie.run(rows[at], key)
  }
  database.prepare('UPDATE report SET model = ? WHERE row = ?').run(windowsId(model), row)
}

/** Other windows are other texts, whether or not the model is the same. */
function windowsId({ modelId, maxCharacters }: IndexedModel): string {
  return `${modelId} ${maxCharacters}`
}

/** In the order in which their rows were inserted. */
function* paragraphsOf(document: Document): Generator<InContext> {
  for (const article of document.articles) {
    for (const paragraph of article.paragraphs) yield { document, article, paragraph }
  }
}

function textsOf({ document, article, paragraph }: InContext, model: IndexedModel): EmbeddedText[] {
  if (!isSearched(paragraph)) return []
  const header = contextHeader(document, article, paragraph.path)
  const windows = windowsOf(header, paragraph.text, model.maxCharacters)
  return windows.map((text) => ({ key: contentKey(model.modelId, text), text }))
}
