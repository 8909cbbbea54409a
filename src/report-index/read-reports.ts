import { isZip } from '../document/format.ts'
import type { ReportFile } from '../document/report-files.ts'
import { listReportFiles, readReportFile } from '../document/report-files.ts'
import type { ReportSource } from '../document/read-document.ts'
import { READER_VERSION } from '../document/read-document.ts'
import { ReportError } from '../errors.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { IndexingOptions } from './indexing.ts'
import type { ReadReport, ReportReader } from './reading/report-reader.ts'
import { createReportReader } from './reading/report-reader.ts'
import { contentKey } from './sqlite/content-store.ts'
import type { ContentStore } from './sqlite/content-store.ts'
import { isDamaged } from './sqlite/database.ts'
import type { ReportEntry } from './sqlite/report-rows.ts'

/** A report that was left out, and why, in Chinese. */
export interface FailedReport {
  readonly file: string
  readonly reason: string
}

/** Raised when observing changes, so that stored observations are made anew. The document reader has its own. */
const OBSERVER_VERSION = 4

/** Reads every report that is new or changed into the store; a bad one never stops the others. */
export async function readReports(
  store: ContentStore,
  {
    reportsDir,
    lexicon,
    reader = createReportReader(lexicon),
    onProgress,
    signal,
  }: Pick<IndexingOptions, 'reportsDir' | 'lexicon' | 'reader' | 'onProgress' | 'signal'>,
): Promise<{ entries: ReportEntry[]; failed: FailedReport[] }> {
  const files = await listReportFiles(reportsDir)
  const entries: ReportEntry[] = []
  const failed: FailedReport[] = []
  for (const [done, reportFile] of files.entries()) {
    signal?.throwIfAborted()
    onProgress?.({ phase: 'reading', done, total: files.length })
    for await (const outcome of readFile(reportFile, { reportsDir, store, lexicon, reader })) {
      if ('reason' in outcome) failed.push(outcome)
      else entries.push({ file: outcome.file, key: keep(store, outcome) })
    }
  }
  onProgress?.({ phase: 'reading', done: files.length, total: files.length })
  return { entries, failed }
}

/** The key of a report, and what was read from it where the store did not have that yet. */
interface Read {
  readonly file: string
  readonly key: string
  readonly report: ReadReport | undefined
}

interface Tools {
  readonly reportsDir: string
  readonly store: ContentStore
  readonly lexicon: Lexicon
  readonly reader: ReportReader
}

/** The report of a file; of an archive, those that it holds. */
async function* readFile(reportFile: ReportFile, tools: Tools): AsyncGenerator<Read | FailedReport> {
  const { file } = reportFile
  const opened = await orReason(file, async () => {
    const input = await readReportFile(tools.reportsDir, reportFile)
    // What is stored under its own key is no archive, but a report in a zip: an office file.
    const mayHold = isZip(input.bytes) && !tools.store.hasReport(keyOf(input, tools.lexicon))
    return (mayHold ? await tools.reader.unpack(input) : null) ?? [input]
  })
  if ('reason' in opened) yield opened
  else for (const input of opened) yield 'reason' in input ? input : await readIfNew(input, tools)
}

function readIfNew(input: ReportSource, { store, lexicon, reader }: Tools): Promise<Read | FailedReport> {
  return orReason(input.file, async () => {
    const key = keyOf(input, lexicon)
    return { file: input.file, key, report: store.hasReport(key) ? undefined : await reader.read(input) }
  })
}

async function orReason<Value>(file: string, read: () => Promise<Value>): Promise<Value | FailedReport> {
  try {
    return await read()
  } catch (error) {
    if (isDamaged(error)) throw error
    return { file, reason: reasonOf(error) }
  }
}

/** Not among what is caught for a report: a full disk concerns all of them. */
function keep(store: ContentStore, { key, report }: Read): string {
  if (report !== undefined) store.putReport(key, report)
  return key
}

/** A fault of the program in one report is told like a fault of the report: the others must not miss the index for it. */
function reasonOf(error: unknown): string {
  if (error instanceof ReportError) return error.reason
  return `读取时程序出错（${error instanceof Error ? error.message : String(error)}），请把这份文件发给开发者`
}

/** The file's name belongs to the key because it is the title of last resort. */
function keyOf({ file, bytes, metadata }: ReportSource, lexicon: Lexicon): string {
  return contentKey(`${READER_VERSION}.${OBSERVER_VERSION}`, lexicon.fingerprint, file, metadata ?? '', bytes)
}
