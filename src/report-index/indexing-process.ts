import os from 'node:os'
import { BaoshuError } from '../errors.ts'
import type { IndexingFolders } from './index-folders.ts'
import { indexFolders } from './index-folders.ts'
import type { IndexingProgress, IndexingSummary } from './indexing.ts'

/** What the process tells its parent. */
export type IndexingMessage =
  | { readonly kind: 'progress'; readonly progress: IndexingProgress }
  | { readonly kind: 'done'; readonly summary: IndexingSummary }
  /** `message` is for the operator when `code` is known, a bug's stack otherwise. */
  | { readonly kind: 'failed'; readonly code: string | undefined; readonly message: string }

/** Below the bot, which answers questions at the same time; half of the range. Threads started later inherit it. */
const NICENESS = 10

/** Entry of the process that indexes beside a serving bot: a crash or a kill in here never touches it. */
function serveParent(): void {
  const cancelled = new AbortController()
  process.on('disconnect', () => cancelled.abort())
  process.on('message', (folders: IndexingFolders) => {
    os.setPriority(NICENESS)
    indexFolders(folders, { signal: cancelled.signal, onProgress: (progress) => send({ kind: 'progress', progress }) })
      .then(
        (summary) => send({ kind: 'done', summary }),
        (error: unknown) => send({ kind: 'failed', ...failureOf(error) }),
      )
      .finally(() => process.disconnect())
  })
}

function send(message: IndexingMessage): void {
  process.send?.(message)
}

function failureOf(error: unknown): { code: string | undefined; message: string } {
  if (error instanceof BaoshuError) return { code: error.code, message: error.message }
  return { code: undefined, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

serveParent()
