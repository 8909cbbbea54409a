import type { IndexingProgress, IndexingSummary } from '../report-index/indexing.ts'
import type { IndexingRun } from '../report-index/index-beside.ts'

/** Updates the index beside the running bot, one run at a time. */
export interface Reindexing {
  /** Undefined while a run is under way. Rejects as an IndexError when the run fails. */
  start(onProgress: (progress: IndexingProgress) => void): Promise<IndexingSummary> | undefined
  readonly isRunning: boolean
  /** Ends a run that is under way; what it read and embedded is kept. */
  cancel(): void
}

export function createReindexing(run: (onProgress: (progress: IndexingProgress) => void) => IndexingRun): Reindexing {
  let current: IndexingRun | undefined
  return {
    get isRunning() {
      return current !== undefined
    },
    start(onProgress) {
      if (current !== undefined) return undefined
      const started = run(onProgress)
      current = started
      return started.done.finally(() => {
        current = undefined
      })
    },
    cancel: () => current?.cancel(),
  }
}
