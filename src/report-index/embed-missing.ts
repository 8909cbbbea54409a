import type { Embedder } from '../embedding/embedder.ts'
import type { IndexingOptions } from './indexing.ts'
import type { ContentStore, KeyedVector } from './sqlite/content-store.ts'
import type { EmbeddedText } from './sqlite/embedded-texts.ts'

/** Vectors are stored this many at a time: a kill loses at most so many, and a transaction each would cost as much. */
const VECTORS_PER_TRANSACTION = 64

/** Texts under way at once: enough that no session ever waits for this thread while it stores vectors. */
const TEXTS_UNDER_WAY = 16

/** Embeds and stores; whatever ends it, what was embedded until then is kept. Opens no model for nothing. */
export async function embedMissing(
  store: ContentStore,
  texts: readonly EmbeddedText[],
  { model, onProgress, signal }: Pick<IndexingOptions, 'model' | 'onProgress' | 'signal'>,
): Promise<void> {
  if (texts.length === 0 || model === undefined) return
  const embedder = await model.open()
  const embedded: KeyedVector[] = []
  let done = 0
  const keep = () => {
    done += embedded.length
    store.putVectors(embedded.splice(0))
    onProgress?.({ phase: 'embedding', done, total: texts.length })
  }
  try {
    await embedAll(texts, embedder, (vector) => {
      if (embedded.push(vector) >= VECTORS_PER_TRANSACTION) keep()
      signal?.throwIfAborted()
    })
  } finally {
    try {
      keep()
    } finally {
      // Whatever the disk says: threads left open would keep the process from ending.
      await embedder.close()
    }
  }
}

/** Several lanes take texts from one queue. Once a lane throws, the others end after the text they have. */
async function embedAll(
  texts: readonly EmbeddedText[],
  embedder: Embedder,
  take: (vector: KeyedVector) => void,
): Promise<void> {
  const queue = texts.values()
  let hasFailed = false
  const lane = async () => {
    for (const { key, text } of queue) {
      if (hasFailed) return
      try {
        take({ key, vector: await embedder.embed(text) })
      } catch (error) {
        hasFailed = true
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: TEXTS_UNDER_WAY }, lane))
  const failure = lanes.find((result) => result.status === 'rejected')
  if (failure !== undefined) throw failure.reason
}
