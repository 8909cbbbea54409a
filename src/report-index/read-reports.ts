import { stampOf } from '../document/file-stamp.ts'
import { isZip } from '../document/format.ts'
import type { ReportFile } from '../document/report-files.ts'
import { listReportFiles, readReportFile } from '../document/report-files.ts'
import type { ReportSource } from '../document/read-document.ts'
import { READER_VERSION } from '../document/read-document.ts'
import { ReportError, ReportUnavailableError } from '../errors.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { IndexingOptions } from './indexing.ts'
import type { ReadReport, ReportReader } from './reading/report-reader.ts'
import { createReportReader } from './reading/report-reader.ts'
import { contentKey } from './sqlite/content-store.ts'
import type { ContentStore } from './sqlite/content-store.ts'
import { isDamaged, isRefused } from './sqlite/database.ts'
import type { NotedFile, NotedFiles } from './sqlite/noted-files.ts'
import type { ReportEntry } from './sqlite/report-rows.ts'

/** A report that was left out, and why, in Chinese. */
export interface FailedReport {
  readonly file: string
  readonly reason: string
}

/** Raised when observing changes, so that stored observations are made anew. The document reader has its own. */
const OBSERVER_VERSION = 10
const VERSION = `${READER_VERSION}.${OBSERVER_VERSION}`

/** Where reports are kept, those that serve until now, and what is known of the files that they came from. */
interface Shelf {
  readonly store: ContentStore
  readonly serving: readonly ReportEntry[]
  readonly noted: NotedFiles
}

type Reading = Pick<IndexingOptions, 'reportsDir' | 'lexicon' | 'reader' | 'onProgress' | 'signal'>

/**
 * Reads every report that is new or changed into the store; a bad one never stops the others. One that could not be read
 * for a reason outside it stays as it serves until now: what it says today is not known, and a busy machine is no reason
 * to lose it. Files that are as they were are not opened, and no progress is told of them.
 */
export async function readReports(
  shelf: Shelf,
  { reportsDir, lexicon, reader = createReportReader(lexicon), onProgress, signal }: Reading,
): Promise<{ entries: ReportEntry[]; failed: FailedReport[] }> {
  const { store, noted } = shelf
  const files = await listReportFiles(reportsDir)
  const read: FileOutcome[] = []
  for (const [done, reportFile] of files.entries()) {
    const { file } = reportFile
    const stamp = versionedStamp(reportFile, lexicon)
    const entries = stamp === undefined ? undefined : noted.find(file, stamp)
    if (entries?.every(({ key }) => store.hasReport(key)) === true) {
      read.push({ file, stamp, entries, failed: [] })
      continue
    }
    signal?.throwIfAborted()
    onProgress?.({ phase: 'reading', done, total: files.length })
    const outcomes = readFile(reportFile, { reportsDir, store, lexicon, reader, signal })
    read.push({ file, stamp, ...(await readInto(shelf, outcomes)) })
  }
  onProgress?.({ phase: 'reading', done: files.length, total: files.length })
  noted.replace(read.filter(isSure))
  return { entries: read.flatMap(({ entries }) => entries), failed: read.flatMap(({ failed }) => failed) }
}

interface FileOutcome {
  readonly file: string
  readonly stamp: string | undefined
  readonly entries: readonly ReportEntry[]
  readonly failed: readonly FailedReport[]
}

/** What failed is tried again at every run: the reason may lie outside of the file. */
function isSure(outcome: FileOutcome): outcome is FileOutcome & NotedFile {
  return outcome.stamp !== undefined && outcome.failed.length === 0
}

/** Another version of the program, or of the lexicon, reads the same file otherwise. */
function versionedStamp(reportFile: ReportFile, { fingerprint }: Lexicon): string | undefined {
  const stamp = stampOf(reportFile)
  return stamp === undefined ? undefined : contentKey(VERSION, fingerprint, stamp)
}

async function readInto(
  { store, serving }: Shelf,
  outcomes: AsyncIterable<Read | Unread>,
): Promise<Pick<FileOutcome, 'entries' | 'failed'>> {
  const entries: ReportEntry[] = []
  const failed: FailedReport[] = []
  for await (const outcome of outcomes) {
    if (!('reason' in outcome)) {
      entries.push({ file: outcome.file, key: keep(store, outcome) })
      continue
    }
    const { file, reason } = outcome
    const kept = outcome.isPassing === true ? servingOf(file, serving) : []
    entries.push(...kept)
    failed.push({ file, reason: kept.length === 0 ? reason : `${reason}；问答先沿用上次读到的内容` })
  }
  return { entries, failed }
}

/** What serves of a report; of an archive, all that it held. */
function servingOf(file: string, serving: readonly ReportEntry[]): ReportEntry[] {
  return serving.filter((one) => one.file === file || one.file.startsWith(`${file}/`))
}

/** `isPassing` where the reason lies outside the report, which may be read the next time. */
interface Unread extends FailedReport {
  readonly isPassing?: boolean
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
  readonly signal: AbortSignal | undefined
}

/** The report of a file; of an archive, those that it holds. */
async function* readFile(reportFile: ReportFile, tools: Tools): AsyncGenerator<Read | Unread> {
  const { file } = reportFile
  const opened = await orReason(file, async () => {
    const input = await readReportFile(tools.reportsDir, reportFile)
    // What is stored under its own key is no archive, but a report in a zip: an office file.
    const mayHold = isZip(input.bytes) && !tools.store.hasReport(keyOf(input, tools.lexicon))
    return (mayHold ? await tools.reader.unpack(input) : null) ?? [input]
  })
  for (const input of 'reason' in opened ? [opened] : opened) {
    tools.signal?.throwIfAborted()
    yield 'reason' in input ? input : await readIfNew(input, tools)
  }
}

function readIfNew(input: ReportSource, { store, lexicon, reader }: Tools): Promise<Read | Unread> {
  return orReason(input.file, async () => {
    const key = keyOf(input, lexicon)
    return { file: input.file, key, report: store.hasReport(key) ? undefined : await reader.read(input) }
  })
}

async function orReason<Value>(file: string, read: () => Promise<Value>): Promise<Value | Unread> {
  try {
    return await read()
  } catch (error) {
    // The index's own troubles concern all reports.
    if (isDamaged(error) || isRefused(error)) throw error
    return { file, reason: reasonOf(error), isPassing: !isOfReport(error) }
  }
}

/** True where it is known that the report cannot be read; a fault of the program says nothing about it. */
function isOfReport(error: unknown): boolean {
  return error instanceof ReportError && !(error instanceof ReportUnavailableError)
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
  return contentKey(VERSION, lexicon.fingerprint, file, metadata ?? '', bytes)
}
