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
  /**
   * The paragraph that leads to the list of which this one is an item (2025年市级支出主要项目执行情况是：); empty for none. It
   * says of when and of whose accounts the items are, as a heading does.
   */
  readonly introduction: string
}

/** A paragraph with what the document says around it. */
export interface ParagraphInContext {
  readonly paragraph: Paragraph
  readonly context: ObservationContext
}

/** The paragraphs of an article in order, each with its context. */
export function paragraphsInContext(document: Document, article: Article): ParagraphInContext[] {
  const { place, date, dateBasis, period, title } = document
  const introductions = introductionsOf(article.paragraphs)
  return article.paragraphs.map((paragraph, at) => {
    const above = { article: article.title, path: paragraph.path, introduction: introductions[at] ?? '' }
    return { paragraph, context: { place, date, dateBasis, period, title, ...above } }
  })
}

/** 1、税收收入…, （2）…, ——…: an item of a list. */
const ITEM =
  /^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)）]|[①-⑳]|[一二三四五六七八九十]是|——|[●◆■])(?!\d)/u
const LEADS_TO_LIST = /(?:[：:]|如下。?)\s*$/u

/** For each paragraph the one that introduces its list; empty for none. Headings and tables end a list. */
function introductionsOf(paragraphs: readonly Paragraph[]): string[] {
  let introduction = ''
  return paragraphs.map(({ kind, text }) => {
    if (kind === 'body' && ITEM.test(text)) return introduction
    introduction = kind === 'body' && LEADS_TO_LIST.test(text) ? text : ''
    return ''
  })
}
