import path from 'node:path'
import type { Embedder } from '../embedding/embedder.ts'
import { IndexCancelledError, IndexUnwritableError } from '../errors.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { embedMissing } from './embed-missing.ts'
import { readReports } from './read-reports.ts'
import type { FailedReport } from './read-reports.ts'
import type { ReportReader } from './reading/report-reader.ts'
import { isDamaged, isRefused } from './sqlite/database.ts'
import type { IndexedModel } from './sqlite/embedded-texts.ts'
import { openIndexWriter } from './sqlite/index-writer.ts'
import type { IndexWriter } from './sqlite/index-writer.ts'

export interface IndexingProgress {
  readonly phase: 'reading' | 'embedding' | 'publishing'
  readonly done: number
  readonly total: number
}

/** What an indexing run did. `failed` names each report that was left out, with the reason in Chinese. */
export interface IndexingSummary {
  readonly documents: number
  readonly paragraphs: number
  readonly observations: number
  readonly added: number
  readonly updated: number
  /** The same file under another name; in neither of the other counts. */
  readonly renamed: number
  readonly removed: number
  readonly unchanged: number
  readonly failed: readonly FailedReport[]
  readonly seconds: number
}

export interface IndexingOptions {
  readonly reportsDir: string
  readonly indexDir: string
  readonly lexicon: Lexicon
  /** Reads with the same lexicon; in this process when absent. */
  readonly reader?: ReportReader
  /** Opened only if a text has to be embedded; without a model, words and observations are indexed alone. */
  readonly model: (IndexedModel & { open(): Promise<Embedder> }) | undefined
  readonly onProgress?: (progress: IndexingProgress) => void
  /** Ends the run after the report or text in work; what was read and embedded is kept for the next run. */
  readonly signal?: AbortSignal
}

/**
 * Brings the index up to date with the reports folder: reads what changed, embeds texts without a vector, and puts the
 * new generation in place of the old in one transaction. Killed at any moment, it leaves the old generation serving. An
 * index that is damaged is made anew.
 *
 * @throws {IndexError} when another process is writing, the index belongs to another folder, or the disk refuses.
 * @throws {IndexCancelledError} when `signal` ended the run.
 * @throws {InputError} when the reports folder cannot be read.
 * @throws {ModelError} when `model` fails; it can be left out then.
 */
export async function indexReports(options: IndexingOptions): Promise<IndexingSummary> {
  const startedAt = performance.now()
  const place = { indexDir: options.indexDir, reportsDir: path.resolve(options.reportsDir) }
  const open = (anew: boolean) => openIndexWriter({ ...place, anew })
  try {
    const done = await run(open(false), options).catch((error: unknown) => {
      if (isDamaged(error)) return run(open(true), options)
      throw error
    })
    return { ...done, seconds: Math.round(performance.now() - startedAt) / 1000 }
  } catch (error) {
    if (options.signal?.aborted === true && error === options.signal.reason) {
      throw new IndexCancelledError({ cause: error })
    }
    if (!isRefused(error)) throw error
    throw new IndexUnwritableError(options.indexDir, { cause: error })
  }
}

async function run(writer: IndexWriter, options: IndexingOptions): Promise<Omit<IndexingSummary, 'seconds'>> {
  const { model, onProgress, signal } = options
  try {
    const { entries, failed } = await readReports(writer, options)
    if (model !== undefined) await embedMissing(writer.store, writer.textsToEmbed(entries, model), options)
    signal?.throwIfAborted()
    onProgress?.({ phase: 'publishing', done: 0, total: 1 })
    const published = writer.publish(entries, model)
    onProgress?.({ phase: 'publishing', done: 1, total: 1 })
    return { ...published, failed }
  } finally {
    writer.close()
  }
}
