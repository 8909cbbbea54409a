import type { Span } from '../span.ts'

/** A stretch of time as printed. ISO dates, both ends included; null while no year is known. */
export interface Period extends Span {
  readonly text: string
  readonly from: string | null
  readonly to: string | null
}
