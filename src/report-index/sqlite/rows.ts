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
