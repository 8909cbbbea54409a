import { statSync } from 'node:fs'
import type { BigIntStats } from 'node:fs'
import type { ReportFile } from './report-files.ts'

/** Times are kept as coarsely as this (FAT): a file that was written since may be written again and look the same. */
const SETTLED_MS = 2000

/**
 * What changes whenever the report or its metadata is written or replaced; opens neither. Undefined for what was changed
 * too short a while ago for that to be sure, or cannot be looked at.
 */
export function stampOf({ path: place, metadataPath }: ReportFile): string | undefined {
  const stamps = [place, ...(metadataPath === null ? [] : [metadataPath])].map(stampOfFile)
  return stamps.includes(undefined) ? undefined : stamps.join(' ')
}

/** The time of change, which nobody can set back, tells a copy that kept the time of writing and its size. */
function stampOfFile(place: string): string | undefined {
  const found = statOrNothing(place)
  if (found === undefined) return undefined
  const { size, ino, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = found
  const isSettled = Math.max(Number(mtimeMs), Number(ctimeMs)) < Date.now() - SETTLED_MS
  return isSettled ? [size, ino, mtimeNs, ctimeNs].join('.') : undefined
}

/** In this thread: a look takes some microseconds, and through the pool of threads thirty times that. */
function statOrNothing(place: string): BigIntStats | undefined {
  try {
    return statSync(place, { bigint: true })
  } catch {
    return undefined
  }
}
