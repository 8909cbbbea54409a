import type { Span } from '../span.ts'

/** Those of a list in order, without overlaps, that begin inside the span. Takes logarithmic time to find the first. */
export function within<T extends Span>(sorted: readonly T[], { start, end }: Span): readonly T[] {
  return sorted.slice(firstFrom(sorted, start), firstFrom(sorted, end))
}

/** Index of the first that begins at `at` or later; the length of the list when none does. */
export function firstFrom(sorted: readonly Span[], at: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle]?.start ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
