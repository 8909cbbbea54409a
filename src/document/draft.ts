import type { Article, ParagraphKind } from './document.ts'
import type { Passage } from './passage.ts'

/** A paragraph before it gets its id. */
export interface ParagraphDraft extends Passage {
  readonly kind: ParagraphKind
  readonly path: readonly string[]
}

/** What a reader of a format makes of a file: articles whose paragraphs have no ids yet. */
export interface ArticleDraft extends Omit<Article, 'paragraphs'> {
  readonly paragraphs: readonly ParagraphDraft[]
}
