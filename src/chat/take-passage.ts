import type { ReportIndex } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'
import { draft, say } from './draft.ts'
import type { Talk } from './parts.ts'
import { parseLink } from './passage-link.ts'
import type { PassagePlace } from './passage-link.ts'
import { renderPassage } from './render-passage.ts'
import type { PassageView } from './render-passage.ts'

const GONE = draft(say`这段原文已不在资料里：报告可能已更新或移除。可以直接提问，看看现在的资料怎么说。`)

/** Opens the paragraph that a shared link leads to; false for words that are no link of ours. */
export async function openLink(talk: Talk, link: string): Promise<boolean> {
  const place = parseLink(link)
  if (place === undefined) return false
  if (!(await showPassage(talk, place, 'new'))) await talk.say(GONE)
  return true
}

/** Shows a paragraph with its neighbours, in a new message or in the one pressed. False when it is gone. */
export async function showPassage(talk: Talk, place: AskedPlace, where: 'new' | 'in place'): Promise<boolean> {
  const view = talk.parts.index.read((index) => viewOf(index, place))
  if (view === undefined) return false
  const drafted = renderPassage(view)
  await (where === 'new' ? talk.say(drafted) : talk.revise(drafted))
  return true
}

type AskedPlace = Omit<PassagePlace, 'documentId'> & Partial<Pick<PassagePlace, 'documentId'>>

function viewOf(index: ReportIndex, place: AskedPlace): PassageView | undefined {
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

/** Buttons and links can be forged: a span must lie in its paragraph. */
function isWithin({ start, end }: Span, text: string): boolean {
  return start <= end && end <= text.length
}
