import type { Embedder } from '../../src/embedding/embedder.ts'
import { unitVector } from '../../src/embedding/similarity.ts'

const DIMENSIONS = 512

/** Hashed character bigrams: no model, and still texts with words in common are near each other. */
export function fakeEmbedder(modelId = 'fake'): Embedder {
  return {
    modelId,
    dimensions: DIMENSIONS,
    async embed(text) {
      const vector = new Float32Array(DIMENSIONS)
      const padded = `^${text.normalize('NFKC').toLowerCase()}$`
      for (let i = 1; i < padded.length; i++) {
        const at = hash(padded.slice(i - 1, i + 1))
        vector[at] = (vector[at] ?? 0) + 1
      }
      return unitVector(vector) ?? vector
    },
    async close() {},
  }
}

/** FNV-1a, folded to a dimension. */
function hash(bigram: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < bigram.length; i++) value = Math.imul(value ^ bigram.charCodeAt(i), 0x01000193)
  return (value >>> 0) % DIMENSIONS
}
