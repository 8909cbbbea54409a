import { unitVector } from '../../src/embedding/similarity.ts'
import type { LabelledVector } from '../../src/report-index/exact-search.ts'

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Unit vectors in clusters, as paragraphs of a few subjects are, labelled from 0. */
export function clusteredVectors(options: {
  readonly count: number
  readonly dimensions: number
  readonly clusters?: number
  readonly seed?: number
}): LabelledVector[] {
  const { count, dimensions, clusters = 20, seed = 1 } = options
  const random = seededRandom(seed)
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const centres = Array.from({ length: clusters }, () => Float32Array.from({ length: dimensions }, gaussian))
  return Array.from({ length: count }, (_, label) => {
    const centre = centres[label % clusters]
    const vector = unitVector(
      Float32Array.from({ length: dimensions }, (_unused, i) => (centre?.[i] ?? 0) + gaussian()),
    )
    return { label, vector: vector ?? new Float32Array(dimensions) }
  })
}
