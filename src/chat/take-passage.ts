import type { ReportIndex } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'
import type { Talk } from './parts.ts'
import { renderPassage } from './render-passage.ts'
import type { PassageView } from './render-passage.ts'

/** A paragraph of a report, and a figure in it; an empty span points at none. */
export interface PassagePlace extends Span {
  readonly paragraphId: string
  readonly documentId?: string
}

/** Shows a paragraph with its neighbours, in a new message or in the one pressed. False when it is gone. */
export async function showPassage(talk: Talk, place: PassagePlace, where: 'new' | 'in place'): Promise<boolean> {
  const view = talk.parts.index.read((index) => viewOf(index, place))
  if (view === undefined) return false
  const drafted = renderPassage(view)
  await (where === 'new' ? talk.say(drafted) : talk.revise(drafted))
  return true
}

function viewOf(index: ReportIndex, place: PassagePlace): PassageView | undefined {
  const passage = index.passageById(place.paragraphId, place.documentId)
  if (passage === undefined || !isWithin(place, passage.text)) return undefined
  const { row } = passage
  return {
    passage,
    figure: place.start < place.end ? { start: place.start, end: place.end } : undefined,
    before: index.neighbour(row, -1),
    after: index.neighbour(row, 1),
    position: index.position(row),
  }
}

/** Buttons can be forged: a span must lie in its paragraph. */
function isWithin({ start, end }: Span, text: string): boolean {
  return start <= end && end <= text.length
}
