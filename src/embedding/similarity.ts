/** The dot product, which on the unit vectors of an Embedder is the cosine: 1 for equal, about 0 for unrelated. */
export function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} dimensions`)
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/**
 * The vector scaled to length 1, in an array of its own; undefined where it has no direction (zero, NaN or infinite
 * numbers), which a sound model never gives.
 */
export function unitVector(vector: Float32Array): Float32Array | undefined {
  const length = Math.sqrt(dot(vector, vector))
  if (!Number.isFinite(length) || length === 0) return undefined
  return vector.map((value) => value / length)
}
