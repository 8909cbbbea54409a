import type { ObservationContext } from './context.ts'
import type { Basis, PeriodSlot } from './observation.ts'
import { headingPeriod, type PeriodUse } from './period-uses.ts'

/** A period of the paragraph as a slot. */
export function periodSlot(use: PeriodUse, basis: Basis): PeriodSlot {
  return { text: use.text, from: use.from, to: use.to, basis }
}

/**
 * The period above a paragraph: of the nearest dated heading, else what the document reports on; null for none. What is
 * planned is never dated by the reported period, nor is a paragraph that speaks of another time.
 */
export function periodAbove(
  context: ObservationContext,
  { isPlanned, times }: { isPlanned: boolean; times: readonly PeriodUse[] },
): PeriodSlot | null {
  const heading = headingPeriod(context)
  if (heading !== null) return { text: heading.text, from: heading.from, to: heading.to, basis: 'heading' }
  const period = context.period
  if (period === null || isPlanned) return null
  const last = times.findLast(({ from, to }) => from !== null && to !== null)
  const speaksOfAnother = last?.from != null && last.to !== null && (last.to < period.from || last.from > period.to)
  return speaksOfAnother ? null : { ...period, basis: 'document' }
}
