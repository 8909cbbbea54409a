import { cellAt, cellText, tableText } from '../answer/cell.ts'
import { sourceOf } from '../answer/quote.ts'
import type { Quote } from '../answer/quote.ts'
import type { Observation } from '../observation/observation.ts'
import { shortNameOf } from '../lexicon/short-name.ts'
import type { OpenIndex, Passage } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'
import type { Draft, Fragment, QuotedFigure } from './draft.ts'
import { fragmentsOf, labelOf, textOf, toMessage } from './draft.ts'
import type { Message } from './message.ts'

/** What is stored now, to hold a draft against. */
export interface Stored {
  /** Undefined when it is gone. */
  passage(paragraphId: string, documentId?: string): Passage | undefined
  observations(passage: Passage): readonly Observation[]
}

/** A message that may leave, or what is wrong with it. */
export type Guarded =
  | { readonly kind: 'sound'; readonly message: Message }
  | { readonly kind: 'unsound'; readonly problem: string }

/** Digits of every width and script that a reader takes for a figure. */
const DIGIT = /\p{Nd}/u

/** Telegram takes no more characters in one message; in the other channels nobody reads more. */
const MAX_UNITS = 4096

/**
 * The last look at a message before it leaves: every quotation, figure and source is made from the stored paragraph
 * again and compared, every slot is one that is stored with its figure and printed where slots are read from, and the
 * bot's own words hold no digit.
 */
export function guard(draft: Draft, stored: Stored): Guarded {
  for (const fragment of fragmentsOf(draft)) {
    const problem = problemOf(fragment, stored)
    if (problem !== undefined) return { kind: 'unsound', problem }
  }
  const message = toMessage(draft)
  return message.text.length > MAX_UNITS
    ? { kind: 'unsound', problem: 'a message that is too long' }
    : { kind: 'sound', message }
}

/** The stored things of an index, one look-up a time. */
export function storedIn(index: OpenIndex): Stored {
  return {
    passage: (paragraphId, documentId) => index.read((reading) => reading.passageById(paragraphId, documentId)),
    observations: ({ row }) =>
      index.read((reading) => reading.observationsOf([row]).map(({ observation }) => observation)) ?? [],
  }
}

type Of<Kind extends Fragment['kind']> = Extract<Fragment, { readonly kind: Kind }>

/** Undefined for a fragment that is sound. Counts, times, names and what the person wrote are not of the reports. */
function problemOf(fragment: Fragment, stored: Stored): string | undefined {
  if ('quote' in fragment) return problemOfQuoted(fragment, stored)
  if (fragment.kind === 'difference')
    return unless(isReckoned(fragment, stored), 'a difference that is reckoned otherwise')
  if (fragment.kind === 'words') return unless(!DIGIT.test(fragment.text), 'a digit in the wording')
  if (fragment.kind !== 'passage') return undefined
  return unless(isPassage(fragment, stored), 'a passage that differs from its paragraph')
}

function problemOfQuoted(fragment: Extract<Fragment, { readonly quote: Quote }>, stored: Stored): string | undefined {
  switch (fragment.kind) {
    case 'quotation':
      return unless(isQuoted(fragment.quote, stored), 'a quotation that differs from its paragraph')
    case 'figure':
      return unless(isFigure(fragment, stored), 'a figure that does not stand in its quotation')
    case 'slot':
      return unless(isSlot(fragment, stored), 'a slot that is not printed with its figure')
    case 'cell':
    case 'table':
      return unless(isCell(fragment, stored), 'a cell that stands otherwise in its table')
    case 'conversion':
      return unless(isConverted(fragment, stored), 'a conversion that is reckoned otherwise')
    case 'source':
      return unless(isSource(fragment.quote, stored), 'a source that differs from its document')
  }
}

function unless(isSound: boolean, problem: string): string | undefined {
  return isSound ? undefined : problem
}

function passageOf({ paragraphId, source }: Quote, stored: Stored): Passage | undefined {
  return stored.passage(paragraphId, source.documentId)
}

function isQuoted(quote: Quote, stored: Stored): boolean {
  return isCutFrom(passageOf(quote, stored), quote, quote.exact)
}

function isCutFrom(passage: Passage | undefined, { start, end }: Span, exact: string): boolean {
  return passage !== undefined && exact !== '' && passage.text.slice(start, end) === exact
}

function isFigure({ observation, quote }: Of<'figure'>, stored: Stored): boolean {
  const isInside = quote.start <= observation.start && observation.end <= quote.end
  return isInside && isCutFrom(passageOf(quote, stored), observation, observation.text)
}

/** Beside and above it stand the same words. */
function isCell({ cell, figure, quote }: Of<'cell' | 'table'>, stored: Stored): boolean {
  const passage = passageOf(quote, stored)
  const own = passage === undefined ? null : cellAt(passage, figure)
  const isSame = own !== null && cellText(own, '') === cellText(cell, '') && tableText(own) === tableText(cell)
  return isSame && isCutFrom(passage, figure, figure.text)
}

/** Reckoned again from the stored figures, it is the same, and it is something. */
function isReckoned(fragment: Of<'difference'>, stored: Stored): boolean {
  const figures = fragment.figures.map((figure) => storedFigure(figure, stored))
  const [a, b] = figures
  return a !== undefined && b !== undefined && isSameText(fragment, { ...fragment, figures: [a, b] })
}

function isConverted(fragment: Of<'conversion'>, stored: Stored): boolean {
  const figure = storedFigure(fragment, stored)
  return figure !== undefined && isSameText(fragment, { ...fragment, ...figure })
}

function isSameText(shown: Fragment, reckoned: Fragment): boolean {
  return textOf(shown) !== '' && textOf(shown) === textOf(reckoned)
}

/** The figure as it is stored where this one stands; undefined where none does, or its characters are others. */
function storedFigure({ observation, quote }: QuotedFigure, stored: Stored): QuotedFigure | undefined {
  const passage = passageOf(quote, stored)
  if (passage === undefined || !isCutFrom(passage, observation, observation.text)) return undefined
  const { start, end, measure } = observation
  const own = stored
    .observations(passage)
    .find((one) => one.start === start && one.end === end && one.measure === measure)
  return own && { observation: own, quote }
}

function isSlot({ text, figure, quote }: Of<'slot'>, stored: Stored): boolean {
  const passage = passageOf(quote, stored)
  if (passage === undefined || !isPrinted(passage, text)) return false
  return stored
    .observations(passage)
    .some((one) => one.start === figure.start && one.end === figure.end && isSlotWord(text, one))
}

/** What may be shown as a slot: its printed words, and for 全市 and 年末 the place and the year that they stand for. */
function isSlotWord(text: string, { indicators, place, period }: Observation): boolean {
  const year = period?.from?.slice(0, 4)
  const words = [...indicators.map((one) => one.text), place?.text, place?.canonical, period?.text, year && `${year}年`]
  return words.includes(text) || (place !== null && shortNameOf(place.canonical).exec(text)?.[0] === text)
}

/** Wherever a slot may be read from: the paragraph, its headings, its article's titles, its document and who published it. */
function isPrinted({ text: paragraph, path, article, document }: Passage, text: string): boolean {
  const { title, publisher, place, period, date } = document
  const printed = [paragraph, ...path, article.title, article.subtitle, title, publisher, place, period?.text, date]
  return printed.some((words) => words?.includes(text) === true)
}

function isPassage({ paragraphId, documentId, text }: Of<'passage'>, stored: Stored): boolean {
  return stored.passage(paragraphId, documentId)?.text.includes(text) === true
}

function isSource(quote: Quote, stored: Stored): boolean {
  const passage = passageOf(quote, stored)
  return passage !== undefined && labelOf(sourceOf(passage)) === labelOf(quote.source)
}
