import { type Cell, cellText, tableText } from '../answer/cell.ts'
import { conversionShown } from '../answer/answer.ts'
import type { Conversion, ShownObservation } from '../answer/answer.ts'
import { differenceOf } from '../answer/computed.ts'
import type { Observation } from '../observation/observation.ts'
import type { Quote, Source } from '../answer/quote.ts'
import type { Span } from '../span.ts'
import { shorten } from './shorten.ts'
import type { Button, Message, Style, Table } from './message.ts'

/**
 * A stretch of a message and where its characters come from. A message is built of these and of nothing else, so that
 * the guard can hold each against its origin.
 */
export type Fragment =
  /** The bot's own wording: never a digit. */
  | { readonly kind: 'words'; readonly text: string }
  /** A number that the program counted itself (12份报告). */
  | { readonly kind: 'count'; readonly value: number }
  /** What the person wrote or sees of himself (2023年, his id), given back. */
  | { readonly kind: 'echo'; readonly text: string }
  /** A name from the index or the file system: title, file, place, error text of a report. */
  | { readonly kind: 'name'; readonly text: string }
  /** A time of the program's own clock or of the index. */
  | { readonly kind: 'time'; readonly text: string }
  /** A quotation in its marks. */
  | { readonly kind: 'quotation'; readonly quote: Quote }
  /** The figure itself, standing alone. */
  | { readonly kind: 'figure'; readonly observation: ShownObservation; readonly quote: Quote }
  /** The first figure less the second, reckoned from what both print. */
  | { readonly kind: 'difference'; readonly figures: readonly [QuotedFigure, QuotedFigure] }
  /** The figure in another unit, reckoned from what it prints. */
  | ({ readonly kind: 'conversion'; readonly conversion: Conversion } & QuotedFigure)
  /** An indicator, place or period of the figure, as printed beside it, in a heading, or in the document's title. */
  | { readonly kind: 'slot'; readonly text: string; readonly figure: Span; readonly quote: Quote }
  /** A figure of a table, quoted as its cells side by side, or the title and the unit line of that table. */
  | { readonly kind: 'cell' | 'table'; readonly cell: Cell; readonly figure: Observation; readonly quote: Quote }
  /** Where a quotation stands. */
  | { readonly kind: 'source'; readonly quote: Quote }
  /** A part of a stored paragraph, shown when its surroundings are asked for. */
  | ShownPassage

interface ShownPassage {
  readonly kind: 'passage'
  readonly text: string
  readonly paragraphId: string
  readonly documentId: string
  /** The one that was asked for, and the figure in it, by its place in `text`; absent from its neighbours. */
  readonly focus?: { readonly figure: Span | undefined }
}

/** A figure with the quotation it stands in. */
export interface QuotedFigure {
  readonly observation: Observation
  readonly quote: Quote
}

/** A message before the guard has looked at it. */
export interface Draft {
  readonly fragments: readonly Fragment[]
  readonly buttons: readonly (readonly Button[])[]
  /** The same, for channels that can show tables. */
  readonly table?: DraftTable
}

/** A table whose cells are built like a message. */
export interface DraftTable {
  readonly head: readonly Fragment[]
  readonly columns: readonly (readonly Fragment[])[]
  readonly rows: readonly (readonly (readonly Fragment[])[])[]
}

/** Fragments from a template: strings are the bot's words, numbers are counts. */
export function say(
  words: TemplateStringsArray,
  ...values: readonly (Fragment | readonly Fragment[] | number)[]
): Fragment[] {
  return words.flatMap((text, at) => {
    const value = values[at]
    const fragments = value === undefined ? [] : typeof value === 'number' ? [count(value)] : [value].flat()
    return text === '' ? fragments : [wordsOf(text), ...fragments]
  })
}

export function echo(text: string): Fragment {
  return { kind: 'echo', text }
}

export function nameOf(text: string): Fragment {
  return { kind: 'name', text }
}

/** Joins lists of fragments with words between them. */
export function join(parts: readonly (readonly Fragment[])[], separator: string): Fragment[] {
  return parts.flatMap((part, at) => (at === 0 ? part : [wordsOf(separator), ...part]))
}

export function draft(fragments: readonly Fragment[], buttons: Draft['buttons'] = []): Draft {
  return { fragments, buttons }
}

/** The characters a fragment shows. */
export function textOf(fragment: Fragment): string {
  if ('text' in fragment) return fragment.text
  if (fragment.kind === 'count') return String(fragment.value)
  return fragment.kind === 'difference' ? differenceText(fragment.figures) : quotedText(fragment)
}

/** Of what is cut out of a report. */
function quotedText(
  fragment: Exclude<Extract<Fragment, { readonly quote: Quote }>, { readonly kind: 'slot' }>,
): string {
  switch (fragment.kind) {
    case 'quotation':
      return `“${fragment.quote.exact}”`
    case 'figure':
      return fragment.observation.text
    case 'source':
      return labelOf(fragment.quote.source)
    case 'cell':
      return `“${cellText(fragment.cell, fragment.figure.text)}”`
    case 'table':
      return tableText(fragment.cell)
    case 'conversion':
      return conversionShown(fragment.conversion, fragment.observation) ?? ''
  }
}

/** 17.4% − 7.0% = 10.4个百分点; empty where there is no difference, which the guard lets nobody see. */
function differenceText([{ observation: a }, { observation: b }]: readonly [QuotedFigure, QuotedFigure]): string {
  const difference = differenceOf(a, b)
  return typeof difference === 'string' ? '' : `${difference.formula} = ${difference.result}`
}

/** Titles longer than this are something else that a reader took for one. */
const MAX_TITLE = 80

/** 新疆日报《…》第7段: publisher, title of the article or else of the document, page, paragraph. */
export function labelOf({ publisher, title, article, page, paragraph }: Source): string {
  const where = [page === null ? '' : `第${page}页`, paragraph === null ? '' : `第${paragraph}段`]
  return `${publisher ?? ''}《${shorten(article === '' ? title : article, MAX_TITLE)}》${where.join('')}`
}

/** All fragments of a draft, those of its table too. */
export function fragmentsOf({ fragments, table }: Draft): readonly Fragment[] {
  return table === undefined ? fragments : [...fragments, ...table.head, ...table.columns.flat(), ...table.rows.flat(2)]
}

/** The message of a draft. Only the guard calls it for sending. */
export function toMessage({ fragments, buttons, table }: Draft): Message {
  let text = ''
  const styles: Style[] = []
  for (const fragment of fragments) {
    const start = text.length
    text += textOf(fragment)
    styles.push(...stylesOf(fragment, { start, end: text.length }))
  }
  return { text, styles, buttons, ...(table && { table: toTable(table) }) }
}

function toTable({ head, columns, rows }: DraftTable): Table {
  return { head: plain(head), columns: columns.map(plain), rows: rows.map((cells) => cells.map(plain)) }
}

function plain(fragments: readonly Fragment[]): string {
  return fragments.map(textOf).join('')
}

/** A quotation above this fills a phone's screen: some twelve lines of twenty characters. */
const MAX_UNFOLDED = 240

function stylesOf(fragment: Fragment, shown: Span): Style[] {
  if (fragment.kind === 'figure') return [{ type: 'bold', ...shown }]
  if (fragment.kind === 'quotation' || fragment.kind === 'cell') {
    return [{ type: shown.end - shown.start > MAX_UNFOLDED ? 'long-quotation' : 'quotation', ...shown }]
  }
  if (fragment.kind !== 'passage' || fragment.focus === undefined) return []
  const { figure } = fragment.focus
  const quotation: Style = { type: 'quotation', ...shown }
  if (figure === undefined) return [quotation]
  return [quotation, { type: 'bold', start: shown.start + figure.start, end: shown.start + figure.end }]
}

/** The bot's own words out of a table; never a digit. */
export function wordsOf(text: string): Fragment {
  return { kind: 'words', text }
}

function count(value: number): Fragment {
  return { kind: 'count', value }
}
