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
  // Copied, since a blob's bytes need not lie at a multiple of two.
  const halves = new Uint16Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength))
  const vector = Float32Array.from(halves, (half) => FLOATS[half] ?? 0)
  return unitVector(vector) ?? vector
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
