import { type Cell, tableText } from '../answer/cell.ts'
import { conversionShown } from '../answer/answer.ts'
import type { Conversion, ShownObservation } from '../answer/answer.ts'
import type { Quote } from '../answer/quote.ts'
import { shortNameOf } from '../lexicon/short-name.ts'
import type { Fragment } from './draft.ts'
import { join, nameOf, say, textOf } from './draft.ts'

/** The slots of a figure as printed with it, each with what it stands for where the titles say so; 未注明 for none. */
export interface FigureSlots {
  readonly indicator: readonly Fragment[]
  readonly place: readonly Fragment[]
  readonly period: readonly Fragment[]
}

export function slotsOf(observation: ShownObservation, quote: Quote): FigureSlots {
  const slot = (text: string): Fragment[] => [{ kind: 'slot', text, figure: observation, quote }]
  const { indicators, place, period } = observation
  const names = indicators.map(({ text }) => slot(text))
  return {
    indicator: names.length === 0 ? say`指标未注明` : join(names, '、'),
    place: place === null ? say`地区未注明` : withMeaning(slot(place.text), placeMeant(observation, quote), slot),
    period: period === null ? say`时间未注明` : withMeaning(slot(period.text), yearMeant(observation, quote), slot),
  }
}

/** A figure under its slots, in another unit as well where one is asked for. */
export function renderFigure(observation: ShownObservation, quote: Quote, conversion?: Conversion): Fragment[] {
  const { indicator, place, period } = slotsOf(observation, quote)
  return [
    ...join([indicator, place, period], ' · '),
    ...say`\n${amountOf(observation, quote)}`,
    ...(conversion === undefined ? [] : renderConversion({ observation, quote, conversion })),
  ]
}

/** The figure with its unit, which a bare number (a table's cell, the first of 72.5亿、41.3亿千瓦时) has elsewhere. */
export function amountOf(observation: ShownObservation, quote: Quote): Fragment[] {
  const { text, unit } = observation
  const isBare = /^[\d.,+-]+[万亿]?$/u.test(text.normalize('NFKC'))
  const unitAbove = isBare && unit !== '' && !text.endsWith(unit) ? say`（单位：${nameOf(unit)}）` : []
  return [{ kind: 'figure', observation, quote }, ...unitAbove, ...(isFall(observation) ? say`（下降）` : [])]
}

/** A decrease is printed without a minus, in the words before it. */
function isFall({ text, normal, measure }: ShownObservation): boolean {
  const isChange = measure === 'growth' || measure === 'difference'
  return isChange && normal !== null && normal.value < 0 && !/[-－−负降减跌]/u.test(text)
}

interface Converting {
  readonly observation: ShownObservation
  readonly quote: Quote
  readonly conversion: Conversion
}

function renderConversion({ observation, quote, conversion }: Converting): Fragment[] {
  const { unit, isRequest } = conversion
  if (observation.unit === unit.surface) return []
  if (conversionShown(conversion, observation) !== undefined) {
    return say`\n换算：${{ kind: 'conversion', observation, quote, conversion }}`
  }
  return isRequest ? say`\n（不能精确换算成${nameOf(unit.surface)}）` : []
}

function withMeaning(printed: Fragment[], meant: string | undefined, slot: (text: string) => Fragment[]): Fragment[] {
  return meant === undefined ? printed : say`${printed}（${slot(meant)}）`
}

/** Which place 全市 is, as the titles or the publisher's name print it: outside its report the word says nothing. */
function placeMeant({ place }: ShownObservation, { source }: Quote): string | undefined {
  if (place === null || !/^[全我本]/u.test(place.text)) return undefined
  const titles = `${source.title} ${source.article} ${source.publisher ?? ''}`
  return titles.includes(place.canonical) ? place.canonical : shortNameOf(place.canonical).exec(titles)?.[0]
}

/** Which year 年末 and 全年 are of, where the titles say so. */
function yearMeant({ period }: ShownObservation, { source }: Quote): string | undefined {
  if (period === null || period.from === null || /\d{4}/u.test(period.text)) return undefined
  const year = `${period.from.slice(0, 4)}年`
  return `${source.title} ${source.article}`.includes(year) ? year : undefined
}

/** A quotation and its source. */
export function renderQuote(quote: Quote): Fragment[] {
  return say`${{ kind: 'quotation', quote }}${renderReading(quote)}\n—— ${{ kind: 'source', quote }}`
}

/** Figures of one row of a table, each quoted as its cells, with the table's title and unit, and the source. */
export function renderCells(figures: readonly QuotedCell[], quote: Quote): Fragment[] {
  const cells = figures.map(({ cell, figure }): Fragment[] => [{ kind: 'cell', cell, figure, quote }])
  const [first] = figures
  const isTitled = first !== undefined && tableText(first.cell) !== ''
  const table: Fragment[] = isTitled ? say`\n（${{ kind: 'table', ...first, quote }}）` : []
  return [...join(cells, '\n'), ...table, ...renderReading(quote), ...say`\n—— ${{ kind: 'source', quote }}`]
}

/** A figure and the cell of a table that it stands in. */
interface QuotedCell {
  readonly cell: Cell
  readonly figure: ShownObservation
}

/** The figures with their cells; null where one stands in no table. */
export function cellsOf(figures: readonly ShownObservation[]): QuotedCell[] | null {
  const cells = figures.flatMap((figure) => (figure.cell === undefined ? [] : [{ cell: figure.cell, figure }]))
  return cells.length > 0 && cells.length === figures.length ? cells : null
}

/** Lines about how the words were read, where that was not from plain text. */
export function renderReading({ repaired, recognised }: Pick<Quote, 'repaired' | 'recognised'>): Fragment[] {
  return [
    ...(repaired ? say`\n（原文有重影，已还原）` : []),
    ...(recognised ? say`\n【识别文字】由图片识别，可能有误，请核对原件` : []),
  ]
}

/** A quotation and its source as it is copied. */
export function copyOf(quote: Quote): string {
  return renderQuote(quote).map(textOf).join('')
}
