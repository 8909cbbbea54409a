import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { compiledUrl } from '../compiled-url.ts'
import { IndexBusyError, IndexCancelledError, IndexError } from '../errors.ts'
import type { IndexingFolders } from './index-folders.ts'
import type { IndexingProgress, IndexingSummary } from './indexing.ts'
import type { IndexingMessage, IndexingOrder } from './indexing-process.ts'
import { PASSED_ON } from './passed-on.ts'

/** An indexing run in another process. */
export interface IndexingRun {
  /**
   * Rejects with an IndexError when the run failed, with an IndexCancelledError when it was cancelled; what was read and
   * embedded is kept.
   */
  readonly done: Promise<IndexingSummary>
  /** Ends the run after the report or text in work; one that is about to finish may still do so. */
  cancel(): void
}

/** A cancelled run that has not ended by then (a huge file, the graph of many vectors) is killed, which harms nothing. */
const PATIENCE_MS = 5000

/** Indexes in a process of its own at low priority, so that the bot goes on answering. */
export function indexBeside(folders: IndexingFolders, onProgress: (progress: IndexingProgress) => void): IndexingRun {
  const entry = fileURLToPath(compiledUrl(new URL('./indexing-process.ts', import.meta.url)))
  const env = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]))
  const child = fork(entry, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })

  const order = (what: IndexingOrder) => child.connected && child.send(what)
  let patience: NodeJS.Timeout | undefined

  const done = new Promise<IndexingSummary>((resolve, reject) => {
    child.on('message', (message: IndexingMessage) => {
      if (message.kind === 'progress') onProgress(message.progress)
      else if (message.kind === 'done') resolve(message.summary)
      else reject(failureOf(message))
    })
    child.on('error', (cause) => reject(new IndexError('无法启动更新索引的进程', { cause })))
    // After the last message this says nothing new.
    child.on('exit', (code, signal) => {
      clearTimeout(patience)
      reject(patience === undefined ? endedBy(signal ?? code) : new IndexCancelledError())
    })
  })
  order({ kind: 'start', folders })
  return {
    done,
    cancel() {
      patience ??= setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      order({ kind: 'cancel' })
    },
  }
}

function failureOf(message: Exclude<IndexingMessage, { kind: 'progress' | 'done' }>): IndexError {
  if (message.kind === 'cancelled') return new IndexCancelledError()
  if (message.kind === 'busy') return new IndexBusyError()
  return new IndexError(message.code === undefined ? `更新索引时出错：${message.message}` : message.message)
}

function endedBy(cause: string | number | null): IndexError {
  return new IndexError(`更新索引的进程意外结束（${cause}），请重试`)
}
