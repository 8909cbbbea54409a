import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import { askedPeriodsIn } from './asked-periods.ts'
import { askedPlacesIn } from './asked-places.ts'

/**
 * A question in the words of reports. A time or a place may part the words of a saying (建筑公司2025年干了多少产值, 有多少人到绍兴
 * 旅游): where nothing is said otherwise as it stands, it is read with its one time and its one place in front.
 */
export function wordingOf(text: string, lexicon: Lexicon): string {
  const reworded = lexicon.standardWording(text)
  if (reworded !== text || /[，,；;]/u.test(text)) return reworded
  const ahead = [onlyOne(timesIn(text)), onlyOne(placesIn(text, lexicon))].filter((span) => span !== undefined)
  const moved = withAhead(text, ahead)
  const rewordedMoved = lexicon.standardWording(moved)
  return rewordedMoved === moved ? text : rewordedMoved
}

function onlyOne(spans: readonly Span[]): Span | undefined {
  return spans.length === 1 ? spans[0] : undefined
}

function timesIn(text: string): Span[] {
  return askedPeriodsIn(text)
}

const GOING = /[到来去]$/u
const VISIT = /^(?:旅游|旅行|游玩|玩|观光|度假|打卡)/u

/** Places that are asked about; where people go to visit is one of them, where goods go is not. */
function placesIn(text: string, lexicon: Lexicon): Span[] {
  return askedPlacesIn(text, lexicon).filter(
    ({ role, start, end }) => role === 'subject' || (GOING.test(text.slice(0, start)) && VISIT.test(text.slice(end))),
  )
}

/** The text with the spans before all else, in their order. */
function withAhead(text: string, spans: readonly Span[]): string {
  const ordered = spans.toSorted((a, b) => a.start - b.start)
  const rest = ordered.toReversed().reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text)
  return ordered.map(({ start, end }) => text.slice(start, end)).join('') + rest
}
