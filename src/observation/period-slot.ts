import type { Period } from '../figure/period.ts'
import type { Span } from '../span.ts'
import { isEnumeration } from './enumeration.ts'
import type { Lead, LeadContext } from './lead.ts'
import type { Basis, PeriodSlot } from './observation.ts'
import type { PeriodUse } from './period-uses.ts'
import { REACHES } from './predicate-words.ts'
import type { Reading } from './reading.ts'
import type { Subject } from './topic.ts'
import { firstFrom, within } from './within.ts'

interface PeriodOptions {
  /** What the figures take over; null when they name their own indicator. */
  readonly subject: Subject | null
  readonly isPlanned: boolean
}

/** The period of each figure of a lead, or one for all. */
export function periodsOfLead(
  lead: Lead,
  context: LeadContext,
  options: PeriodOptions,
): readonly (PeriodSlot | null)[] {
  const { clause, topic, reading } = context
  const listed = listedPeriods(lead, reading)
  if (listed.length > 1) return listed.map((use) => periodSlot(use, use.start >= clause.start ? 'clause' : 'sentence'))
  // 从去年同期的27%上升至34%: the time of the start is not the time of the end.
  const isEnd = REACHES.test(lead.predicate.text)
  const start = isEnd ? lead.span.start : clause.start
  const own = timesIn({ start, end: lead.span.end }, reading).at(-1)
  if (own !== undefined) return [periodSlot(own, 'clause')]
  if (options.subject !== null && !isEnd) return options.subject.periods
  if (topic.period !== null) return [periodSlot(topic.period, topic.periodIsEarlier ? 'paragraph' : 'sentence')]
  return [periodAbove(reading, { isPlanned: options.isPlanned, last: lastDated(lead, reading) })]
}

/** A list of times stands no farther before its figures. */
const FARTHEST_LIST = 240

/** 2021年、2022年营业收入分别为A、B: as many times as figures, joined as a list, in one sentence; empty otherwise. */
export function listedPeriods(lead: Lead, reading: Reading): readonly PeriodUse[] {
  const count = lead.figures.length
  if (count === 1) return []
  const { text } = reading.source
  const from = Math.max(0, lead.span.start - FARTHEST_LIST)
  const before = text.slice(from, lead.span.start)
  const sentence = Math.max(...['。', '；', '\n'].map((sign) => before.lastIndexOf(sign)))
  const list = timesIn({ start: from + sentence + 1, end: lead.span.end }, reading).slice(-count)
  return list.length === count && isEnumeration(list, text) ? list : []
}

function timesIn(span: Span, { source }: Reading): readonly PeriodUse[] {
  return within(source.periods, span).filter(({ role, end }) => role === 'time' && end <= span.end)
}

/** The last time with dates before the figures. */
function lastDated(lead: Lead, { source }: Reading): PeriodUse | undefined {
  const before = firstFrom(source.periods, lead.span.end)
  for (let at = before - 1; at >= 0; at -= 1) {
    const use = source.periods[at]
    if (use?.role === 'time' && use.from !== null) return use
  }
  return undefined
}

function periodSlot(use: Period, basis: Basis): PeriodSlot {
  return { text: use.text, from: use.from, to: use.to, basis }
}

/**
 * The period above a paragraph: of the nearest dated heading, else what the document reports on; null for none. What is
 * planned is dated by the reported period in a budget alone, nor is a figure after words of another time.
 */
function periodAbove(
  { above, reported }: Reading,
  { isPlanned, last }: { isPlanned: boolean; last: PeriodUse | undefined },
): PeriodSlot | null {
  if (above.period !== null) return periodSlot(above.period, 'heading')
  if (reported === null || (isPlanned && !above.isBudget)) return null
  return last !== undefined && isApart(last, reported) ? null : { ...reported, basis: 'document' }
}

/** True for a time with dates that shares none with the other. */
function isApart({ from, to }: Period, other: { readonly from: string; readonly to: string }): boolean {
  return (to ?? other.to) < other.from || (from ?? other.from) > other.to
}
