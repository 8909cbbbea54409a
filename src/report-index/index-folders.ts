import os from 'node:os'
import { openEmbeddingPool } from '../embedding/embedding-pool.ts'
import { readModelFolder } from '../embedding/model-folder.ts'
import { ModelError } from '../errors.ts'
import { readLexicon } from '../lexicon/read-lexicon.ts'
import type { IndexingOptions, IndexingSummary } from './indexing.ts'
import { indexReports } from './indexing.ts'
import { openContainedReader } from './reading/contained-reader.ts'

/** Which folders to index: plain data, so that it can be sent to another process. */
export interface IndexingFolders {
  readonly reportsDir: string
  readonly indexDir: string
  readonly lexiconDir: string
  readonly modelDir: string
  /** How many sessions embed side by side; as many as there are cores when absent. */
  readonly sessions?: number
}

/**
 * Indexes from folders alone. A model that cannot be used leaves words and observations, said once in `onModelMissing`.
 *
 * @throws as `indexReports` does.
 */
export async function indexFolders(
  { reportsDir, indexDir, lexiconDir, modelDir, sessions = os.availableParallelism() }: IndexingFolders,
  watch: Pick<IndexingOptions, 'onProgress' | 'signal'> & { onModelMissing?: (message: string) => void },
): Promise<IndexingSummary> {
  const reader = openContainedReader(lexiconDir)
  // A file in work may take long to read.
  const close = () => reader.close()
  watch.signal?.addEventListener('abort', close)
  const options = { ...watch, reportsDir, indexDir, lexicon: readLexicon(lexiconDir), reader }
  try {
    const model = await readModelFolder(modelDir)
    return await indexReports({ ...options, model: { ...model, open: () => openEmbeddingPool({ model, sessions }) } })
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    watch.onModelMissing?.(error.message)
    return await indexReports({ ...options, model: undefined })
  } finally {
    watch.signal?.removeEventListener('abort', close)
    close()
  }
}
