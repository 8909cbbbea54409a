import { toBlock } from '../block.ts'
import { isNumberedCaption, isUnitLine } from '../caption.ts'
import { isUnfinished, lineEnd } from '../character.ts'
import { draftParagraph, type ParagraphDraft } from '../draft.ts'
import { listsAttachments, opensAppendix, sentenceHeadingStyle } from '../number-style.ts'
import { createOutline, type Outline } from '../outline.ts'
import { concatenate } from '../passage.ts'
import { captionsAbove, tableParagraphs } from '../table.ts'
import type { HtmlBlock, HtmlTable } from './html-page.ts'
import { type CellContents, cellContents, tableRows } from './html-table.ts'

/**
 * The paragraphs of a text, with its headings as paths and its tables as rows, in order. Tables that only arrange text
 * have been taken away.
 */
export function htmlParagraphs(blocks: readonly HtmlBlock[]): ParagraphDraft[] {
  const outline = createOutline()
  const paragraphs: ParagraphDraft[] = []
  const contents = cellContents(blocks)
  const read = new Set<HtmlTable>()
  const mended = mendBreaks(blocks)
  for (const [index, block] of mended.entries()) {
    const table = block.cell?.table
    if (table === undefined) {
      paragraphs.push(readBlock(block, outline, headingStyle(block, mended[index - 1], mended[index + 1])))
    } else if (!read.has(table)) {
      read.add(table)
      for (const row of readTable(table, contents, { outline, above: paragraphs })) paragraphs.push(row)
    }
  }
  return paragraphs
}

/** A shorter line may be a label with its value on the next, and one without a comma is no sentence. */
const MIN_BROKEN = 20
const SENTENCE = /[，。；]/u
/** Nothing ends behind a comma or a digit. */
const BROKEN = /[，、（(\d]$/u
const CONTINUES = /^[\p{Script=Han}\d%％，。；、）)]/u

/** Puts lines together that someone broke within a sentence: 2191.55 and, on the next line, 亿元. */
function mendBreaks(blocks: readonly HtmlBlock[]): HtmlBlock[] {
  const mended: HtmlBlock[] = []
  for (const block of blocks) {
    const above = mended.at(-1)
    if (above !== undefined && isBroken(above, block)) {
      mended.splice(-1, 1, { ...above, ...concatenate([above, block]), linked: above.linked + block.linked })
    } else mended.push(block)
  }
  return mended
}

function isBroken(above: HtmlBlock, block: HtmlBlock): boolean {
  return (
    above.cell === null &&
    block.cell === null &&
    above.text.length >= MIN_BROKEN &&
    SENTENCE.test(above.text) &&
    BROKEN.test(above.text) &&
    CONTINUES.test(block.text) &&
    toBlock(block, true).style === ''
  )
}

const MAX_HEADING = 50

function isCaption(text: string): boolean {
  return isUnitLine(text) || isNumberedCaption(text)
}

/** `style` is empty for what is no heading. */
function readBlock(block: HtmlBlock, outline: Outline, style: string): ParagraphDraft {
  const { role } = toBlock(block, true)
  if (listsAttachments(block.text)) outline.close(() => true)
  if (isCaption(block.text) || role === 'caption') return draftParagraph(block, 'caption', outline.path())
  if (style === '') return draftParagraph(block, 'body', outline.path())
  const level = /^#([1-6])$/u.exec(style)?.[1]
  outline.add({ style, text: block.text }, level === undefined ? undefined : closesFrom(level))
  return draftParagraph(block, 'heading', outline.path().slice(0, -1))
}

const BOLD = 'bold'

/**
 * Empty for what is no heading; an appendix goes on with no heading of the text, but notes below a table do. Numbers tell
 * more than type: sites set 一、 and （一） alike.
 */
function headingStyle(block: HtmlBlock, above: HtmlBlock | undefined, below: HtmlBlock | undefined): string {
  const { text } = block
  const numbered = toBlock(block, true).style || sentenceHeadingStyle(text, { above: above?.text, below: below?.text })
  if (numbered !== '') return numbered
  if (opensAppendix(text, above !== undefined && above.cell !== null)) return '#1'
  return displayStyle(block)
}

/** Of what is set as a heading, by an element or in bold type. */
function displayStyle({ text, level, isBold, cell }: HtmlBlock): string {
  if (text.length > MAX_HEADING || cell !== null || !isUnfinished(lineEnd(text)) || /[。；]/u.test(text)) return ''
  if (level > 0) return `#${level}`
  return isBold && text.length > 1 ? BOLD : ''
}

/** A heading element closes those of its level and below, and all that is not set by elements. */
function closesFrom(level: string): (style: string) => boolean {
  return (style) => !/^#[1-6]$/u.test(style) || Number(style[1]) >= Number(level)
}

function readTable(
  table: HtmlTable,
  contents: CellContents,
  { outline, above }: { readonly outline: Outline; readonly above: readonly ParagraphDraft[] },
): ParagraphDraft[] {
  const captions = captionsAbove(above)
  const path = outline.path().filter((heading) => !captions.includes(heading))
  // A bold line above a table is its title; the text behind the table goes on below the heading before.
  outline.close(({ style, text }) => style === BOLD && captions.includes(text))
  return tableParagraphs(tableRows(table, contents), { path, captions })
}
