import type { IndexingProgress, IndexingSummary } from '../report-index/indexing.ts'
import type { IndexingRun } from '../report-index/index-beside.ts'
import { createPace } from './pace.ts'
import type { Pace } from './pace.ts'

/** How far a run is, and how fast it goes where that can be told. */
export interface PacedProgress extends IndexingProgress {
  readonly pace: Pace | undefined
}

/** How a run ended: with its counts, or with the error that it failed with. */
export type Outcome =
  | { readonly endedAt: Date; readonly summary: IndexingSummary }
  | { readonly endedAt: Date; readonly error: unknown }

/** Updates the index beside the running bot, one run at a time. */
export interface Reindexing {
  /**
   * Undefined while a run is under way. Rejects as an IndexError when the run fails, as an IndexCancelledError when it is
   * cancelled.
   */
  start(onProgress: (progress: PacedProgress) => void): Promise<IndexingSummary> | undefined
  readonly isRunning: boolean
  /** How far the run is that is under way; undefined before its first sign of progress and while none is. */
  readonly progress: PacedProgress | undefined
  /** How the last run of this process ended; undefined before the first. */
  readonly last: Outcome | undefined
  /**
   * Ends the run that is under way, keeping what it read and embedded, and resolves when it has ended. Undefined where
   * none is under way.
   */
  cancel(): Promise<void> | undefined
}

/** `run` starts a run in a process of its own; `now` gives milliseconds of a clock that never goes back. */
export function createReindexing(
  run: (onProgress: (progress: IndexingProgress) => void) => IndexingRun,
  now: () => number,
): Reindexing {
  let current: { readonly run: IndexingRun; progress?: PacedProgress } | undefined
  let last: Outcome | undefined

  async function end(ended: IndexingRun): Promise<IndexingSummary> {
    last = await outcomeOf(ended)
    current = undefined
    if ('error' in last) throw last.error
    return last.summary
  }

  return {
    get isRunning() {
      return current !== undefined
    },
    get progress() {
      return current?.progress
    },
    get last() {
      return last
    },
    start(onProgress) {
      if (current !== undefined) return undefined
      const paceOf = createPace(now)
      const started = run((seen) => {
        const progress = { ...seen, pace: paceOf(seen) }
        if (current !== undefined) current.progress = progress
        onProgress(progress)
      })
      current = { run: started }
      return end(started)
    },
    cancel() {
      current?.run.cancel()
      return current && hasEnded(current.run)
    },
  }
}

async function outcomeOf({ done }: IndexingRun): Promise<Outcome> {
  try {
    const summary = await done
    return { endedAt: new Date(), summary }
  } catch (error) {
    return { endedAt: new Date(), error }
  }
}

async function hasEnded({ done }: IndexingRun): Promise<void> {
  await Promise.allSettled([done])
}
