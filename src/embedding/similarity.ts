/** The dot product, which on the unit vectors of an Embedder is the cosine: 1 for equal, about 0 for unrelated. */
export function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} dimensions`)
  // Four sums instead of one, so that an addition need not wait for the one before it: twice as fast.
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let i = 0; i < a.length; i += 4) {
    first += productAt(i, a, b)
    second += productAt(i + 1, a, b)
    third += productAt(i + 2, a, b)
    fourth += productAt(i + 3, a, b)
  }
  return first + second + third + fourth
}

/** Zero past the end. */
function productAt(i: number, a: Float32Array, b: Float32Array): number {
  return (a[i] ?? 0) * (b[i] ?? 0)
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
