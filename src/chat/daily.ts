/** A time of the day by the clock on the wall. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

/** The clock is looked at so often: a sleeping machine, or a clock that was set, delays a run by this at most. */
const LOOK_MS = 30_000

/**
 * The next time after `after` that the local clock shows this time. Where the clocks are put forward over it, it is as
 * much later as they were put; where they are put back over it, the first of the two counts.
 */
export function nextDaily(after: Date, { hour, minute }: TimeOfDay): Date {
  const onDay = (days: number) => new Date(after.getFullYear(), after.getMonth(), after.getDate() + days, hour, minute)
  const today = onDay(0)
  return today > after ? today : onDay(1)
}

/** Calls `run` once a day at this local time, until it is stopped. */
export function everyDayAt(time: TimeOfDay, run: () => void): { stop(): void } {
  let due = nextDaily(new Date(), time)
  const timer = setInterval(() => {
    const now = new Date()
    if (now < due) return
    due = nextDaily(now, time)
    run()
  }, LOOK_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
