import type { Article, ParagraphKind } from './document.ts'
import type { Metadata } from './metadata.ts'
import type { Passage } from './passage.ts'

/** A paragraph before it gets its id. */
export interface ParagraphDraft extends Passage {
  readonly kind: ParagraphKind
  readonly path: readonly string[]
}

/** A paragraph of the characters of a passage. */
export function draftParagraph(
  { text, pieces, repaired }: Passage,
  kind: ParagraphKind,
  path: readonly string[],
): ParagraphDraft {
  return { kind, text, pieces, path, repaired }
}

/** What a reader of a format makes of a text: articles whose paragraphs have no ids yet. */
export interface ArticleDraft extends Omit<Article, 'paragraphs'> {
  readonly paragraphs: readonly ParagraphDraft[]
}

/** What a reader makes of a file. */
export interface DocumentDraft {
  readonly articles: readonly ArticleDraft[]
  /** What its front matter states; `{}` where a format has none. */
  readonly stated: Metadata
  /** What the file says of itself outside its text: the head of a web page, the properties of an office file. */
  readonly imprint: Pick<Metadata, 'title' | 'publisher' | 'date'>
}

/** The one article of a file that is one text; none where there is no word. */
export function singleArticle(
  { title, subtitle = '' }: { readonly title: string; readonly subtitle?: string },
  paragraphs: readonly ParagraphDraft[],
): ArticleDraft[] {
  if (title === '' && paragraphs.length === 0) return []
  return [{ title, subtitle, kicker: '', byline: '', kind: 'article', paragraphs }]
}
