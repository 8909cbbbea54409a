import { workerData } from 'node:worker_threads'
import type { IndexStatus } from '../report-index/report-index.ts'
import type { Hit } from '../retrieval/rank-passages.ts'
import type { Answered, Answerer, Collections, Previous } from './answerer.ts'
import type { Explanation } from './explain.ts'
import type { AnsweringFolders } from './open-answerer.ts'
import { openAnswerer } from './open-answerer.ts'

const folders: AnsweringFolders = workerData
/** Opened by the first task and not at import, so that a failure reaches who asked. */
let opened: Promise<Answerer> | undefined

interface Task {
  readonly question: string
  readonly previous?: Previous
  readonly collections?: Collections
}

/** Entry of the thread that answers: it holds the model's session and the graph, and blocks no channel. */
export async function answer(task: Task): Promise<Answered> {
  opened ??= openAnswerer(folders)
  return (await opened).answer(task.question, task.previous, task.collections)
}

export async function explain(task: Task): Promise<Explanation> {
  opened ??= openAnswerer(folders)
  return (await opened).explain(task.question, task.previous, task.collections)
}

export async function search(task: { readonly question: string; readonly topK: number }): Promise<Hit[]> {
  opened ??= openAnswerer(folders)
  return (await opened).search(task.question, task.topK)
}

export async function status(): Promise<IndexStatus | undefined> {
  opened ??= openAnswerer(folders)
  return (await opened).status()
}
