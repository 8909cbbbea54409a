import { BLANKS, INVISIBLES } from '../character.ts'
import { isReportTitle } from '../report-title.ts'
import type { HtmlBlock, HtmlPage } from './html-page.ts'

/** A page's title stands within so many blocks before its text and behind its beginning. */
const BEFORE = 15
const BEHIND = 6
const MIN_LENGTH = 4
/** What a site sets behind a title within the same element (a year, a counter). */
const MAX_TAIL = 6
const MAX_LENGTH = 100

const SUBTITLE = /^(?:—|─|－){1,2}\s?\p{Script=Han}|^(?:—|─|－){1,2}\s?\d{4}年/u

/** Title and subtitle of what a page is about; empty where it prints none. */
export function pageHeadline(page: HtmlPage, start: number): { readonly title: string; readonly subtitle: string } {
  const near = page.blocks.slice(Math.max(0, start - BEFORE), start + BEHIND)
  const subtitle = near.find(({ text }) => SUBTITLE.test(text) && text.length <= MAX_LENGTH)?.text ?? ''
  return { title: pageTitle(page, start), subtitle }
}

/**
 * The title of what a page is about: the part of the browser's title that the page prints above its text, so that the
 * names of site and section fall away; else the heading above the text; else a line that is a report's title. Empty when
 * there is none.
 */
function pageTitle({ blocks, title, meta }: HtmlPage, start: number): string {
  const near = blocks.slice(Math.max(0, start - BEFORE), start + BEHIND)
  const own = meta.get('articletitle') ?? ''
  const parts = [own, meta.get('og:title') ?? '', title, ...title.split(/(?<!\s)\s*[-_|–—]+\s*/u)].map(withoutProvince)
  const printed = parts.filter((part) => part.length >= MIN_LENGTH).find((part) => printedAs(part, near) !== null)
  if (printed !== undefined) return printedAs(printed, near) ?? printed
  if (own !== '') return own
  const above = near.slice(0, near.length - BEHIND)
  const heading = [...near.filter(({ level }) => level === 1), ...above.toReversed()].find(isTitleLike)
  return heading?.text ?? near.find(({ text }) => isReportTitle(text))?.text ?? ''
}

/** The words of two lines of print, whatever blanks they were set with. */
export function withoutBlanks(text: string): string {
  return text.replaceAll(new RegExp(`[${BLANKS}${INVISIBLES}\\n\\r]`, 'gu'), '')
}

/** Sites set the province before the titles they list: (江北省)清河市… */
function withoutProvince(title: string): string {
  return title.replace(/^[（(]\p{Script=Han}{2,8}[）)]/u, '').trim()
}

function printedAs(title: string, near: readonly HtmlBlock[]): string | null {
  const words = withoutBlanks(title)
  const block = near.find(({ text }) => {
    const printed = withoutBlanks(text)
    return printed.startsWith(words) && printed.length <= words.length + (words.length > MAX_TAIL ? MAX_TAIL : 0)
  })
  if (block === undefined) return null
  return withoutBlanks(block.text) === words ? block.text : title
}

function isTitleLike({ level, text }: HtmlBlock): boolean {
  return (
    level > 0 &&
    level <= 3 &&
    text.length >= MIN_LENGTH &&
    text.length <= MAX_LENGTH &&
    !/[。；]|[：:]\s*\d/u.test(text)
  )
}
