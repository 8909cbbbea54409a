import type { ObservationContext } from './context.ts'
import type { Basis, Modality, PeriodSlot } from './observation.ts'
import { headingPeriod, periodUsesIn } from './period-uses.ts'
import { withoutIndexBase } from './row-cell.ts'

interface Given {
  /** Of the column. */
  readonly label: string
  /** Of the row. */
  readonly rowLabel: string
  /** Of the column before: 增长% stands behind the year it is of. */
  readonly before: PeriodSlot | null
  readonly modality: Modality
}

/** Of the column, of the row, of the column before, of the title, of the document; a plan is never dated by the last. */
export function periodOfCell(
  { label, rowLabel, before, modality }: Given,
  above: ObservationContext,
): PeriodSlot | null {
  // 上年结转 and 本年收入 are items, not times.
  const dated = /\d{4}/u.test(rowLabel) ? rowLabel : ''
  const own = periodOfLabel(label, 'heading', above) ?? periodOfLabel(dated, 'clause', above) ?? before
  const stated = own ?? periodOfTitle(modality === 'planned' ? { ...above, article: '' } : above)
  if (stated !== null || above.period === null || modality === 'planned') return stated
  return { ...above.period, basis: 'document' }
}

const BARE_YEAR = /^(?:19|20)\d{2}$/u

/** 2024 at the head of a row, without 年. */
export function isBareYear(text: string): boolean {
  return BARE_YEAR.test(text)
}

function periodOfLabel(label: string, basis: Basis, above: ObservationContext): PeriodSlot | null {
  if (isBareYear(label)) return { text: label, from: `${label}-01-01`, to: `${label}-12-31`, basis }
  const use = periodUsesIn(withoutIndexBase(label), above).find(({ role }) => role !== 'comparison')
  return use === undefined ? null : { text: use.text, from: use.from, to: use.to, basis }
}

function periodOfTitle(above: ObservationContext): PeriodSlot | null {
  const heading = headingPeriod({ ...above, path: above.path.map(withoutIndexBase) })
  return heading === null ? null : { text: heading.text, from: heading.from, to: heading.to, basis: 'heading' }
}
