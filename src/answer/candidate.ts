import type { Passage } from '../report-index/report-index.ts'
import type { ScopedObservation } from '../observation/observation.ts'

/** An observation that may answer, with the passage it stands in. */
export interface Candidate {
  /** The observation's row: tells candidates apart. */
  readonly row: number
  readonly observation: ScopedObservation
  readonly passage: Passage
  /** Score of the passage among those found for the question; 0 for one that only the slots found. */
  readonly score: number
}
