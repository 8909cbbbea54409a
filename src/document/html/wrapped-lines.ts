import { printedWidth } from '../character.ts'
import { type Columns, findColumns } from '../column-width.ts'
import type { Line } from '../line.ts'
import { splitParagraphs } from '../paragraph-break.ts'
import { concatenate } from '../passage.ts'
import type { HtmlBlock } from './html-page.ts'

/** A line of a page that is a block of its own. */
interface BlockLine extends Line {
  readonly block: HtmlBlock
}

/** The blocks of a page with those joined that are lines of one paragraph: pages made of wrapped text break every line. */
export function joinWrapped(blocks: readonly HtmlBlock[]): HtmlBlock[] {
  return stretchesOf(blocks).flatMap((stretch) => {
    const lines = stretch.map(lineOf)
    const columns = findColumns(lines)
    if (!isWrapped(lines, columns)) return stretch
    return splitParagraphs(lines, columns, (line, above) => isHeading(line) || isHeading(above)).flatMap(joinBlocks)
  })
}

/** Fewer sentences may be a list whose items are equally long. */
const MIN_SENTENCES = 3
/** Marks that hang over the edge. */
const TOLERANCE = 4

/** A page that was wrapped has no line beyond its column: one whole paragraph shows that the others are whole as well. */
function isWrapped(lines: readonly BlockLine[], { widths }: Columns): boolean {
  const widest = widths.reduce<number>((most, width) => Math.max(most, width ?? 0), 0)
  const sentences = lines.filter(({ text }) => text.includes('。'))
  return sentences.length >= MIN_SENTENCES && lines.every(({ squeezedWidth }) => squeezedWidth <= widest + TOLERANCE)
}

/** Blocks of text that follow each other; each that stands in a table alone. */
function stretchesOf(blocks: readonly HtmlBlock[]): HtmlBlock[][] {
  const stretches: HtmlBlock[][] = []
  for (const block of blocks) {
    const last = stretches.at(-1)
    if (last !== undefined && block.cell === null && last[0]?.cell === null) last.push(block)
    else stretches.push([block])
  }
  return stretches
}

/** `number` counts within the stretch: pieces lead to the source without it. */
function lineOf(block: HtmlBlock, index: number): BlockLine {
  const { text, pieces, repaired } = block
  const [{ usual, least }, indent] = [printedWidth(text), Math.round(block.indent * 2)]
  return {
    block,
    text,
    pieces,
    repaired,
    number: index + 1,
    indent,
    width: indent + usual,
    squeezedWidth: indent + least,
    length: text.length,
    separator: ' ',
    gap: 0,
  }
}

function isHeading({ block }: BlockLine): boolean {
  return block.level > 0
}

function joinBlocks(lines: readonly BlockLine[]): HtmlBlock[] {
  const [first, ...rest] = lines.map(({ block }) => block)
  if (first === undefined) return []
  if (rest.length === 0) return [first]
  const linked = lines.reduce((sum, { block }) => sum + block.linked, 0)
  return [{ ...first, ...concatenate(lines), linked, isBold: lines.every(({ block }) => block.isBold) }]
}
