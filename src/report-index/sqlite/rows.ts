import { DamagedError } from './database.ts'

/**
 * Reads a value that this program stored as text or bytes.
 *
 * @throws {DamagedError} when `read` fails.
 */
export function readStored<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new DamagedError('a stored value cannot be read', { cause })
  }
}

/** The floats of a blob; copied, since a blob's bytes need not lie at a multiple of four. */
export function toVector(blob: Buffer): Float32Array {
  return new Float32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength))
}

export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}
