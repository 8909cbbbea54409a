/** What a process may still have of the processor, shared between its threads. */
export interface ProcessorBudget {
  /** Gives it so many milliseconds from now on, whatever was left. */
  grant(milliseconds: number): void
  /** Counts no more, until the next grant. */
  suspend(): void
  readonly isSpent: boolean
}

/** In microseconds of the process's own time, by which `process.cpuUsage` counts; 0 while nothing is counted. */
export type SharedEnd = BigInt64Array

export function createSharedEnd(): SharedEnd {
  return new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT))
}

/** The budget that stands at `end`, for any thread of this process. */
export function processorBudget(end: SharedEnd): ProcessorBudget {
  return {
    grant: (milliseconds) => void Atomics.store(end, 0, microsecondsUsed() + BigInt(Math.ceil(milliseconds * 1000))),
    suspend: () => void Atomics.store(end, 0, 0n),
    get isSpent() {
      const at = Atomics.load(end, 0)
      return at > 0n && microsecondsUsed() > at
    },
  }
}

function microsecondsUsed(): bigint {
  const { user, system } = process.cpuUsage()
  return BigInt(user + system)
}
