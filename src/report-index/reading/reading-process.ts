import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { compiledUrl } from '../../compiled-url.ts'
import type { ReportSource } from '../../document/read-document.ts'
import { ReportError, ReportUnavailableError } from '../../errors.ts'
import { readLexicon } from '../../lexicon/read-lexicon.ts'
import { createSharedEnd, processorBudget } from './processor-budget.ts'
import type { ReportReader } from './report-reader.ts'
import { createReportReader } from './report-reader.ts'

/** What the process is asked for: a method of `ReportReader`. */
export interface ReadingTask {
  readonly task: keyof ReportReader
  readonly input: ReportSource
  /** After so much time of the processor, at the beginning and from each sign of progress on, it ends with SIGXCPU. */
  readonly processorMs: number
}

/**
 * What it tells; `reason` is a ReportError's, `isPassing` where that is a `ReportUnavailableError`, `message` that of a
 * fault in the program.
 */
export type ReadingResult<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: string; readonly isPassing: boolean }
  | { readonly kind: 'failed'; readonly message: string }

/** Said when it begins with a file, and now and then while it works on one that takes minutes. */
export interface ReadingProgress {
  readonly kind: 'working'
}

/** Entry of the process that reads files which may be hostile. Its argument is the folder of the lexicon. */
function serveParent(): void {
  refuseNetwork()
  const end = createSharedEnd()
  const budget = processorBudget(end)
  // In a thread of its own, because a reader that hangs would keep this one from seeing anything.
  const watchdog = fileURLToPath(compiledUrl(new URL('./watchdog.ts', import.meta.url)))
  new Worker(watchdog, { workerData: end }).unref()
  process.on('disconnect', () => process.exit())
  let granted = 0
  const progress = () => {
    budget.grant(granted)
    send({ kind: 'working' })
  }
  const reader = createReportReader(readLexicon(process.argv[2] ?? ''), progress)
  const answer = async (asked: ReadingTask) => {
    granted = asked.processorMs
    progress()
    const result = await resultOf(reader, asked)
    budget.suspend()
    send(result)
  }
  process.on('message', (asked: ReadingTask) => void answer(asked))
}

/** No reader has any business on the network, and a file that makes one go there gives away that it was opened. */
function refuseNetwork(): void {
  Socket.prototype.connect = () => {
    throw new Error('a file being read may not open connections')
  }
}

async function resultOf(reader: ReportReader, { task, input }: ReadingTask): Promise<ReadingResult<unknown>> {
  try {
    return { kind: 'done', value: await reader[task](input) }
  } catch (error) {
    if (error instanceof ReportError) {
      return { kind: 'refused', reason: error.reason, isPassing: error instanceof ReportUnavailableError }
    }
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

function send(result: ReadingResult<unknown> | ReadingProgress): void {
  process.send?.(result)
}

serveParent()
