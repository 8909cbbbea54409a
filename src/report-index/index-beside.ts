import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { compiledUrl } from '../compiled-url.ts'
import { IndexError } from '../errors.ts'
import type { IndexingFolders } from './index-folders.ts'
import type { IndexingProgress, IndexingSummary } from './indexing.ts'
import type { IndexingMessage } from './indexing-process.ts'
import { PASSED_ON } from './passed-on.ts'

/** An indexing run in another process. */
export interface IndexingRun {
  /** Rejects with an IndexError when the run failed or was ended; what was read and embedded is kept. */
  readonly done: Promise<IndexingSummary>
  /** Ends the run at once. */
  cancel(): void
}

/** Indexes in a process of its own at low priority, so that the bot goes on answering. */
export function indexBeside(folders: IndexingFolders, onProgress: (progress: IndexingProgress) => void): IndexingRun {
  const entry = fileURLToPath(compiledUrl(new URL('./indexing-process.ts', import.meta.url)))
  const env = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]))
  const child = fork(entry, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })

  const done = new Promise<IndexingSummary>((resolve, reject) => {
    child.on('message', (message: IndexingMessage) => {
      if (message.kind === 'progress') onProgress(message.progress)
      else if (message.kind === 'done') resolve(message.summary)
      else reject(new IndexError(message.code === undefined ? `更新索引时出错：${message.message}` : message.message))
    })
    child.on('error', (cause) => reject(new IndexError('无法启动更新索引的进程', { cause })))
    // After `done` or `failed` this says nothing new.
    child.on('exit', (code, signal) => reject(new IndexError(`更新索引的进程意外结束（${signal ?? code}），请重试`)))
  })
  child.send(folders)
  return { done, cancel: () => void child.kill() }
}
