import { pause } from './pause.ts'

/** Work that goes on when its turn is over, known so that a stop can wait for it. */
export interface Background {
  /** Takes note of work, which must not reject. */
  add(work: Promise<void>): void
  /** Resolves when all of it has ended, or the time is over. */
  settle(timeoutMs: number): Promise<void>
}

/** Starts without any work. */
export function createBackground(): Background {
  const works = new Set<Promise<void>>()
  return {
    add(work) {
      works.add(work)
      void work.finally(() => works.delete(work))
    },
    async settle(timeoutMs) {
      const settled = new AbortController()
      const all = Promise.all(works).then(() => settled.abort())
      await Promise.race([all, pause(timeoutMs, settled.signal)])
    },
  }
}
