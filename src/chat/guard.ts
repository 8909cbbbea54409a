import type { Quote } from '../answer/quote.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'
import type { Draft, Fragment } from './draft.ts'
import { toMessage } from './draft.ts'
import type { Message } from './message.ts'

/** Reads a passage from the store again; undefined when it is gone. */
export type ReadPassage = (paragraphId: string, documentId?: string) => Passage | undefined

/** A message that may leave, or what is wrong with it. */
export type Guarded =
  | { readonly kind: 'sound'; readonly message: Message }
  | { readonly kind: 'unsound'; readonly problem: string }

/** Digits of every width and script that a reader takes for a figure. */
const DIGIT = /\p{Nd}/u

/**
 * The last look at a message before it leaves: every quotation and figure is cut out of the stored paragraph again and
 * compared, every slot is looked up where it was taken from, and the bot's own words hold no digit.
 */
export function guard(draft: Draft, readPassage: ReadPassage): Guarded {
  for (const fragment of draft.fragments) {
    const problem = problemOf(fragment, readPassage)
    if (problem !== undefined) return { kind: 'unsound', problem }
  }
  return { kind: 'sound', message: toMessage(draft) }
}

function problemOf(fragment: Fragment, readPassage: ReadPassage): string | undefined {
  switch (fragment.kind) {
    case 'words':
      return DIGIT.test(fragment.text) ? 'a digit in the wording' : undefined
    case 'quotation':
      return isCutFrom(passageOf(fragment.quote, readPassage), fragment.quote, fragment.quote.exact)
        ? undefined
        : 'a quotation that differs from its paragraph'
    case 'figure':
      return isCutFrom(passageOf(fragment.quote, readPassage), fragment.observation, fragment.observation.text) &&
        isInside(fragment.observation, fragment.quote)
        ? undefined
        : 'a figure that does not stand in its quotation'
    case 'slot':
      return isPrinted(passageOf(fragment.quote, readPassage), fragment.text) ? undefined : 'a slot that is not printed'
    case 'passage':
      return readPassage(fragment.paragraphId)?.text.includes(fragment.text) === true
        ? undefined
        : 'a passage that differs from its paragraph'
    case 'source':
    case 'count':
    case 'echo':
    case 'name':
    case 'time':
      return undefined
  }
}

function passageOf(quote: Quote, readPassage: ReadPassage): Passage | undefined {
  return readPassage(quote.paragraphId, quote.source.documentId)
}

function isCutFrom(passage: Passage | undefined, { start, end }: Span, exact: string): boolean {
  return passage !== undefined && exact !== '' && passage.text.slice(start, end) === exact
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function isPrinted(passage: Passage | undefined, text: string): boolean {
  if (passage === undefined) return false
  const { document, article, path } = passage
  const places = [document.title, document.place, document.period?.text, document.date, article.title, article.subtitle]
  return [passage.text, ...path, ...places].some((printed) => printed?.includes(text) === true)
}
