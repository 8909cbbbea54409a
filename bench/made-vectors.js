import { unitVector } from '../dist/embedding/similarity.js'
import { seededRandom } from './report-texts.js'

/**
 * Unit vectors in clusters that lie in a space of fewer dimensions, as those of texts do, labelled from 1. The fewer
 * clusters and the more dimensions within, the harder is a search.
 *
 * @param {{ count: number, dimensions: number, clusters: number, rank: number, seed: number }} options
 */
export function clusteredVectors({ count, dimensions, clusters, rank, seed }) {
  const random = seededRandom(seed)
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const drawn = (length) => Float32Array.from({ length }, gaussian)
  const axes = Array.from({ length: rank }, () => drawn(dimensions))
  const centres = Array.from({ length: clusters }, () => drawn(rank))
  return Array.from({ length: count }, (_, at) => {
    const centre = centres[Math.floor(random() * clusters)]
    const vector = new Float32Array(dimensions)
    for (const [axis, direction] of axes.entries()) {
      const weight = centre[axis] + gaussian()
      for (let i = 0; i < dimensions; i++) vector[i] += weight * direction[i]
    }
    return { label: at + 1, vector: unitVector(vector) }
  })
}

/**
 * An embedder for where embedding is not measured: each text gets a point near two vectors that the model gave to real
 * texts, so that a question's own vector lies among them.
 *
 * @param {{ modelId: string, dimensions: number }} model
 * @param {readonly Float32Array[]} centres
 * @returns {import('../dist/embedding/embedder.js').Embedder}
 */
export function madeEmbedder({ modelId, dimensions }, centres) {
  const random = seededRandom(3)
  const centre = () => centres[Math.floor(random() * centres.length)]
  return {
    modelId,
    dimensions,
    async embed() {
      const [one, other, share] = [centre(), centre(), random() / 2]
      const near = one.map((value, i) => value * (1 - share) + other[i] * share + (random() - 0.5) * 0.06)
      return unitVector(near)
    },
    close: async () => {},
  }
}
