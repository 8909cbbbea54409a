import type { Article, DateBasis, Document, Paragraph } from '../document/document.ts'

/** What the document says around a paragraph: the last resort for a slot that the paragraph leaves open. */
export interface ObservationContext {
  /** The place the document is about, by its canonical name. */
  readonly place: string | null
  /** ISO, as exact as known. */
  readonly date: string | null
  readonly dateBasis: DateBasis | null
  /** The stretch of time the document reports on. */
  readonly period: Document['period']
  readonly title: string
  /** Empty where the article has none. */
  readonly article: string
  /** Headings above the paragraph, outermost first. */
  readonly path: readonly string[]
}

/** The context of one paragraph of a document. */
export function observationContext(document: Document, article: Article, paragraph: Paragraph): ObservationContext {
  return {
    place: document.place,
    date: document.date,
    dateBasis: document.dateBasis,
    period: document.period,
    title: document.title,
    article: article.title,
    path: paragraph.path,
  }
}
