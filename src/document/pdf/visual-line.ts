import type { PdfItem } from './pdf-items.ts'

/** Runs of one line of a page, left to right. */
export interface VisualLine {
  readonly items: readonly PdfItem[]
  readonly left: number
  readonly right: number
  readonly baseline: number
  /** Of most of its type. */
  readonly size: number
}

/** Runs that stand so much higher or lower, in their type's size, are of the same line: raised marks, mixed fonts. */
const SAME_LINE = 0.45

/** The lines of a page from top to bottom. Each goes over the whole width, across columns. */
export function visualLines(items: readonly PdfItem[]): VisualLine[] {
  const groups: PdfItem[][] = []
  let [baseline, size] = [-Infinity, 0]
  for (const item of items.toSorted((a, b) => a.baseline - b.baseline)) {
    if (item.baseline - baseline <= Math.max(size, item.size) * SAME_LINE) groups.at(-1)?.push(item)
    else {
      groups.push([item])
      ;[baseline, size] = [item.baseline, item.size]
    }
  }
  return groups.flatMap((group) => lineOf(withoutOverprint(group)) ?? [])
}

/** A line of these runs, without blanks at its ends; null when they hold no word. */
export function lineOf(items: readonly PdfItem[]): VisualLine | null {
  const words = items.filter(hasWord)
  if (words.length === 0) return null
  const left = words.reduce((least, item) => Math.min(least, item.left), Infinity)
  const right = words.reduce((most, item) => Math.max(most, item.right), 0)
  const within = items.filter((item) => hasWord(item) || (item.left >= left && item.left < right))
  return {
    items: within.toSorted((a, b) => a.left - b.left),
    left,
    right,
    baseline: median(words.map((item) => item.baseline)),
    size: median(words.flatMap((item) => Array.from(item.text.trim(), () => item.size))),
  }
}

export function hasWord({ text }: PdfItem): boolean {
  return text.trim() !== ''
}

/** As many runs before a run may be its first printing. */
const REACH = 6

/** Bold type is often the same run set twice, a hair apart. */
function withoutOverprint(items: readonly PdfItem[]): PdfItem[] {
  const kept: PdfItem[] = []
  for (const item of items.toSorted((a, b) => a.left - b.left)) {
    const isTwice = kept
      .slice(-REACH)
      .some((one) => one.text === item.text && Math.abs(one.left - item.left) < item.size * 0.2)
    if (!isTwice) kept.push(item)
  }
  return kept
}

/** 0 of nothing. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
