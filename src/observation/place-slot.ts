import { isEnumeration } from './enumeration.ts'
import type { Lead, LeadContext } from './lead.ts'
import type { Basis, Slot } from './observation.ts'
import type { PlaceUse } from './place-uses.ts'
import type { Subject } from './topic.ts'
import { within } from './within.ts'

/** The place of each figure of a lead, or one for all. `subject` is what the figures take over; null for nothing. */
export function placesOfLead(lead: Lead, context: LeadContext, subject: Subject | null): readonly (Slot | null)[] {
  const { topic, reading } = context
  const own = ownPlaces(lead, context)
  if (own.length > 0) return own
  if (subject !== null) return subject.places
  if (topic.place !== null) return [placeSlot(topic.place, topic.isContinuation ? 'paragraph' : 'sentence')]
  if (topic.paragraphPlace !== null) return [placeSlot(topic.paragraphPlace, 'paragraph')]
  return [reading.above.place]
}

/** The places of the clause up to the figures: one for each figure where as many are listed, else the last. */
export function ownPlaces(lead: Lead, { clause, reading: { source } }: LeadContext): Slot[] {
  const uses = within(source.places, { start: clause.start, end: lead.span.end }).filter(
    ({ role }) => role === 'subject',
  )
  const list = uses.slice(-lead.figures.length)
  const chosen = list.length === lead.figures.length && isEnumeration(list, source.text) ? list : uses.slice(-1)
  return chosen.map((use) => placeSlot(use, 'clause'))
}

/** A place of the paragraph as a slot. 全市 is printed there, but what it means is known from the document. */
function placeSlot(use: PlaceUse, basis: Basis): Slot {
  return { text: use.text, canonical: use.canonical, basis: use.isSelf ? 'document' : basis }
}
