import type { Document } from '../../document/document.ts'
import type { ReportSource } from '../../document/read-document.ts'
import { readDocument } from '../../document/read-document.ts'
import type { Unpacked } from '../../document/archive/unpack.ts'
import { unpack } from '../../document/archive/unpack.ts'
import type { Lexicon } from '../../lexicon/lexicon.ts'
import { paragraphsInContext } from '../../observation/context.ts'
import type { ScopedObservation } from '../../observation/observation.ts'
import { observe } from '../../observation/observe.ts'

/** A document as it was read: the observations of each paragraph, all articles' paragraphs counted through. */
export interface ReadReport {
  readonly document: Document
  readonly observations: readonly (readonly ScopedObservation[])[]
}

/** What can be told of a report without its text, for who decides whether to keep it. */
export interface ReportSurvey extends Pick<
  Document,
  'id' | 'title' | 'publisher' | 'date' | 'dateBasis' | 'place' | 'period'
> {
  /** Without headings. */
  readonly paragraphs: number
  readonly figures: number
}

/** Reads reports. What cannot be read is a `ReportError` with the reason in Chinese. */
export interface ReportReader {
  read(input: ReportSource): Promise<ReadReport>
  /** Small, however long the report: for a process that must not wait for a long text to be handed over. */
  survey(input: ReportSource): Promise<ReportSurvey>
  /** The reports in an archive; null for a file that is a report itself. */
  unpack(input: ReportSource): Promise<Unpacked[] | null>
}

/**
 * Reads in this process; for files that nobody vouches for there is `openContainedReader`. `onProgress` is called now and
 * then while a file is read that takes minutes.
 */
export function createReportReader(lexicon: Lexicon, onProgress = () => {}): ReportReader {
  const read = async (input: ReportSource): Promise<ReadReport> => {
    const document = await readDocument(input, lexicon, onProgress)
    return { document, observations: observationsOf(document, lexicon) }
  }
  return { read, survey: async (input) => surveyOf(await read(input)), unpack }
}

function observationsOf(document: Document, lexicon: Lexicon): ReadReport['observations'] {
  return document.articles.flatMap((article) =>
    paragraphsInContext(document, article).map(({ paragraph, context }) =>
      paragraph.kind === 'heading' ? [] : observe(paragraph, context, lexicon),
    ),
  )
}

function surveyOf({ document, observations }: ReadReport): ReportSurvey {
  const { id, title, publisher, date, dateBasis, place, period, articles } = document
  const paragraphs = articles.flatMap((article) => article.paragraphs).filter(({ kind }) => kind !== 'heading').length
  return { id, title, publisher, date, dateBasis, place, period, paragraphs, figures: observations.flat().length }
}
