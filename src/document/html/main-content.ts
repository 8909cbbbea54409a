import type { Span } from '../../span.ts'
import type { Box, HtmlBlock, HtmlPage } from './html-page.ts'

/** The element that holds so much of a page's text is what the page is about. */
const MAIN_SHARE = 0.85
/** Shorter lines are labels and links more often than text. */
const PROSE_LENGTH = 30
const LABEL_WEIGHT = 0.2

/**
 * The blocks of a page without what a site sets around them: those of the innermost element that still has most of the
 * page's text. Links and short lines count little, so that navigation does not outweigh a short report.
 */
export function mainContent({ blocks, boxes }: HtmlPage): Span {
  const sums = weightSums(blocks)
  const weightOf = ({ first, end }: Box) => (sums[Math.min(end, blocks.length)] ?? 0) - (sums[first] ?? 0)
  const whole: Box = { first: 0, end: blocks.length }
  // A single block is a paragraph, whatever its element.
  const main =
    boxes.findLast((box) => box.end - box.first > 1 && weightOf(box) >= weightOf(whole) * MAIN_SHARE) ?? whole
  return withNeighbours({ start: main.first, end: Math.min(main.end, blocks.length) }, blocks)
}

/** A page that shows its text in several elements has at most a few lines between them. */
const REACH = 4
const PARAGRAPH_LENGTH = 40

/** Adds the paragraphs that stand beside the main element: a lead, the first lines of a text that unfolds. */
function withNeighbours({ start, end }: Span, blocks: readonly HtmlBlock[]): Span {
  let [first, last] = [start, end]
  for (let at = first - 1; at >= Math.max(0, first - REACH); at--) if (isParagraph(blocks[at])) first = at
  for (let at = last; at < Math.min(blocks.length, last + REACH); at++) if (isParagraph(blocks[at])) last = at + 1
  return { start: first, end: last }
}

function isParagraph(block: HtmlBlock | undefined): boolean {
  return block !== undefined && block.linked === 0 && block.text.length >= PARAGRAPH_LENGTH && block.text.includes('。')
}

/** How much stands before each block. */
function weightSums(blocks: readonly HtmlBlock[]): number[] {
  const sums = [0]
  for (const block of blocks) sums.push((sums.at(-1) ?? 0) + weigh(block))
  return sums
}

function weigh({ text, linked, cell }: HtmlBlock): number {
  const own = Math.max(0, text.length - linked)
  const isText = text.length >= PROSE_LENGTH || (cell !== null && /\d/u.test(text))
  return isText ? own : own * LABEL_WEIGHT
}
