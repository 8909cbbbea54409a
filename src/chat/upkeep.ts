import type { Logger } from '../logger.ts'
import { watchReports } from '../report-index/watch-reports.ts'
import { everyDayAt } from './daily.ts'
import type { TimeOfDay } from './daily.ts'
import type { Reindexing } from './reindexing.ts'

/** What keeps the index up to date without anybody asking for it. */
export interface UpkeepOptions {
  readonly reindexing: Reindexing
  readonly log: Logger
  readonly reportsDir: string
  /** Takes up changes of the folder by itself. */
  readonly isWatched: boolean
  /** Looks for changes every day at this time; null for never. */
  readonly dailyAt: TimeOfDay | null
}

/** A file is taken up two looks after its last byte was written. */
const LOOK_INTERVAL_MS = 2000

/** Updates the index on changes and at the set time, as far as these are wanted, until it is stopped. */
export function keepUp(options: UpkeepOptions): { stop(): void } {
  const { reindexing, log, reportsDir, isWatched, dailyAt } = options
  const update = () => {
    if (reindexing.isRunning) return false
    void updateQuietly(reindexing, log)
    return true
  }
  const onUnreadable = (error: unknown) => log.warn({ problem: problemOf(error) }, 'reports.unreadable')
  const runs = [
    ...(isWatched ? [watchReports({ reportsDir, intervalMs: LOOK_INTERVAL_MS, onChange: update, onUnreadable })] : []),
    ...(dailyAt === null ? [] : [everyDayAt(dailyAt, update)]),
  ]
  return {
    stop() {
      for (const run of runs) run.stop()
    },
  }
}

/** After an update that failed, questions start no other for so long: a full disk does not empty itself. */
const MEND_INTERVAL_MS = 60_000

/** Starts an update where an index that is missing or damaged keeps questions from being answered; false where that is of no use now. */
export function mendIndex({ reindexing, log }: Pick<UpkeepOptions, 'reindexing' | 'log'>): boolean {
  const { isRunning, last } = reindexing
  if (isRunning) return true
  if (last !== undefined && 'error' in last && Date.now() - last.endedAt.getTime() < MEND_INTERVAL_MS) return false
  void updateQuietly(reindexing, log)
  return true
}

/** An update that nobody waits for: it is logged. A failure leaves the old index serving. */
export async function updateQuietly(reindexing: Reindexing, log: Logger): Promise<void> {
  try {
    const summary = await reindexing.start(() => {})
    if (summary !== undefined) log.info(summary, 'index.updated')
  } catch (error) {
    log.warn({ problem: problemOf(error) }, 'index.outdated')
  }
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
