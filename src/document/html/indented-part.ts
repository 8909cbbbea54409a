import { numberStyle } from '../number-style.ts'
import type { TextRun } from './html-text.ts'

/** The indent of a paragraph, two ideographs wide. */
const INDENT = /(?:[\u3000\u2003]\s?){2,}|(?:\u00A0 ?){4,}/gu
const FINISHED = /[。！？；…”’』）)\]]$/u

/** Shorter ones are spread over their line, as the title 农业 with blanks between its characters. */
const MIN_HEADING = 4

/**
 * The runs of a block, parted where an indent stands behind a finished sentence or a numbered heading: editors that do
 * not know of paragraphs set all of a text in one element, with blanks where each begins.
 */
export function indentedParts(runs: readonly TextRun[]): TextRun[][] {
  const text = runs.map((run) => run.text).join('')
  const starts = [0]
  for (const { index } of text.matchAll(INDENT)) {
    const left = text.slice(starts.at(-1), index).trim()
    if (FINISHED.test(left.slice(-1)) || (left.length >= MIN_HEADING && numberStyle(left) !== '')) starts.push(index)
  }
  return starts.length === 1 ? [[...runs]] : cutRuns(runs, starts)
}

/** Entities are of one character, so that no cut goes through one. */
function cutRuns(runs: readonly TextRun[], starts: readonly number[]): TextRun[][] {
  const parts: TextRun[][] = starts.map(() => [])
  let [offset, part] = [0, 0]
  for (const run of runs) {
    let from = 0
    while (from < run.text.length) {
      while ((starts[part + 1] ?? Infinity) <= offset + from) part++
      const to = Math.min(run.text.length, (starts[part + 1] ?? Infinity) - offset)
      const isWhole = from === 0 && to === run.text.length
      parts[part]?.push(isWhole ? run : { text: run.text.slice(from, to), start: run.start + from, width: to - from })
      from = to
    }
    offset += run.text.length
  }
  return parts
}
