import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { compiledUrl } from '../compiled-url.ts'

interface ThreadPoolOptions {
  /** The source module whose exports are the tasks, beside the caller's `import.meta.url`. */
  readonly entry: URL
  readonly name: string
  readonly threads: number
  /** What every thread is given at its start; plain data. */
  readonly workerData: object
  /** The most that the heap of a thread may come to; what V8 allows where absent. */
  readonly heapMegabytes?: number
}

/** Threads that take tasks from one queue, in order, and live until `close`. */
export interface ThreadPool {
  /** Runs the entry's export `task` in a free thread. An error loses its class on the way back, not its message. */
  run<Output>(task: string, input: object): Promise<Output>
  close(): Promise<void>
}

export function openThreadPool({ entry, name, threads, workerData, heapMegabytes }: ThreadPoolOptions): ThreadPool {
  const pool = new Piscina<object>({
    filename: fileURLToPath(compiledUrl(entry)),
    name,
    workerData,
    minThreads: threads,
    maxThreads: threads,
    ...(heapMegabytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
  })
  let closing: Promise<void> | undefined
  return {
    async run(task, input) {
      // Asked after its end, Piscina starts threads again that nobody would stop.
      if (closing !== undefined) throw new Error(`the threads of ${name} are closed`)
      return pool.run(input, { name: task })
    },
    async close() {
      closing ??= pool.destroy()
      await closing
    },
  }
}
