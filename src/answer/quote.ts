import type { Passage } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'

/** Known to this file alone, so that no other can write a Quote down. */
const cut: unique symbol = Symbol('cut')

/** Where a quotation stands, as a reader names it. `paragraph` counts from 1 in its article, null for captions. */
export interface Source {
  readonly documentId: string
  readonly file: string
  readonly title: string
  readonly publisher: string | null
  readonly date: string | null
  readonly article: string
  readonly paragraph: number | null
  readonly page: number | null
}

/** Words of a report, exactly as it prints them. Made only by `quote`. */
export interface Quote extends Span {
  readonly exact: string
  readonly paragraphId: string
  readonly source: Source
  /** True where the reader folded doubled glyphs to make it readable. */
  readonly repaired: boolean
  /** True where it was read from a picture of the page, so that it may be wrong. */
  readonly recognised: boolean
  readonly [cut]: true
}

/** Cuts a quotation out of a passage. There is no other way to make one. */
export function quote(passage: Passage, { start, end }: Span): Quote {
  return {
    exact: passage.text.slice(start, end),
    paragraphId: passage.id,
    start,
    end,
    source: sourceOf(passage),
    repaired: passage.repaired,
    recognised: passage.recognised,
    [cut]: true,
  }
}

export function sourceOf({ document, article, number, page }: Passage): Source {
  const { id, file, title, publisher, date } = document
  return { documentId: id, file, title, publisher, date, article: article.title, paragraph: number, page }
}

/**
 * The sentence around a span, closing quotation marks included; several where the span reaches over a border. One that
 * fills half a page is cut at commas.
 */
export function sentenceAround(text: string, span: Span): Span {
  return clausesAround(text, span, wholeSentence(text, span))
}

function wholeSentence(text: string, { start, end }: Span): Span {
  let from = 0
  for (const match of text.matchAll(SENTENCE_END)) {
    const border = match.index + match[0].length
    if (border <= start) from = border
    else if (border >= end) return trimmed(text, { start: from, end: border })
  }
  return trimmed(text, { start: from, end: text.length })
}

/** 。！？ and the closing marks behind it. A semicolon does not end a sentence: what follows shares its place and time. */
const SENTENCE_END = /[。！？!?]+[”’」』）)】]*/gu

function trimmed(text: string, { start, end }: Span): Span {
  const before = text.slice(start, end)
  return {
    start: start + before.length - before.trimStart().length,
    end: end - (before.length - before.trimEnd().length),
  }
}

/** How far a quotation reaches to either side of its figure, in UTF-16 units: five of them fit into one message. */
const REACH = 300

/** The sentence, or what of it stands around the span from one comma to another where it reaches further. */
function clausesAround(text: string, span: Span, sentence: Span): Span {
  const isLong = sentence.end - sentence.start > 2 * REACH + span.end - span.start
  if (!isLong) return sentence
  const before = text.slice(Math.max(sentence.start, span.start - REACH), span.start)
  const after = text.slice(span.end, Math.min(sentence.end, span.end + REACH))
  const isCutBefore = span.start - before.length > sentence.start
  const isCutAfter = span.end + after.length < sentence.end
  const left = isCutBefore ? before.slice(before.search(CLAUSE_START)).length : before.length
  const right = isCutAfter ? Math.max(after.search(LAST_CLAUSE_END) + 1, 0) : after.length
  return trimmed(text, { start: span.start - left, end: span.end + right })
}

/** Behind a mark that separates clauses, or at the figure itself. */
const CLAUSE_START = /(?<=[，；、：,;])|$/u
const LAST_CLAUSE_END = /[，；、,;][^，；、,;]*$/u
