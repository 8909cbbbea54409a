import { ReportError } from '../../errors.ts'
import type { Span } from '../../span.ts'
import { type DocumentDraft, singleArticle } from '../draft.ts'
import { decodeText } from '../encoding.ts'
import { ownDateIn, publisherIn } from '../imprint.ts'
import { UNKNOWN_ENCODING } from '../text-file.ts'
import { htmlParagraphs } from './html-article.ts'
import type { HtmlBlock, HtmlPage } from './html-page.ts'
import { withoutLayoutTables } from './html-table.ts'
import { pageHeadline, withoutBlanks } from './html-title.ts'
import { mainContent } from './main-content.ts'
import { isFurniture } from './page-furniture.ts'
import { readHtmlPage } from './read-html-page.ts'
import { joinWrapped } from './wrapped-lines.ts'

const TOO_DEEP = '网页的标签过多或嵌套过深，可能已损坏'

/**
 * Reads a saved web page: what it is about, without the site around it.
 *
 * @throws {ReportError} when its encoding cannot be told or its elements are too many or nested too deep.
 */
export function readHtmlReport(file: string, bytes: Uint8Array): DocumentDraft {
  const decoded = decodeText(bytes, declaredCharset(bytes))
  if (decoded === null) throw new ReportError(file, UNKNOWN_ENCODING)
  const page = readHtmlPage(decoded.text)
  if (page === null) throw new ReportError(file, TOO_DEEP)
  const main = mainContent(page)
  const { start, ...headline } = headOf(page, main)
  const own = withoutLayoutTables(page.blocks.slice(main.start, main.end)).filter((block) => !isFurniture(block))
  const paragraphs = htmlParagraphs(joinWrapped(withoutHeadline(own, headline)))
  const articles = singleArticle(headline, paragraphs)
  return { articles, stated: {}, imprint: imprintOf(page, start, headline.title) }
}

/** Shorter lines stand around a text more often than in it. */
const MIN_TEXT = 20

/** The headline, and the block it stands around: where the main element begins, or its first line of text. */
function headOf(page: HtmlPage, { start, end }: Span): ReturnType<typeof pageHeadline> & { readonly start: number } {
  const headline = pageHeadline(page, start)
  const first = page.blocks.findIndex((block, index) => index >= start && index < end && isText(block))
  // A page that sets everything in one element has its navigation between the beginning and the title.
  return headline.title === '' && first > start
    ? { ...pageHeadline(page, first), start: first }
    : { ...headline, start }
}

function isText({ text, linked }: HtmlBlock): boolean {
  return linked === 0 && text.length >= MIN_TEXT && /[，。]/u.test(text)
}

/** Pages state their charset in the first kilobyte, as the HTML standard asks. */
const CHARSET_REACH = 4096
const CHARSET = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})/iu

function declaredCharset(bytes: Uint8Array): string | undefined {
  return CHARSET.exec(Buffer.from(bytes.subarray(0, CHARSET_REACH)).toString('latin1'))?.[1]?.toLowerCase()
}

/** A text repeats its title at its head, perhaps on several lines. */
const HEAD_LINES = 8
const MIN_PART = 4

function withoutHeadline(
  blocks: readonly HtmlBlock[],
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
): HtmlBlock[] {
  const [whole, below] = [withoutBlanks(title), withoutBlanks(subtitle)]
  return blocks.filter(({ text, cell }, index) => {
    const words = withoutBlanks(text).replace(/\[\d{1,2}\]$/u, '')
    const isPart = words.length >= MIN_PART && (whole.includes(words) || below.includes(words))
    return index >= HEAD_LINES || cell !== null || !isPart
  })
}

/** Around a text stand who published it and when. */
const IMPRINT_BEFORE = 12
const IMPRINT_BEHIND = 8
const MAX_LINE = 80
const DATE = /\b(20\d{2})[-./年](0?[1-9]|1[0-2])[-./月](0?[1-9]|[12]\d|3[01])(?!\d)/u
/** Names of `meta` elements that sites state the date in; the first is that of Chinese government sites. */
const DATE_NAMES = ['pubdate', 'publishdate', 'article:published_time', 'published', 'firstpublishedtime', 'createdate']

function imprintOf({ blocks, meta }: HtmlPage, start: number, title: string): DocumentDraft['imprint'] {
  const lines = blocks
    .slice(Math.max(0, start - IMPRINT_BEFORE), start + IMPRINT_BEHIND)
    .map(({ text }) => text)
    .filter((text) => text.length <= MAX_LINE && text !== title)
  const stated = [meta.get('contentsource'), meta.get('sitename')].map((name) => `来源：${name ?? ''}`)
  const publisher = publisherIn(lines) ?? publisherIn(stated)
  const date = statedDate(meta) ?? ownDateIn(lines)
  return {
    ...(title === '' ? {} : { title }),
    ...(publisher === null ? {} : { publisher }),
    ...(date === null ? {} : { date }),
  }
}

function statedDate(meta: HtmlPage['meta']): string | null {
  const stated = DATE_NAMES.map((name) => DATE.exec(meta.get(name) ?? '')).find((match) => match !== null)
  if (stated === undefined || stated === null) return null
  const [, year = '', month = '', day = ''] = stated
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
