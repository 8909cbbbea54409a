import { IndexBusyError } from '../errors.ts'
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

/** While another process updates the index, as one may whose bot was killed, it is tried again so often. */
const BUSY_INTERVAL_MS = 30_000

/** Updates that nobody waits for. */
export interface Upkeep {
  /** Starts one; false where one is under way. */
  update(): boolean
  stop(): void
}

/** Updates the index on changes and at the set time, as far as these are wanted, until it is stopped. */
export function keepUp(options: UpkeepOptions): Upkeep {
  const { reindexing, log, reportsDir, isWatched, dailyAt } = options
  let retry: NodeJS.Timeout | undefined
  let isStopped = false
  const attempt = async () => {
    const isBusy = await updateQuietly(reindexing, log)
    if (isBusy && !isStopped) retry = setTimeout(update, BUSY_INTERVAL_MS).unref()
  }
  const update = () => {
    if (reindexing.isRunning) return false
    clearTimeout(retry)
    void attempt()
    return true
  }
  const onUnreadable = (error: unknown) => log.warn({ problem: problemOf(error) }, 'reports.unreadable')
  const runs = [
    ...(isWatched ? [watchReports({ reportsDir, intervalMs: LOOK_INTERVAL_MS, onChange: update, onUnreadable })] : []),
    ...(dailyAt === null ? [] : [everyDayAt(dailyAt, update)]),
  ]
  return {
    update,
    stop() {
      isStopped = true
      clearTimeout(retry)
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

/** Logs how an update ended, and resolves to true where another process was in the way. A failure leaves the old index serving. */
async function updateQuietly(reindexing: Reindexing, log: Logger): Promise<boolean> {
  try {
    const summary = await reindexing.start(() => {})
    if (summary !== undefined) log.info(summary, 'index.updated')
    return false
  } catch (error) {
    log.warn({ problem: problemOf(error) }, 'index.outdated')
    return error instanceof IndexBusyError
  }
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
