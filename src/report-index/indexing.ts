import path from 'node:path'
import type { Embedder } from '../embedding/embedder.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { openIndexWriter } from './sqlite/index-writer.ts'
import type { IndexedModel } from './sqlite/index-writer.ts'
import { readReports } from './read-reports.ts'
import type { FailedReport } from './read-reports.ts'
import type { ContentStore } from './sqlite/content-store.ts'
import type { EmbeddedText } from './sqlite/publish.ts'

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
  readonly removed: number
  readonly unchanged: number
  readonly failed: readonly FailedReport[]
  readonly seconds: number
}

export interface IndexingOptions {
  readonly reportsDir: string
  readonly indexDir: string
  readonly lexicon: Lexicon
  /** Opened only if a text has to be embedded; without a model, words and observations are indexed alone. */
  readonly model: (IndexedModel & { open(): Promise<Embedder> }) | undefined
  readonly onProgress?: (progress: IndexingProgress) => void
  /** Ends the run after the report or text in work; what was read and embedded is kept for the next run. */
  readonly signal?: AbortSignal
}

/**
 * Brings the index up to date with the reports folder: reads what changed, embeds texts without a vector, and puts the
 * new generation in place of the old in one transaction. Killed at any moment, it leaves the old generation serving.
 *
 * @throws {IndexError} when another process is writing, or the index belongs to another folder.
 */
export async function indexReports(options: IndexingOptions): Promise<IndexingSummary> {
  const startedAt = performance.now()
  const writer = openIndexWriter(options.indexDir, path.resolve(options.reportsDir))
  try {
    const { entries, failed } = await readReports(writer.store, options)
    await embedMissing(writer.store, writer.textsToEmbed(entries, options.model?.modelId), options)
    options.signal?.throwIfAborted()
    options.onProgress?.({ phase: 'publishing', done: 0, total: 1 })
    const published = writer.publish(entries, options.model)
    options.onProgress?.({ phase: 'publishing', done: 1, total: 1 })
    return { ...published, failed, seconds: Math.round(performance.now() - startedAt) / 1000 }
  } finally {
    writer.close()
  }
}

/** Vectors are stored this many at a time: a kill loses at most so many, and a transaction each would cost as much. */
const VECTORS_PER_TRANSACTION = 64

async function embedMissing(
  store: ContentStore,
  texts: readonly EmbeddedText[],
  { model, onProgress, signal }: IndexingOptions,
): Promise<void> {
  if (texts.length === 0 || model === undefined) return
  const embedder = await model.open()
  try {
    for (let start = 0; start < texts.length; start += VECTORS_PER_TRANSACTION) {
      signal?.throwIfAborted()
      const batch = texts.slice(start, start + VECTORS_PER_TRANSACTION)
      store.putVectors(await Promise.all(batch.map(async ({ key, text }) => ({ key, vector: await embedder.embed(text) }))))
      onProgress?.({ phase: 'embedding', done: start + batch.length, total: texts.length })
    }
  } finally {
    await embedder.close()
  }
}
