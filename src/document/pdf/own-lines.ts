import { contentsLines } from '../contents.ts'
import { type NotedPages, takeFootnotes } from './footnote.ts'
import type { PdfPage } from './pdf-items.ts'
import { type PageLines, withoutRunningLines } from './running-line.ts'
import { median, type VisualLine, visualLines } from './visual-line.ts'

/** The lines of a PDF that are its text, and apart the notes at the foot of its pages; heads, feet and contents fall away. */
export function ownLines(pages: readonly PdfPage[]): NotedPages {
  const read = withoutRunningLines(pages.map((page) => ({ page, lines: visualLines(page.items) })))
  const size = median(read.flatMap(({ lines }) => lines.map((line) => line.size)))
  return takeFootnotes(withoutContents(read), size)
}

function withoutContents(pages: readonly PageLines[]): PageLines[] {
  const contents = contentsLines(pages.flatMap(({ lines }) => lines.map(wordsOf)))
  let before = 0
  return pages.map(({ page, lines }) => {
    const first = before
    before += lines.length
    return { page, lines: lines.filter((_, index) => !contents.has(first + index)) }
  })
}

function wordsOf({ items }: VisualLine): string {
  return items.map(({ text }) => text).join('')
}
