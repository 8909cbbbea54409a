import type { PdfItem, PdfPage } from './pdf-items.ts'

/** A run of text as the page shows it, which may be turned; in points from the page's upper left corner. */
export interface TurnedRun {
  readonly text: string
  /** Where it begins, on the line it stands on. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  /** Quarters of a turn, clockwise. */
  readonly turn: 0 | 1 | 2 | 3
}

type Place = (run: TurnedRun, page: Pick<PdfPage, 'width' | 'height'>) => readonly [left: number, baseline: number]

/** By turn: where a run stands once the page is turned back. */
const PLACES: readonly Place[] = [
  ({ x, y }) => [x, y],
  ({ x, y }, { width }) => [y, width - x],
  ({ x, y }, { width, height }) => [width - x, height - y],
  ({ x, y }, { height }) => [height - y, x],
]

/** More of a turn than this, in quarters, is a stamp's. */
const MAX_TILT = 0.15

/** How a run is turned that goes in this direction on the page; null when it stands aslant. */
export function turnOf(right: number, down: number): TurnedRun['turn'] | null {
  const quarters = Math.atan2(down, right) / (Math.PI / 2)
  if (Math.abs(quarters - Math.round(quarters)) > MAX_TILT) return null
  return ([0, 1, 2, 3] as const).find((turn) => (Math.round(quarters) + 4) % 4 === turn) ?? null
}

/**
 * A page with its text upright: a page whose text is turned for the most part, as a wide table is set on a tall page, is
 * turned back. What is turned otherwise (a side line) is left out: it is of no line.
 */
export function uprightPage(page: Omit<PdfPage, 'items'>, runs: readonly TurnedRun[]): PdfPage {
  const lengths = PLACES.map((_, turn) => runs.reduce((sum, run) => sum + (run.turn === turn ? run.text.length : 0), 0))
  const main = lengths.indexOf(Math.max(...lengths))
  const [width, height] = main % 2 === 0 ? [page.width, page.height] : [page.height, page.width]
  const items = runs.filter(({ turn }) => turn === main).map((run) => itemOf(run, page))
  return { number: page.number, width, height, items }
}

function itemOf(run: TurnedRun, page: Pick<PdfPage, 'width' | 'height'>): PdfItem {
  const [left, baseline] = PLACES[run.turn]?.(run, page) ?? [run.x, run.y]
  return { text: run.text, left, right: left + run.width, baseline, size: run.size }
}
