import { listReportFiles, readReportFile } from '../document/report-files.ts'
import { READER_VERSION, readDocument } from '../document/read-document.ts'
import type { Document } from '../document/document.ts'
import { ReportError } from '../errors.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { observationContext } from '../observation/context.ts'
import { observe } from '../observation/observe.ts'
import type { IndexingOptions } from './indexing.ts'
import { contentKey } from './sqlite/content-store.ts'
import type { ContentStore, ReadReport } from './sqlite/content-store.ts'
import type { ReportEntry } from './sqlite/insert-report.ts'

/** A report that was left out, and why, in Chinese. */
export interface FailedReport {
  readonly file: string
  readonly reason: string
}

/** Raised when observing changes, so that stored observations are made anew. The document reader has its own. */
const OBSERVER_VERSION = 1

/** Reads every report that is new or changed into the store; a bad one never stops the others. */
export async function readReports(
  store: ContentStore,
  { reportsDir, lexicon, onProgress, signal }: Pick<IndexingOptions, 'reportsDir' | 'lexicon' | 'onProgress' | 'signal'>,
): Promise<{ entries: ReportEntry[]; failed: FailedReport[] }> {
  const files = await listReportFiles(reportsDir)
  const entries: ReportEntry[] = []
  const failed: FailedReport[] = []
  for (const [done, reportFile] of files.entries()) {
    signal?.throwIfAborted()
    onProgress?.({ phase: 'reading', done, total: files.length })
    try {
      const input = await readReportFile(reportsDir, reportFile)
      const key = keyOf(input, lexicon)
      if (!store.hasReport(key)) store.putReport(key, readReport(input, lexicon))
      entries.push({ file: reportFile.file, key })
    } catch (error) {
      if (!(error instanceof ReportError)) throw error
      failed.push({ file: reportFile.file, reason: error.reason })
    }
  }
  onProgress?.({ phase: 'reading', done: files.length, total: files.length })
  return { entries, failed }
}

type ReportInput = Parameters<typeof readDocument>[0]

/** The file's name belongs to the key because it is the title of last resort. */
function keyOf({ file, bytes, metadata }: ReportInput, lexicon: Lexicon): string {
  return contentKey(`${READER_VERSION}.${OBSERVER_VERSION}`, lexicon.fingerprint, file, metadata ?? '', bytes)
}

function readReport(input: ReportInput, lexicon: Lexicon): ReadReport {
  const document = readDocument(input, lexicon)
  return { document, observations: observationsOf(document, lexicon) }
}

function observationsOf(document: Document, lexicon: Lexicon): ReadReport['observations'] {
  return document.articles.flatMap((article) =>
    article.paragraphs.map((paragraph) =>
      paragraph.kind === 'heading'
        ? []
        : observe(paragraph, observationContext(document, article, paragraph), lexicon),
    ),
  )
}
