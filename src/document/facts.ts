import path from 'node:path'
import { ReportError } from '../errors.ts'
import { periodsIn } from '../figure/periods-in.ts'
import { resolvePeriod } from '../figure/resolve-period.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { aboutPlace } from './about-place.ts'
import type { Article, Document } from './document.ts'
import { printedDate, printedPublisher, printedReportTitle } from './imprint.ts'
import type { DocumentDraft } from './draft.ts'
import type { Metadata } from './metadata.ts'

/** What is known of a document as a whole. */
export type Facts = Pick<Document, 'title' | 'publisher' | 'date' | 'dateBasis' | 'place' | 'period'>

interface Given {
  readonly file: string
  readonly stated: Metadata
  /** What the file says of itself outside its text. */
  readonly imprint: DocumentDraft['imprint']
  readonly articles: readonly Article[]
}

/**
 * Title, publisher, date, place and period of a document: as stated in its metadata, else as its file or its
 * text says, else null;
 * the title of last resort is the file's name, or what it was called before.
 *
 * @throws {ReportError} when the stated period cannot be read.
 */
export function documentFacts({ file, stated, imprint, articles }: Given, lexicon: Lexicon): Facts {
  const printed = leadingArticle(articles) ?? { title: '', subtitle: '' }
  const title =
    stated.title ??
    imprint.title ??
    (printedTitle(articles, printed) || path.posix.parse(stated.originalName ?? file).name)
  const publisher = stated.publisher ?? imprint.publisher ?? printedPublisher(articles)
  const titles = [title, printed.title, printed.subtitle].join('\n')
  return {
    title,
    publisher,
    ...dated({ stated, imprint, articles }),
    place: aboutPlace({ stated: stated.place ?? null, titles, publisher, articles }, lexicon),
    period: stated.period === undefined ? reportedPeriod(title, printed) : statedPeriod(file, stated.period),
  }
}

/** A newspaper page is called after its leading article. */
function printedTitle(articles: readonly Article[], leading: { readonly title: string }): string {
  const isNewspaper = articles.some(({ kind }) => kind !== 'article')
  return isNewspaper ? leading.title : (printedReportTitle(articles) ?? leading.title)
}

/** Of several articles the longest. */
function leadingArticle(articles: readonly Article[]): Article | undefined {
  return articles.filter(({ kind }) => kind !== 'pictures').toSorted((a, b) => size(b) - size(a))[0]
}

function size({ paragraphs }: Article): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0)
}

function dated({ stated, imprint, articles }: Omit<Given, 'file'>): Pick<Facts, 'date' | 'dateBasis'> {
  if (stated.date !== undefined) return { date: stated.date, dateBasis: stated.dateBasis ?? 'metadata' }
  const date = imprint.date ?? printedDate(articles)
  return { date, dateBasis: date === null ? null : 'text' }
}

const NO_CONTEXT = { year: null, date: null }

/**
 * The first stretch of time that prints its year, in the title or else in the leading article's, where the title is of
 * the column (奋进之年——某市2025年预算报告解读). A single day is when something happened.
 */
function reportedPeriod(
  title: string,
  leading: { readonly title: string; readonly subtitle: string },
): Facts['period'] {
  for (const mention of [title, leading.title, leading.subtitle].flatMap((line) => periodsIn(line))) {
    const resolved = resolvePeriod(mention, NO_CONTEXT)
    if (resolved !== null && resolved.from !== resolved.to) return { text: mention.text, ...resolved }
  }
  return null
}

function statedPeriod(file: string, stated: string): Facts['period'] {
  const text = /^\d{4}$/u.test(stated) ? `${stated}年` : stated
  const mention = periodsIn(text)[0]
  const resolved = mention === undefined ? null : resolvePeriod(mention, NO_CONTEXT)
  if (resolved === null) {
    throw new ReportError(file, `元数据中的 period 应写成 2024年 或 2024年1至10月，现为“${stated}”`)
  }
  return { text: stated, ...resolved }
}
