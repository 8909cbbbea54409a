import type { Span } from '../span.ts'

/** Where a run of a paragraph's characters stands in the file; all count from 1, `column` in UTF-16 units. */
export interface Piece extends Span {
  /** Null where the format has no pages. */
  readonly page: number | null
  readonly line: number
  readonly column: number
  /** How many characters of the file it covers, where that is more than its own length: doubled glyphs folded to one. */
  readonly width?: number
  /** Read from a picture of the page, so that the quotation is marked: recognition errs. */
  readonly isRecognised?: boolean
}

export type ParagraphKind = 'body' | 'heading' | 'caption' | 'row'

/** The unit that is indexed and quoted from. */
export interface Paragraph {
  /** Stays while its text stays, over reindexing and renaming. */
  readonly id: string
  readonly kind: ParagraphKind
  /** The characters of the file, in order; only layout (line ends, blanks between Chinese and digits) is left out. */
  readonly text: string
  /** In order and without gaps: together they cover `text`. */
  readonly pieces: readonly Piece[]
  /** The headings above it, outermost first; the article's title is not among them. */
  readonly path: readonly string[]
  /** True when doubled glyphs were folded, so that the quotation is marked. */
  readonly repaired: boolean
}

/** Signed or long text, a short news item (本报讯), or pictures with their captions. */
export type ArticleKind = 'article' | 'news' | 'pictures'

/** Empty strings where the page prints none. */
export interface Article {
  readonly title: string
  readonly subtitle: string
  readonly kicker: string
  readonly byline: string
  readonly kind: ArticleKind
  readonly paragraphs: readonly Paragraph[]
}

/** Where a document's date was taken from: its metadata file, its own text, or marked there as concluded. */
export type DateBasis = 'metadata' | 'text' | 'inferred'

/** A report as it was published. */
export interface Document {
  /** Hash of the file's content. */
  readonly id: string
  /** Path below the reports folder, with `/`. */
  readonly file: string
  /** What the file was called before it was kept under a name of the program's own; absent where it still is. */
  readonly originalName?: string
  readonly title: string
  readonly publisher: string | null
  /** ISO, as exact as known: 2024, 2024-12 or 2024-12-10. */
  readonly date: string | null
  readonly dateBasis: DateBasis | null
  /** The place it is about, by its canonical name. */
  readonly place: string | null
  /** The stretch of time it reports on, where its title or metadata states one: 2025 of 2025年…统计公报. */
  readonly period: { readonly text: string; readonly from: string; readonly to: string } | null
  readonly articles: readonly Article[]
}
