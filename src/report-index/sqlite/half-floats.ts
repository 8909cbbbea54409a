import { unitVector } from '../../embedding/similarity.ts'

/**
 * Vectors as 16-bit floats, little-endian: half the room, and cosines that differ from those of 32 bits by less than
 * .0001, which is less than the model differs from its full precision by far. Numbers of unit vectors lie between -1 and
 * 1, so neither the largest nor the smallest halves are ever needed; those below 2^-24 become zero.
 */
export function toHalves(vector: Float32Array): Buffer {
  const bits = new Uint32Array(vector.slice().buffer)
  const halves = Uint16Array.from(bits, halfOf)
  return Buffer.from(halves.buffer)
}

/** The other way, scaled to length 1 again; a vector of its own. */
export function fromHalves(blob: Buffer): Float32Array {
  const halves = halvesIn(blob)
  const vector = new Float32Array(halves.length)
  for (let i = 0; i < vector.length; i++) vector[i] = floatAt(i, halves)
  return unitVector(vector) ?? vector
}

/**
 * The cosine of a vector of length 1 and a stored one, which is not unpacked for it: a question compares itself with a
 * hundred of them.
 */
export function cosineOfHalves(vector: Float32Array, blob: Buffer): number {
  const halves = halvesIn(blob)
  if (halves.length !== vector.length) throw new RangeError(`${halves.length} dimensions, not ${vector.length}`)
  let product = 0
  let square = 0
  for (let i = 0; i < halves.length; i++) {
    const value = floatAt(i, halves)
    product += value * (vector[i] ?? 0)
    square += value * value
  }
  return square === 0 ? 0 : product / Math.sqrt(square)
}

/** Copied where the blob's bytes do not begin at a multiple of two. */
function halvesIn(blob: Buffer): Uint16Array {
  const bytes = blob.byteOffset % 2 === 0 ? blob : Uint8Array.from(blob)
  return new Uint16Array(bytes.buffer, bytes.byteOffset, blob.byteLength >>> 1)
}

function floatAt(i: number, halves: Uint16Array): number {
  return FLOATS[halves[i] ?? 0] ?? 0
}

/** Sign, exponent and fraction of a 32-bit float as those of a 16-bit one, rounded to the nearest, ties to even. */
function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 127
  const fraction = bits & 0x7f_ffff
  if (exponent < -25) return sign
  // A half below 2^-14 has no leading one: its fraction is shifted by what the exponent lacks.
  if (exponent < -14) return sign | rounded(fraction | 0x80_0000, -exponent - 1)
  return sign | rounded(((exponent + 15) << 23) | fraction, 13)
}

/** The number without its lowest bits. A fraction that rounds up to one carries into the exponent, as it should. */
function rounded(value: number, dropped: number): number {
  const kept = value >>> dropped
  const rest = value & ((1 << dropped) - 1)
  const half = 1 << (dropped - 1)
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept
}

/** What each of the 65,536 halves is. */
const FLOATS = Float32Array.from({ length: 0x1_0000 }, (_, half) => {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >>> 10) & 0x1f
  const fraction = half & 0x3ff
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
})
