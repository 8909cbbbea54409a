import type { PdfPage } from './pdf-items.ts'
import type { VisualLine } from './visual-line.ts'

/** A page and its lines. */
export interface PageLines {
  readonly page: PdfPage
  readonly lines: readonly VisualLine[]
}

/** Running heads, feet and page numbers stand in so much of a page's height at either end. */
const MARGIN = 0.13
/** And on so many pages. */
const MIN_PAGES = 3
const MIN_SHARE = 0.3

const PAGE_NUMBER =
  /^[-—–－―·•~\s]{0,40}(?:第\s{0,2})?\d{1,4}(?:\s{0,2}页)?(?:\s{0,2}[/／，,]?\s{0,2}共?\s{0,2}\d{1,4}\s{0,2}页?)?[-—–－―·•~\s]{0,40}$/u

/** The lines of pages without what stands at the edge of every page: page numbers, running heads and feet. */
export function withoutRunningLines(pages: readonly PageLines[]): PageLines[] {
  const counts = new Map<string, number>()
  for (const { page, lines } of pages) {
    for (const key of new Set(lines.filter((line) => isAtEdge(line, page)).map(wordsOf))) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const enough = Math.max(MIN_PAGES, pages.length * MIN_SHARE)
  const isRunning = (line: VisualLine) => PAGE_NUMBER.test(textOf(line)) || (counts.get(wordsOf(line)) ?? 0) >= enough
  return pages.map(({ page, lines }) => ({
    page,
    lines: lines.filter((line) => !isAtEdge(line, page) || !isRunning(line)),
  }))
}

function isAtEdge({ baseline }: VisualLine, { height }: PdfPage): boolean {
  return baseline < height * MARGIN || baseline > height * (1 - MARGIN)
}

function textOf({ items }: VisualLine): string {
  return items
    .map(({ text }) => text)
    .join('')
    .trim()
}

/** Numbers change from page to page. */
function wordsOf(line: VisualLine): string {
  return textOf(line).replaceAll(/[\s\d]+/gu, '')
}
