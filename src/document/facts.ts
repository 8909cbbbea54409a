import path from 'node:path'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Article, Document } from './document.ts'
import type { Metadata } from './metadata.ts'

export type Facts = Pick<Document, 'title' | 'publisher' | 'date' | 'dateBasis' | 'place' | 'period'>

export function documentFacts(
  {
    file,
    stated,
    articles,
  }: { readonly file: string; readonly stated: Metadata; readonly articles: readonly Article[] },
  lexicon: Lexicon,
): Facts {
  const leading = articles.toSorted((a, b) => size(b) - size(a))[0]
  const title = stated.title ?? (leading?.title || path.posix.parse(file).name)
  const place = lexicon.placesIn(stated.place ?? title)[0]?.canonicals[0] ?? stated.place ?? null
  return {
    title,
    publisher: stated.publisher ?? null,
    date: stated.date ?? null,
    dateBasis: stated.date === undefined ? null : (stated.dateBasis ?? 'metadata'),
    place,
    period: null,
  }
}

function size({ paragraphs }: Article): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0)
}
