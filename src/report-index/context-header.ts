import type { ArticleFacts, DocumentFacts } from './report-index.ts'

/**
 * What is embedded and indexed before a paragraph's own words: title, publisher and date of the document, title of the
 * article, headings. A paragraph of a report says 全市 and 全年 and seldom which city and year: with this header the
 * right paragraph was first for 66 % instead of 17 % of 376 questions on 152 city reports.
 */
export function contextHeader(document: DocumentFacts, article: ArticleFacts, path: readonly string[]): string {
  const parts = [document.title, document.publisher, document.place, document.date, article.title, article.subtitle]
  const seen = new Set([...parts, ...path].filter((part): part is string => part !== null && part !== ''))
  return [...seen].join(' ')
}
