import type { Span } from '../span.ts'
import { foldText } from './fold.ts'

/** A name that was found, with what it stands for. */
export interface FoundName<T> extends Span {
  readonly value: T
}

/** The names by their search key, and how long those that start with the same two characters are, longest first. */
interface NameTable<T> {
  readonly values: ReadonlyMap<string, T | null>
  readonly lengths: ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>
}

/**
 * Finds names in a text: at each place the longest one, from left to right, not overlapping, whatever the width, case
 * or script (see `foldText`). A name that stands for null is an ordinary word: it hides the shorter names inside it.
 * Names of one character are never found; of two equal names the later one counts.
 */
export function createNameFinder<T>(names: Iterable<readonly [string, T | null]>): (text: string) => FoundName<T>[] {
  const table = createTable(names)
  return (text) => {
    const key = foldText(text)
    const found: FoundName<T>[] = []
    let start = 0
    while (start < key.length) {
      const end = endOfNameAt(table, key, start)
      const value = end === undefined ? undefined : table.values.get(key.slice(start, end))
      if (end !== undefined && value !== undefined && value !== null) found.push({ start, end, value })
      start = end ?? start + 1
    }
    return found
  }
}

function createTable<T>(names: Iterable<readonly [string, T | null]>): NameTable<T> {
  const values = new Map<string, T | null>()
  for (const [name, value] of names) values.set(foldText(name), value)
  const lengths = new Map<number, Map<number, number[]>>()
  for (const key of values.keys()) addLength(lengths, key)
  return { values, lengths }
}

function addLength(lengths: Map<number, Map<number, number[]>>, key: string): void {
  const seconds = lengths.get(key.charCodeAt(0)) ?? new Map<number, number[]>()
  lengths.set(key.charCodeAt(0), seconds)
  const known = seconds.get(key.charCodeAt(1)) ?? []
  seconds.set(key.charCodeAt(1), known)
  if (known.includes(key.length)) return
  known.push(key.length)
  known.sort((a, b) => b - a)
}

function endOfNameAt<T>({ values, lengths }: NameTable<T>, key: string, start: number): number | undefined {
  const possible = lengths.get(key.charCodeAt(start))?.get(key.charCodeAt(start + 1)) ?? []
  const length = possible.find((each) => {
    const end = start + each
    return end <= key.length && values.has(key.slice(start, end)) && !runsOn(key, start) && !runsOn(key, end)
  })
  return length === undefined ? undefined : start + length
}

const RUN = /^(?:[a-z]{2}|\d{2})$/

/** True inside GDPR behind GDP and inside PM2.55 behind PM2.5: letters and digits run on, Chinese characters do not. */
function runsOn(key: string, border: number): boolean {
  return RUN.test(key.slice(Math.max(border - 1, 0), border + 1))
}
