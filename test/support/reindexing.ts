import { createReindexing } from '../../src/chat/reindexing.ts'
import type { Reindexing } from '../../src/chat/reindexing.ts'
import { IndexCancelledError } from '../../src/errors.ts'
import type { IndexingProgress, IndexingSummary } from '../../src/report-index/indexing.ts'

/** What a run did that changed a little of everything. */
export const SUMMARY: IndexingSummary = {
  documents: 3,
  paragraphs: 30,
  observations: 40,
  added: 1,
  updated: 2,
  renamed: 0,
  removed: 0,
  unchanged: 0,
  failed: [{ file: 'a.pdf', reason: '打不开' }],
  seconds: 1.5,
}

/** Runs that a test moves on by hand, on a clock of their own. */
export interface HandRun {
  readonly parts: { readonly reindexing: Reindexing; readonly now: () => number }
  at(ms: number, progress: IndexingProgress): void
  finish(summary?: Partial<IndexingSummary>): void
  fail(error: unknown): void
}

export function handRun(): HandRun {
  let tell: ((progress: IndexingProgress) => void) | undefined
  let end: { resolve: (summary: IndexingSummary) => void; reject: (error: unknown) => void } | undefined
  let time = 0
  const now = () => time
  const reindexing = createReindexing((onProgress) => {
    tell = onProgress
    const done = new Promise<IndexingSummary>((resolve, reject) => {
      end = { resolve, reject }
    })
    return { done, cancel: () => end?.reject(new IndexCancelledError()) }
  }, now)
  return {
    parts: { reindexing, now },
    at(ms, progress) {
      time = ms
      tell?.(progress)
    },
    finish: (summary = {}) => end?.resolve({ ...SUMMARY, ...summary }),
    fail: (error) => end?.reject(error),
  }
}
