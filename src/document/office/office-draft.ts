import { toBlock } from '../block.ts'
import { contentsLines } from '../contents.ts'
import { type DocumentDraft, singleArticle } from '../draft.ts'
import { htmlParagraphs } from '../html/html-article.ts'
import type { HtmlBlock } from '../html/html-page.ts'
import { withoutLayoutTables } from '../html/html-table.ts'
import { isReportTitle } from '../report-title.ts'

/** Word files have no element for the site around them, and none for their title. */
export function officeDraft(all: readonly HtmlBlock[]): DocumentDraft {
  const blocks = withoutContents(withoutLayoutTables(all))
  const count = titleLines(blocks)
  const title = joined(blocks.slice(0, count))
  const articles = singleArticle({ title }, htmlParagraphs(blocks.slice(count)))
  return { articles, stated: {}, imprint: title === '' ? {} : { title } }
}

function withoutContents(blocks: readonly HtmlBlock[]): HtmlBlock[] {
  const contents = contentsLines(blocks.map(({ text, cell }) => (cell === null ? text : '')))
  return blocks.filter((_, index) => !contents.has(index))
}

const MAX_TITLE_LINES = 3

/**
 * How many lines at the head of a text are its title: what together reads as one, else what is set as headings, else
 * what stands there before the text.
 */
function titleLines(blocks: readonly HtmlBlock[]): number {
  const end = blocks.slice(0, MAX_TITLE_LINES).findIndex((block) => !isDisplay(block))
  const head = blocks.slice(0, end === -1 ? MAX_TITLE_LINES : end)
  const asTitle = head.findIndex((_, index) => isReportTitle(joined(head.slice(0, index + 1))))
  if (asTitle !== -1) return asTitle + 1
  const plain = head.findIndex(({ isBold, level }) => !isBold && level !== 1)
  if (plain > 0) return plain
  return end === -1 ? 0 : end
}

function isDisplay(block: HtmlBlock): boolean {
  const { role } = toBlock(block, true)
  return block.cell === null && block.level <= 1 && (role === 'display' || role === 'question')
}

function joined(lines: readonly HtmlBlock[]): string {
  return lines.map(({ text }) => text).join('')
}
