import { fingerprintOf } from '../document/report-files.ts'

/** What to watch, and what to do about it. */
export interface WatchOptions {
  readonly reportsDir: string
  /** From the end of a look to the next one; a look that took long is followed by a longer rest. */
  readonly intervalMs: number
  /** The folder has changed and is still again. False when nothing could be done about it now: then it is called again. */
  readonly onChange: () => boolean
  /** The folder cannot be read; said once, until it can be again. */
  readonly onUnreadable: (error: unknown) => void
}

/** A look takes at most this share of the time: ten thousand files take a quarter of a second. */
const SHARE = 1 / 20

/**
 * Watches a reports folder by looking at names, sizes and times, because the notices of the system do not reach into
 * network drives and mounted folders, and cost a handle for each folder on Linux. What it finds at its first look is
 * taken for known.
 */
export function watchReports({ reportsDir, intervalMs, onChange, onUnreadable }: WatchOptions): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let isReadable = true
  const news = createNews()

  async function look(): Promise<void> {
    const startedAt = performance.now()
    try {
      const seen = await fingerprintOf(reportsDir)
      isReadable = true
      if (!isStopped && news.isNew(seen) && onChange()) news.settle(seen)
    } catch (error) {
      if (isReadable) onUnreadable(error)
      isReadable = false
    }
    if (isStopped) return
    timer = setTimeout(() => void look(), Math.max(intervalMs, (performance.now() - startedAt) / SHARE))
    timer.unref()
  }

  void look()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** Tells what is new from what is known, and from what is still being written: that differs from one look to the next. */
export function createNews(): { isNew(seen: string): boolean; settle(seen: string): void } {
  let known: string | undefined
  let before: string | undefined
  return {
    isNew(seen) {
      known ??= seen
      const isStill = seen === before
      before = seen
      return isStill && seen !== known
    },
    settle(seen) {
      known = seen
    },
  }
}
