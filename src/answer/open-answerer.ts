import { readModelFolder } from '../embedding/model-folder.ts'
import { openEmbedder } from '../embedding/transformers-embedder.ts'
import { ModelError } from '../errors.ts'
import { readLexicon } from '../lexicon/read-lexicon.ts'
import { openIndex } from '../report-index/sqlite/open-index.ts'
import type { Answerer } from './answerer.ts'
import { createAnswerer } from './create-answerer.ts'

/** The folders a thread answers from; plain data. */
export interface AnsweringFolders {
  readonly indexDir: string
  readonly modelDir: string
  readonly lexiconDir: string
}

/**
 * Opens an answerer in this thread. A model that cannot be used leaves words and observations; `onModelMissing` is told.
 */
export async function openAnswerer(
  { indexDir, modelDir, lexiconDir }: AnsweringFolders,
  onModelMissing: (message: string) => void = () => {},
): Promise<Answerer> {
  const model = await readModelFolder(modelDir).catch((error: unknown) => {
    if (!(error instanceof ModelError)) throw error
    onModelMissing(error.message)
    return undefined
  })
  const embedder = model && (await openEmbedder(model))
  return createAnswerer({ index: openIndex(indexDir, model), embedder, lexicon: readLexicon(lexiconDir) })
}
