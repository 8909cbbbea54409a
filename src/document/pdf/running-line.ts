import type { PdfPage } from './pdf-items.ts'
import { hasWord, median, type VisualLine } from './visual-line.ts'

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

/** In small type fewer will do, as heads of left and right pages differ; but the head of a table is set in cells. */
const MIN_SMALL_PAGES = 2
/** Small type, in the size of the text's. */
const SMALL = 0.9
/** Type of titles. */
const LARGE = 1.2
/** Shorter words stand in any title. */
const MIN_TITLE = 6

const PAGE_NUMBER =
  /^[-—–－―·•~\s]{0,40}(?:第\s{0,2})?(?:\d{1,4}|[IVXⅠ-Ⅻivxⅰ-ⅻ]{1,6})(?:\s{0,2}页)?(?:\s{0,2}[/／，,]?\s{0,2}共?\s{0,2}\d{1,4}\s{0,2}页?)?[-—–－―·•~\s]{0,40}$/u

/** The lines of pages without what stands at the edge of every page: page numbers, running heads and feet. */
export function withoutRunningLines(pages: readonly PageLines[]): PageLines[] {
  const isRunning = runningLines(pages)
  return pages.map(({ page, lines }) => ({
    page,
    lines: lines.filter((line) => !isAtEdge(line, page) || !isRunning(line)),
  }))
}

/** Of lines at the edge of a page. */
function runningLines(pages: readonly PageLines[]): (line: VisualLine) => boolean {
  const counts = new Map<string, number>()
  for (const { page, lines } of pages) {
    for (const key of new Set(lines.filter((line) => isAtEdge(line, page)).map(wordsOf))) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const size = median(pages.flatMap(({ lines }) => lines.map((line) => line.size)))
  const large = pages[0]?.lines.filter((line) => line.size >= size * LARGE).map(wordsOf) ?? []
  const title = large.join('')
  return (line) => {
    const [words, isSmall] = [wordsOf(line), line.size < size * SMALL && !isInCells(line)]
    const enough = isSmall ? MIN_SMALL_PAGES : Math.max(MIN_PAGES, pages.length * MIN_SHARE)
    const isTitle = isSmall && words.length >= MIN_TITLE && title.includes(words)
    return isTitle || PAGE_NUMBER.test(textOf(line)) || (/\p{L}/u.test(words) && (counts.get(words) ?? 0) >= enough)
  }
}

function isInCells({ items, size }: VisualLine): boolean {
  const words = items.filter(hasWord)
  return words.some(({ left }, index) => index > 0 && left - (words[index - 1]?.right ?? left) >= size)
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
