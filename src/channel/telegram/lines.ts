import PQueue from 'p-queue'

import { pause } from './pause.ts'

/** Work in lines: one after the other in each, all lines at the same time. */
export interface Lines {
  /** Appends work, which must not reject. */
  add(line: string, work: () => Promise<void>): void
  /** Works that wait or are under way in one line. */
  lengthOf(line: string): number
  /** Works that wait or are under way in all lines. */
  readonly length: number
  /** Resolves to true when all of it has ended, to false when that takes longer. */
  drained(timeoutMs: number): Promise<boolean>
}

/** Starts without work. */
export function createLines(): Lines {
  const queues = new Map<string, PQueue>()
  const open = new Set<object>()
  let onEmpty: (() => void) | undefined

  function queueOf(line: string): PQueue {
    const known = queues.get(line)
    if (known !== undefined) return known
    const queue = new PQueue({ concurrency: 1 })
    queue.on('idle', () => queues.delete(line))
    queues.set(line, queue)
    return queue
  }

  return {
    add(line, work) {
      open.add(work)
      void queueOf(line).add(async () => {
        await work()
        open.delete(work)
        if (open.size === 0) onEmpty?.()
      })
    },
    lengthOf(line) {
      const queue = queues.get(line)
      return queue === undefined ? 0 : queue.size + queue.pending
    },
    get length() {
      return open.size
    },
    async drained(timeoutMs) {
      const empty = new AbortController()
      onEmpty = () => empty.abort()
      if (open.size > 0) await pause(timeoutMs, empty.signal)
      return open.size === 0
    },
  }
}
