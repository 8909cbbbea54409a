import { ReportError } from '../../errors.ts'
import { type ArticleDraft, type DocumentDraft, singleArticle } from '../draft.ts'
import { htmlParagraphs } from '../html/html-article.ts'
import { withoutLayoutTables } from '../html/html-table.ts'
import { readHtmlPage } from '../html/read-html-page.ts'
import { type EpubPackage, readContainer, readPackage } from './epub-package.ts'
import { openZip, type ZipEntry } from './zip.ts'

const DAMAGED = '电子书已损坏，无法打开'

/**
 * Reads an EPUB: the chapters of its spine in order, each an article. Pieces count the paragraphs of a chapter as lines.
 *
 * @throws {ReportError} when it is damaged or encrypted, or inflates beyond measure.
 */
export async function readEpub(file: string, bytes: Uint8Array): Promise<DocumentDraft> {
  const entries = new Map((await openZip(file, bytes)).map((entry) => [entry.name, entry]))
  const text = async (name: string) => (await required(file, entries, name).read()).toString()
  const place = readContainer(await text('META-INF/container.xml'))
  if (place === null) throw new ReportError(file, DAMAGED)
  const book = readPackage(await text(place), place)
  const articles: ArticleDraft[] = []
  for (const chapter of book.chapters) articles.push(...chapterArticle(await text(chapter)))
  return { articles, stated: {}, imprint: imprintOf(book) }
}

function required(file: string, entries: ReadonlyMap<string, ZipEntry>, name: string): ZipEntry {
  const entry = entries.get(name)
  if (entry === undefined) throw new ReportError(file, DAMAGED)
  return entry
}

/** A chapter is called by its first heading. */
function chapterArticle(source: string): ArticleDraft[] {
  const page = readHtmlPage(source, 'blocks')
  if (page === null) return []
  const blocks = withoutLayoutTables(page.blocks)
  const [first] = blocks
  const title = first !== undefined && first.level > 0 ? first.text : ''
  return singleArticle({ title }, htmlParagraphs(title === '' ? blocks : blocks.slice(1)))
}

function imprintOf({ title, publisher, date }: EpubPackage): DocumentDraft['imprint'] {
  return {
    ...(title === '' ? {} : { title }),
    ...(publisher === '' ? {} : { publisher }),
    ...(date === '' ? {} : { date }),
  }
}
