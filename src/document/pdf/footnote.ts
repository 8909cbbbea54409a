import { concatenate, type Passage } from '../passage.ts'
import { lineText } from './line-text.ts'
import type { PageLines } from './running-line.ts'

/** Type of notes, in the size of the text's. */
const SMALL = 0.9
/** [1], ①, or a raised number. */
const MARK = /^(?:[[［〔]\d{1,3}[\]］〕]|[①-⑳⁰¹²³⁴-⁹*＊※])/u

/** Pages, and what stands as notes below their text. */
export interface NotedPages {
  readonly pages: readonly PageLines[]
  /** In order; one that goes on below the next page is one. */
  readonly notes: readonly Passage[]
}

/**
 * Takes away the notes at the foot of pages, which part the paragraph that goes on over the page's end: lines in small
 * type directly below the text, the first with a mark. `size` is that of the text's type.
 */
export function takeFootnotes(pages: readonly PageLines[], size: number): NotedPages {
  const notes: Passage[] = []
  const without = pages.map(({ page, lines }) => {
    const start = lines.findLastIndex((line) => line.size >= size * SMALL) + 1
    const texts = lines.slice(start).map((line, index) => lineText(line, page.number, start + index + 1))
    if (start === 0 || !beginsNote(texts[0], notes.at(-1))) return { page, lines }
    for (const text of texts) addLine(notes, text)
    return { page, lines: lines.slice(0, start) }
  })
  return { pages: without, notes }
}

/** A line without a mark goes on with the note of the page before, if that broke off. */
function beginsNote(first: Passage | undefined, above: Passage | undefined): boolean {
  if (first === undefined) return false
  return MARK.test(first.text) || (above !== undefined && !/[。；！？]$/u.test(above.text))
}

function addLine(notes: Passage[], line: Passage): void {
  const last = notes.at(-1)
  if (last === undefined || MARK.test(line.text)) notes.push(line)
  else notes.splice(-1, 1, concatenate([last, line]))
}
