import path from 'node:path'
import type { Answerer } from '../../answer/answerer.ts'
import { openAnswerer } from '../../answer/open-answerer.ts'
import type { AnsweringFolders } from '../../answer/open-answerer.ts'
import { visible } from '../../document/original-name.ts'
import { IndexBusyError, IndexUnwritableError, InputError } from '../../errors.ts'
import { indexFolders } from '../../report-index/index-folders.ts'
import type { IndexingFolders } from '../../report-index/index-folders.ts'
import type { IndexingSummary } from '../../report-index/indexing.ts'
import type { FailedReport } from '../../report-index/read-reports.ts'
import { openIndex } from '../../report-index/sqlite/open-index.ts'
import { tell } from './print.ts'
import { createProgressBar } from './progress-bar.ts'

/**
 * Brings the index up to date with a progress bar on standard error; each problem is told there in one line.
 *
 * @throws {IndexCancelledError} after Ctrl-C, with what was read and embedded kept; a second Ctrl-C ends the process.
 */
export async function updateIndex(folders: IndexingFolders): Promise<IndexingSummary> {
  const bar = createProgressBar(process.stderr.isTTY)
  const cancelled = new AbortController()
  const cancel = () => cancelled.abort()
  for (const signal of SIGNALS) process.once(signal, cancel)
  try {
    return await indexFolders(folders, { onProgress: bar.show, onModelMissing: tell, signal: cancelled.signal })
  } finally {
    for (const signal of SIGNALS) process.off(signal, cancel)
    bar.stop()
  }
}

/** A report that was left out, in one line whatever its name is. */
export function leftOut({ file, reason }: FailedReport): string {
  return `未收录 ${visible(file)}：${reason}`
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/**
 * Opens an answerer on an index that was brought up to date first; the reports that failed are told. While another
 * process updates the index, and where it cannot be written or the reports cannot be reached, what serves answers.
 */
export async function openReadyAnswerer(folders: IndexingFolders & AnsweringFolders): Promise<Answerer> {
  try {
    const { failed } = await updateIndex(folders)
    for (const one of failed) tell(leftOut(one))
  } catch (error) {
    if (error instanceof IndexBusyError) tell('另一个进程正在更新索引，先按现有的索引回答')
    else if (isOutOfReach(error) && serves(folders)) tell(`${error.message}。先按现有的索引回答`)
    else throw error
  }
  return openAnswerer(folders)
}

/** The index cannot be written, or the reports folder not be read, as on a drive that is away. */
function isOutOfReach(error: unknown): error is IndexUnwritableError | InputError {
  return error instanceof IndexUnwritableError || error instanceof InputError
}

/** Whether there is a generation to answer from, of these very reports. */
function serves({ indexDir, reportsDir }: IndexingFolders): boolean {
  const index = openIndex(indexDir, undefined)
  try {
    return index.read((reading) => reading.reportsDir()) === path.resolve(reportsDir)
  } catch {
    return false
  } finally {
    index.close()
  }
}
