import os from 'node:os'
import { BaoshuError, IndexBusyError, IndexCancelledError } from '../errors.ts'
import type { IndexingFolders } from './index-folders.ts'
import { indexFolders } from './index-folders.ts'
import type { IndexingProgress, IndexingSummary } from './indexing.ts'

/** What the parent tells the process: once what to index, and later perhaps to end it. */
export type IndexingOrder = { readonly kind: 'start'; readonly folders: IndexingFolders } | { readonly kind: 'cancel' }

/** What the process tells its parent. */
export type IndexingMessage =
  | { readonly kind: 'progress'; readonly progress: IndexingProgress }
  | { readonly kind: 'done'; readonly summary: IndexingSummary }
  | { readonly kind: 'cancelled' }
  /** Another process is writing the index. */
  | { readonly kind: 'busy' }
  /** `message` is for the operator when `code` is known, a bug's stack otherwise. */
  | { readonly kind: 'failed'; readonly code: string | undefined; readonly message: string }

/** Below the bot, which answers questions at the same time; half of the range. Threads started later inherit it. */
const NICENESS = 10

/** Entry of the process that indexes beside a serving bot: a crash or a kill in here never touches it. */
function serveParent(): void {
  const cancelled = new AbortController()
  const cancel = () => cancelled.abort()
  process.on('disconnect', cancel)
  // A Ctrl-C at the parent's terminal comes here as well.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, cancel)
  process.on('message', (order: IndexingOrder) => {
    if (order.kind === 'cancel') cancel()
    else void index(order.folders, cancelled.signal)
  })
}

async function index(folders: IndexingFolders, signal: AbortSignal): Promise<void> {
  os.setPriority(NICENESS)
  try {
    const onProgress = (progress: IndexingProgress) => send({ kind: 'progress', progress })
    send({ kind: 'done', summary: await indexFolders(folders, { signal, onProgress }) })
  } catch (error) {
    send(endingOf(error))
  }
  if (process.connected) process.disconnect()
}

/** A parent that is gone hears nothing, and the run ends by itself. */
function send(message: IndexingMessage): void {
  if (process.connected) process.send?.(message)
}

function endingOf(error: unknown): IndexingMessage {
  if (error instanceof IndexCancelledError) return { kind: 'cancelled' }
  if (error instanceof IndexBusyError) return { kind: 'busy' }
  if (error instanceof BaoshuError) return { kind: 'failed', code: error.code, message: error.message }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { kind: 'failed', code: undefined, message }
}

serveParent()
