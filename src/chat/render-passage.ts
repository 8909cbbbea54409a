import { quote } from '../answer/quote.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, join, nameOf, say } from './draft.ts'
import type { Button } from './message.ts'
import { linkTo } from './passage-link.ts'
import { pressFor } from './press.ts'
import { copyOf, renderReading } from './render-figure.ts'
import { shorten, wholeCharacters } from './shorten.ts'

/** A paragraph with what a reader needs to find his way from it. */
export interface PassageView {
  readonly passage: Passage
  /** The figure that was asked for; undefined when one has paged on to a neighbour. */
  readonly figure: Span | undefined
  readonly before: Passage | undefined
  readonly after: Passage | undefined
  /** Its place among the paragraphs of its kind in its article. */
  readonly position: { readonly number: number; readonly total: number }
}

/** How much of a paragraph is shown, in UTF-16 units; three of them, the middle one longer by its figure, fit. */
const MAX_PARAGRAPH = 1000
const MAX_HEADINGS = 200

/** A paragraph as a quotation with the figure in it bold, between its neighbours, to page through the article. */
export function renderPassage(view: PassageView): Draft {
  const { passage, before, after } = view
  const shown = stretchAround(passage.text, view.figure)
  const parts = [before && startOf(before), focus(view, shown), after && startOf(after)]
  const { title } = passage.article
  const headings = [title === '' ? passage.document.title : title, ...passage.path]
  return draft(
    [
      nameOf(shorten(headings.join(' › '), MAX_HEADINGS)),
      ...say`\n${renderPosition(view)}\n\n`,
      ...join(
        parts.filter((part) => part !== undefined),
        '\n\n',
      ),
    ],
    buttonsFor(view, shown),
  )
}

/** What the paragraphs of a kind are counted by. Headings are never paged to, and are named for completeness. */
const COUNTED: Readonly<Record<Passage['kind'], readonly [string, string]>> = {
  body: ['第', '段'],
  row: ['表格第', '行'],
  caption: ['图注第', '条'],
  heading: ['标题第', '条'],
}

function renderPosition({ passage, position }: PassageView): Fragment[] {
  const [ordinal, unit] = COUNTED[passage.kind]
  const { page, document } = passage
  return [
    ...(page === null ? [] : say`第${page}页 · `),
    ...say`${nameOf(ordinal)}${position.number}${nameOf(unit)}/共${position.total}${nameOf(unit)}`,
    ...(document.date === null ? [] : say` · ${nameOf(document.date)}`),
    ...renderReading(passage),
  ]
}

/** The start of a neighbour. */
function startOf(passage: Passage): Fragment[] {
  const { text, id: paragraphId, document } = passage
  const end = wholeCharacters(text, Math.min(text.length, MAX_PARAGRAPH))
  return [
    { kind: 'passage', text: text.slice(0, end), paragraphId, documentId: document.id },
    ...(end < text.length ? say`……` : []),
  ]
}

/** What is shown of a paragraph: all of it, or where it is long what stands around the figure. */
function stretchAround(text: string, figure: Span = NOWHERE): Span {
  if (text.length <= MAX_PARAGRAPH) return { start: 0, end: text.length }
  return {
    start: wholeCharacters(text, Math.max(0, figure.start - MAX_PARAGRAPH / 2)),
    end: wholeCharacters(text, Math.min(text.length, figure.end + MAX_PARAGRAPH / 2)),
  }
}

function focus({ passage: { id, text, document }, figure }: PassageView, { start, end }: Span): Fragment[] {
  const within = figure && { start: figure.start - start, end: figure.end - start }
  const shown = text.slice(start, end)
  return [
    ...(start > 0 ? say`……` : []),
    { kind: 'passage', text: shown, paragraphId: id, documentId: document.id, focus: { figure: within } },
    ...(end < text.length ? say`……` : []),
  ]
}

function buttonsFor({ passage, figure, before, after }: PassageView, shown: Span): Button[][] {
  const cut = quote(passage, shown)
  const place = { paragraphId: passage.id, documentId: passage.document.id }
  const copy: Button = {
    label: '复制引文',
    press: pressFor({ kind: 'copy', ...place, ...shown }),
    copy: copyOf(cut),
  }
  const here = { ...place, ...(figure ?? NOWHERE) }
  const share: Button = {
    label: '复制链接',
    press: pressFor({ kind: 'page', ...here }),
    link: { start: linkTo(here), does: 'copy' },
  }
  return [
    [...pageTo('上一段', before), ...pageTo('下一段', after)],
    [copy, share],
  ]
}

const NOWHERE: Span = { start: 0, end: 0 }

function pageTo(label: string, passage: Passage | undefined): Button[] {
  if (passage === undefined) return []
  const { id: paragraphId, document } = passage
  return [{ label, press: pressFor({ kind: 'page', paragraphId, documentId: document.id, ...NOWHERE }) }]
}
