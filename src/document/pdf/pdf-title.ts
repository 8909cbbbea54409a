import { isReportTitle } from '../report-title.ts'
import type { VisualLine } from './visual-line.ts'

/** Type of titles, in the size of the text's. */
const TITLE_SIZE = 1.2
const MAX_LINES = 4
const MAX_LENGTH = 90
/** Lines of one title are set alike. */
const SAME_SIZE = 0.1
/** The lines of the first page that a title stands among. */
const REACH = 12

/**
 * The lines of a report's title on its first page, over as many lines as it is set: those in large type, of several the
 * one that reads as a title. Empty when the page has none, or several that do not tell (a newspaper's).
 */
export function titleLines(lines: readonly VisualLine[], size: number): readonly VisualLine[] {
  const titles = largeGroups(lines.slice(0, REACH), size * TITLE_SIZE).filter(
    (group) => group.length <= MAX_LINES && printed(group).length <= MAX_LENGTH,
  )
  return titles.find((group) => isReportTitle(printed(group))) ?? (titles.length === 1 ? (titles[0] ?? []) : [])
}

/** Neighbouring lines in type of at least that size, set alike. */
function largeGroups(lines: readonly VisualLine[], least: number): VisualLine[][] {
  const groups: VisualLine[][] = []
  let above: VisualLine | null = null
  for (const line of lines) {
    const isLarge = line.size >= least
    if (isLarge && above !== null && isAlike(above, line)) groups.at(-1)?.push(line)
    else if (isLarge) groups.push([line])
    above = isLarge ? line : null
  }
  return groups
}

function isAlike(above: VisualLine, line: VisualLine): boolean {
  return Math.abs(above.size - line.size) <= line.size * SAME_SIZE
}

function printed(lines: readonly VisualLine[]): string {
  return lines.flatMap(({ items }) => items.map(({ text }) => text.replaceAll(/\s/gu, ''))).join('')
}
