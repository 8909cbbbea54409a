import { fileURLToPath } from 'node:url'

/** The model that the project ships. */
export const MODEL_DIR = fileURLToPath(new URL('../../embeddings/model/bge-small-zh-v1.5', import.meta.url))
