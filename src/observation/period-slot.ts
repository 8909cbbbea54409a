import type { Period } from '../figure/period.ts'
import { isEnumeration } from './enumeration.ts'
import type { Lead, LeadContext } from './lead.ts'
import type { Basis, PeriodSlot } from './observation.ts'
import type { PeriodUse } from './period-uses.ts'
import { REACHES } from './predicate-words.ts'
import type { Reading } from './reading.ts'
import type { Subject } from './topic.ts'

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
  const times = timesBefore(lead, reading)
  // 从去年同期的27%上升至34%: the time of the start is not the time of the end.
  const isEnd = REACHES.test(lead.predicate.text)
  const own = times.findLast(({ start }) => start >= (isEnd ? lead.span.start : clause.start))
  if (own !== undefined) return [periodSlot(own, 'clause')]
  if (options.subject !== null && !isEnd) return options.subject.periods
  if (topic.period !== null) return [periodSlot(topic.period, topic.periodIsEarlier ? 'paragraph' : 'sentence')]
  return [periodAbove(reading, { isPlanned: options.isPlanned, last: lastDated(times) })]
}

/** 2021年、2022年营业收入分别为A、B: as many times as figures, joined as a list, in one sentence; empty otherwise. */
export function listedPeriods(lead: Lead, reading: Reading): readonly PeriodUse[] {
  const count = lead.figures.length
  if (count === 1) return []
  const { text } = reading.source
  const sentence = Math.max(...['。', '；', '\n'].map((sign) => text.lastIndexOf(sign, lead.span.start - 1)))
  const list = timesBefore(lead, reading)
    .filter(({ start }) => start > sentence)
    .slice(-count)
  return list.length === count && isEnumeration(list, text) ? list : []
}

function timesBefore(lead: Lead, { source }: Reading): readonly PeriodUse[] {
  return source.periods.filter(({ role, end }) => role === 'time' && end <= lead.span.end)
}

function lastDated(times: readonly PeriodUse[]): PeriodUse | undefined {
  return times.findLast(({ from, to }) => from !== null && to !== null)
}

function periodSlot(use: Period, basis: Basis): PeriodSlot {
  return { text: use.text, from: use.from, to: use.to, basis }
}

/**
 * The period above a paragraph: of the nearest dated heading, else what the document reports on; null for none. What is
 * planned is never dated by the reported period, nor is a figure after words of another time.
 */
function periodAbove(
  { above, reported }: Reading,
  { isPlanned, last }: { isPlanned: boolean; last: PeriodUse | undefined },
): PeriodSlot | null {
  if (above.period !== null) return periodSlot(above.period, 'heading')
  if (reported === null || isPlanned) return null
  const [from, to] = [last?.from ?? reported.from, last?.to ?? reported.to]
  return to < reported.from || from > reported.to ? null : { ...reported, basis: 'document' }
}
