import { workerData } from 'node:worker_threads'
import type { Embedder, TextRole } from './embedder.ts'
import type { ModelDescription } from './model-folder.ts'
import { openEmbedder } from './transformers-embedder.ts'

/** One text of the pool's queue. */
export interface EmbeddingTask {
  readonly text: string
  readonly role: TextRole
}

const { model }: { model: ModelDescription } = workerData
/** The thread's own session. Opened by the first task and not at import, so that a failure reaches who asked. */
let embedder: Promise<Embedder> | undefined

/**
 * Entry of a pool thread. The vector has 2 KB and memory of its own, so it is copied to the other side in less time
 * than a transfer list takes.
 */
export async function embed({ text, role }: EmbeddingTask): Promise<Float32Array> {
  embedder ??= openEmbedder(model)
  return (await embedder).embed(text, role)
}
