import { openThreadPool } from '../embedding/thread-pool.ts'
import { IndexError } from '../errors.ts'
import type { IndexStatus } from '../report-index/report-index.ts'
import type { Answered, Answerer } from './answerer.ts'
import type { Hit } from '../retrieval/rank-passages.ts'
import type { Explanation } from './explain.ts'
import type { AnsweringFolders } from './open-answerer.ts'

/**
 * Some 70 MB live in it with 100,000 paragraphs. V8 lets garbage grow with what a heap may come to: with the 4 GB of its
 * own choice the bot held 606 MB after 300 questions, with this bound 440 MB, at the same speed.
 */
const HEAP_MEGABYTES = 768

/** An answerer in a thread of its own: one session, one question after another, while this thread stays free. */
export function openAnsweringThread(folders: AnsweringFolders): Answerer {
  const pool = openThreadPool({
    entry: new URL('./answering-worker.ts', import.meta.url),
    name: 'answer',
    threads: 1,
    workerData: folders,
    heapMegabytes: HEAP_MEGABYTES,
  })
  return {
    answer: (question, previous, collections) =>
      pool.run<Answered>('answer', { question, previous, collections }).catch(rethrown),
    explain: (question, previous, collections) =>
      pool.run<Explanation>('explain', { question, previous, collections }).catch(rethrown),
    search: (question, topK) => pool.run<Hit[]>('search', { question, topK }).catch(rethrown),
    status: () => pool.run<IndexStatus | undefined>('status', {}).catch(rethrown),
    close: () => pool.close(),
  }
}

/** Errors keep their fields between threads and lose their class. */
function rethrown(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'INDEX') {
    throw new IndexError(error.message, { cause: error })
  }
  throw error
}
