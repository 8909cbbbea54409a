import { ModelError } from '../errors.ts'
import type { Embedder } from './embedder.ts'
import type { EmbeddingTask } from './embedding-worker.ts'
import type { ModelDescription } from './model-folder.ts'
import { openThreadPool } from './thread-pool.ts'

/**
 * Opens an Embedder for indexing: as many threads as `sessions`, each with a session of its own and the priority of
 * the thread that opens them. Calls wait in one queue, in order; the caller keeps as many of them under
 * way as it wants vectors computed side by side.
 *
 * @throws {ModelError} when a session cannot be opened.
 */
export async function openEmbeddingPool(options: {
  readonly model: ModelDescription
  readonly sessions: number
}): Promise<Embedder> {
  const { model, sessions } = options
  const threads = openThreadPool({
    entry: new URL('./embedding-worker.ts', import.meta.url),
    name: 'embed',
    threads: sessions,
    workerData: { model },
  })
  const pool: Embedder = {
    modelId: model.modelId,
    dimensions: model.dimensions,
    embed: (text, role = 'passage') => threads.run<Float32Array>('embed', { text, role } satisfies EmbeddingTask),
    close: () => threads.close(),
  }
  await warmUp(pool, sessions)
  return pool
}

/** One text a thread. Errors lose their class between threads, so what failed at opening is named again here. */
async function warmUp(pool: Embedder, sessions: number): Promise<void> {
  try {
    await Promise.all(Array.from({ length: sessions }, () => pool.embed('')))
  } catch (cause) {
    await pool.close()
    throw new ModelError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
