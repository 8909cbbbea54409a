import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { checksumOf } from '../checksum.ts'

/**
 * `FILE.seal` beside a database, from the end of one writer to the start of the next. SQLite notices a torn page and
 * not a changed letter in a value, which here would be a changed figure.
 */
function sealPath(file: string): string {
  return `${file}.seal`
}

/**
 * Seals a database file that nobody writes and that has all its pages (no rest in the WAL). Where there is no room even
 * for that it stays unsealed, which is no reason to call the run before it failed.
 */
export function seal(file: string): void {
  const unfinished = `${sealPath(file)}.tmp`
  try {
    writeFileSync(unfinished, checksumOf(file))
    renameSync(unfinished, sealPath(file))
  } catch {
    rmSync(unfinished, { force: true })
  }
}

/** To be called before the first write. */
export function breakSeal(file: string): void {
  // Also that of an earlier version, which would take what is written now for damage.
  for (const path of [sealPath(file), `${file}.sha256`]) rmSync(path, { force: true })
}

/**
 * `sound` or `damaged` where there is a seal; `unsealed` while somebody writes, or after a writer that was killed.
 * Reads the whole file: .1 s for 400 MB.
 */
export function checkSeal(file: string): 'sound' | 'damaged' | 'unsealed' {
  const before = readSeal(file)
  if (before === undefined || !existsSync(file)) return 'unsealed'
  if (checksumOf(file) === before) return 'sound'
  // A writer may have come meanwhile; then the seal it found is gone.
  return readSeal(file) === before ? 'damaged' : 'unsealed'
}

function readSeal(file: string): string | undefined {
  try {
    return readFileSync(sealPath(file), 'utf8')
  } catch {
    return undefined
  }
}
