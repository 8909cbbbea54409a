import { toBlock } from '../block.ts'
import { isNumberedCaption, isUnitLine } from '../caption.ts'
import { isUnfinished, lineEnd } from '../character.ts'
import { draftParagraph, type ParagraphDraft } from '../draft.ts'
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
  for (const block of mendBreaks(blocks)) {
    const table = block.cell?.table
    if (table === undefined) paragraphs.push(readBlock(block, outline))
    else if (!read.has(table)) {
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

function readBlock(block: HtmlBlock, outline: Outline): ParagraphDraft {
  const read = toBlock(block, true)
  if (isCaption(block.text) || read.role === 'caption') return draftParagraph(block, 'caption', outline.path())
  const style = headingStyle(block, read.style)
  if (style === '') return draftParagraph(block, 'body', outline.path())
  const level = /^#([1-6])$/u.exec(style)?.[1]
  outline.add({ style, text: block.text }, level === undefined ? undefined : closesFrom(level))
  return draftParagraph(block, 'heading', outline.path().slice(0, -1))
}

const APPENDIX = /^附[件表录]\s?[\d一二三四五六七八九十]{0,3}\s?[：:]?$/u

/** Empty for what is no heading; an appendix goes on with no heading of the text. Numbers tell more than type: sites set 一、 and （一） alike. */
function headingStyle({ text, level, isBold, cell }: HtmlBlock, numbered: string): string {
  if (numbered !== '') return numbered
  if (APPENDIX.test(text)) return '#1'
  if (text.length > MAX_HEADING || cell !== null || !isUnfinished(lineEnd(text)) || /[。；]/u.test(text)) return ''
  if (level > 0) return `#${level}`
  return isBold && text.length > 1 ? 'bold' : ''
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
  return tableParagraphs(tableRows(table, contents), { path, captions })
}
