import type { Conversion, Shown, ShownObservation, View } from '../answer/answer.ts'
import { notesIn } from '../answer/notes.ts'
import type { Quote } from '../answer/quote.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, join, nameOf, say } from './draft.ts'
import { fitting } from './fit.ts'
import { cellsOf, renderCells, renderFigure, renderQuote } from './render-figure.ts'

/** So much for figures and quotations, and the rest of a message for what is missing, assumed and available. */
const MAX_SHOWN = 2600

export interface ToShow extends Shown {
  readonly conversion?: Conversion
  readonly view?: View
}

/** Quotation by quotation: its figures with their slots, the sentence or the cells, the source. */
export function renderShown({ observations, quotes, conversion, view }: ToShow): Fragment[] {
  const blocks = quotes.map((quote, number) => {
    const figures = observations.filter((observation) => observation.quote === number)
    const notes = view === 'conflict' || view === 'comparison' ? renderNotes(quote) : []
    const cells = cellsOf(figures)
    const quoted = cells === null ? renderQuote(quote) : renderCells(cells, quote)
    return [...renderFigures(figures, quote, conversion), ...notes, ...say`\n`, ...quoted]
  })
  return fitting(blocks, {
    separator: '\n\n',
    units: MAX_SHOWN,
    more: (count) => say`\n\n另有${count}条未列出，请问得更具体些。`,
  })
}

/** Where numbers contradict each other or are compared, what each says of itself, and of when its report is. */
function renderNotes(quote: Quote): Fragment[] {
  const { date } = quote.source
  const notes = notesIn(quote).map((note) => [nameOf(note)])
  return [
    ...(notes.length === 0 ? [] : say`\n口径：${join(notes, '、')}`),
    ...(date === null ? [] : say`\n发布：${nameOf(date)}`),
  ]
}

function renderFigures(figures: readonly ShownObservation[], quote: Quote, conversion?: Conversion): Fragment[] {
  const lines = figures.map((figure) => renderFigure(figure, quote, conversion))
  return fitting(lines, { separator: '\n', units: MAX_SHOWN / 3, more: (count) => say`\n同一句里另有${count}个数字` })
}

/** Where else a fact is told. */
export function renderTellings(quotes: readonly Quote[]): Draft {
  const blocks = quotes.map(renderQuote)
  return draft(fitting(blocks, { separator: '\n\n', units: MAX_SHOWN, more: (count) => say`\n\n另有${count}处` }))
}
