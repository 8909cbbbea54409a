import type { Span } from '../../span.ts'
import type { PdfItem } from './pdf-items.ts'
import { hasWord, lineOf, median, type VisualLine } from './visual-line.ts'

/** A part of a page whose lines are read from top to bottom. */
export interface TextColumn {
  readonly lines: readonly VisualLine[]
}

/** Between columns; words of a line stand closer. In the size of the type. */
const MIN_GUTTER = 0.8
/** Narrower than any newspaper column, wider than most cells of tables. */
const MIN_COLUMN = 6
/** Fewer lines beside each other are a table's row or a pair of labels. */
const MIN_LINES = 4
/** Headlines over columns nest no deeper. */
const MAX_DEPTH = 8

/**
 * The columns of a page in reading order, by cutting it where nothing is printed: between columns where lines beside
 * each other are as long as text, else above and below what stands across them (recursive XY cut). The rows of a table
 * stay whole: its cells are short.
 *
 * @see Nagy, Seth, 1984, Hierarchical representation of optically scanned documents
 */
export function textColumns(lines: readonly VisualLine[], depth = 0): TextColumn[] {
  if (depth >= MAX_DEPTH || lines.filter(isDivided).length < MIN_LINES) return lines.length === 0 ? [] : [{ lines }]
  const banner = findBanner(lines)
  if (banner !== -1) {
    const [above, below] = [lines.slice(0, banner), lines.slice(banner + 1)]
    return [...textColumns(above, depth), { lines: lines.slice(banner, banner + 1) }, ...textColumns(below, depth)]
  }
  const gutter = findGutter(lines)
  if (gutter !== null) {
    const [before, behind] = divide(lines, gutter)
    return [...textColumns(before, depth + 1), ...textColumns(behind, depth + 1)]
  }
  const cut = widestGap(lines)
  return [...textColumns(lines.slice(0, cut), depth + 1), ...textColumns(lines.slice(cut), depth + 1)]
}

/** Type of headlines, in the size of the text's. */
const BANNER_SIZE = 1.25
/** How much lower than its baseline a headline keeps clear, in its type's size; above it, it keeps its own height. */
const BANNER_DEPTH = 0.4

/**
 * The number of a line in large type with nothing beside it: it parts what stands above from what stands below, also
 * where it is so short that gutters run past it. -1 for none.
 */
function findBanner(lines: readonly VisualLine[]): number {
  const size = median(lines.map((line) => line.size))
  return lines.findIndex((line, at) => {
    const isLarge = line.size >= size * BANNER_SIZE && !isDivided(line)
    const isBeside = (other: VisualLine | undefined) =>
      other !== undefined &&
      other.baseline > line.baseline - line.size &&
      other.baseline < line.baseline + line.size * BANNER_DEPTH
    return isLarge && !isBeside(lines[at - 1]) && !isBeside(lines[at + 1])
  })
}

/** Stretches of a line that no gap as wide as a gutter parts. */
function segmentsOf({ items, size }: VisualLine): Span[] {
  const segments: { start: number; end: number }[] = []
  for (const { left, right } of items.filter(hasWord)) {
    const last = segments.at(-1)
    if (last !== undefined && left - last.end < size * MIN_GUTTER) last.end = Math.max(last.end, right)
    else segments.push({ start: left, end: right })
  }
  return segments
}

function isDivided(line: VisualLine): boolean {
  return segmentsOf(line).filter(({ start, end }) => end - start >= line.size * MIN_COLUMN).length > 1
}

/** The middle of the widest strip that no line prints on and that has columns of text on both sides; null for none. */
function findGutter(lines: readonly VisualLine[]): number | null {
  const size = median(lines.map((line) => line.size))
  const printed = lines.flatMap(segmentsOf).toSorted((a, b) => a.start - b.start)
  const strips: Span[] = []
  let reach = printed[0]?.end ?? 0
  for (const { start, end } of printed) {
    if (start - reach >= size * MIN_GUTTER) strips.push({ start: reach, end: start })
    reach = Math.max(reach, end)
  }
  const gutters = strips
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .map(({ start, end }) => (start + end) / 2)
  return gutters.find((x) => divide(lines, x).every((side) => isTextColumn(side, size))) ?? null
}

function isTextColumn(lines: readonly VisualLine[], size: number): boolean {
  return lines.length >= MIN_LINES && median(lines.map(({ left, right }) => right - left)) >= size * MIN_COLUMN
}

function divide(lines: readonly VisualLine[], x: number): readonly [VisualLine[], VisualLine[]] {
  const side = (isOn: (item: PdfItem) => boolean) => lines.flatMap(({ items }) => lineOf(items.filter(isOn)) ?? [])
  return [side(({ left }) => left < x), side(({ left }) => left >= x)]
}

/** The number of the line below the widest gap between two lines. */
function widestGap(lines: readonly VisualLine[]): number {
  let [widest, at] = [-Infinity, Math.ceil(lines.length / 2)]
  for (const [index, { baseline }] of lines.entries()) {
    const gap = baseline - (lines[index - 1]?.baseline ?? baseline)
    if (index > 0 && gap > widest) [widest, at] = [gap, index]
  }
  return at
}
