import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { compiledUrl } from '../../compiled-url.ts'
import type { ReportSource } from '../../document/read-document.ts'
import { ReportError } from '../../errors.ts'
import { readLexicon } from '../../lexicon/read-lexicon.ts'
import type { ReportReader } from './report-reader.ts'
import { createReportReader } from './report-reader.ts'

/** What the process is asked for: a method of `ReportReader`. */
export interface ReadingTask {
  readonly task: keyof ReportReader
  readonly input: ReportSource
}

/** What it tells; `reason` is a ReportError's, `message` that of a fault in the program. */
export type ReadingResult<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly message: string }

/** Said now and then while it works on a file that takes minutes. */
export interface ReadingProgress {
  readonly kind: 'working'
}

/** Entry of the process that reads files which may be hostile. Its argument is the folder of the lexicon. */
function serveParent(): void {
  refuseNetwork()
  // In a thread of its own, because a reader that hangs would keep this one from seeing that the parent is gone.
  new Worker(fileURLToPath(compiledUrl(new URL('./parent-watch.ts', import.meta.url)))).unref()
  process.on('disconnect', () => process.exit())
  const reader = createReportReader(readLexicon(process.argv[2] ?? ''), () => send({ kind: 'working' }))
  process.on('message', (asked: ReadingTask) => void answer(reader, asked))
}

/** No reader has any business on the network, and a file that makes one go there gives away that it was opened. */
function refuseNetwork(): void {
  Socket.prototype.connect = () => {
    throw new Error('a file being read may not open connections')
  }
}

async function answer(reader: ReportReader, { task, input }: ReadingTask): Promise<void> {
  try {
    send({ kind: 'done', value: await reader[task](input) })
  } catch (error) {
    if (error instanceof ReportError) send({ kind: 'refused', reason: error.reason })
    else send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

function send(result: ReadingResult<unknown> | ReadingProgress): void {
  process.send?.(result)
}

serveParent()
