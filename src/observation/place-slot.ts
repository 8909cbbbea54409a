import type { Lead, LeadContext } from './lead.ts'
import type { Basis, Slot } from './observation.ts'
import type { PlaceUse } from './place-uses.ts'
import { isOfCompany } from './owner.ts'
import type { ReadIndicator, Subject, Topic } from './topic.ts'
import { within } from './within.ts'

interface PlaceOptions {
  /** What the figures take over; null for nothing. */
  readonly subject: Subject | null
  readonly indicators: readonly ReadIndicator[]
}

/** The place of each figure of a lead, or one for all. */
export function placesOfLead(
  lead: Lead,
  context: LeadContext,
  { subject, indicators }: PlaceOptions,
): readonly (Slot | null)[] {
  const { topic, reading } = context
  const own = ownPlaces(lead, context)
  if (own.length > 0) return own
  if (subject !== null) return subject.places
  // The accounts of a company are of no place: not of the one that its market or the report is of.
  if (indicators.some(({ text }) => isOfCompany(text, topic.owner))) return [sentencePlace(topic)]
  if (topic.place !== null) return [placeSlot(topic.place, topic.isContinuation ? 'paragraph' : 'sentence')]
  if (topic.paragraphPlace !== null) return [placeSlot(topic.paragraphPlace, 'paragraph')]
  return [reading.above.place]
}

/** The place that the sentence itself names. */
function sentencePlace({ place, isContinuation }: Topic): Slot | null {
  return place === null || isContinuation ? null : placeSlot(place, 'sentence')
}

/** The places of the clause up to the figures: one for each figure where as many are listed, else the last. */
export function ownPlaces(lead: Lead, { clause, reading: { source } }: LeadContext): Slot[] {
  const uses = within(source.places, { start: clause.start, end: lead.span.end }).filter(
    ({ role }) => role === 'subject',
  )
  const list = uses.slice(-lead.figures.length)
  const isList = list.length === lead.figures.length && areListed(list, source.text)
  const chosen = isList ? list : uses.slice(-1)
  return chosen.map((use) => placeSlot(use, 'clause'))
}

const LISTED = /^[^，。；、]{0,12}(?:、|以及|和|与|及)$/

/** 江苏、浙江; also each with its own zone: 赣州综保区、南昌综保区进出口分别增长A、B. */
function areListed(list: readonly PlaceUse[], text: string): boolean {
  return list.every((use, at) => at === 0 || LISTED.test(text.slice(list[at - 1]?.end, use.start)))
}

/** A place of the paragraph as a slot. 全市 is printed there, but what it means is known from the document. */
function placeSlot(use: PlaceUse, basis: Basis): Slot {
  return { text: use.text, canonical: use.canonical, basis: use.isSelf ? 'document' : basis }
}
