import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { compiledUrl } from '../../compiled-url.ts'
import { PASSED_ON } from '../passed-on.ts'

/** What a process may take for reading. */
export interface ReadingLimits {
  /** Of JavaScript objects, in MB. */
  readonly heapMegabytes: number
  /** Of everything, buffers and WebAssembly included, in MB. Kept by the operating system where it can. */
  readonly memoryMegabytes: number
  /** Of the processor, for any file, and more for each MB of it. */
  readonly milliseconds: number
  readonly millisecondsPerMegabyte: number
  /** How many times as long it may take by the clock: where others keep the machine busy, it seldom gets its turn. */
  readonly patience: number
}

/** The program itself takes about 180 MB of memory; a workbook of 400,000 cells, the largest that is read, some 700. */
export const READING_LIMITS: ReadingLimits = {
  heapMegabytes: 768,
  memoryMegabytes: 1280,
  milliseconds: 20_000,
  millisecondsPerMegabyte: 1000,
  patience: 6,
}

/**
 * Starts a process for reading, without secrets in its environment and with its memory bounded.
 *
 * `--max-old-space-size` does not count buffers; `ulimit -d` counts all memory that can be written to (Linux 4.7 and
 * later; elsewhere it may do nothing, and then the heap alone is bounded). `ulimit -v` would count address space that is
 * only reserved, of which Node takes gigabytes. What a process held when it was ended is not written to the disk.
 */
export function startReadingChild(lexiconDir: string, limits: ReadingLimits): ChildProcess {
  const entry = fileURLToPath(compiledUrl(new URL('./reading-process.ts', import.meta.url)))
  const env = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]))
  const heap = `--max-old-space-size=${limits.heapMegabytes}`
  const child = fork(entry, [lexiconDir], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    ...(process.platform === 'win32' ? { execArgv: [heap] } : boundedNode(heap, limits)),
  })
  // Whoever waits for an answer is told; without any listener an error would end the parent.
  child.on('error', () => {})
  return child
}

/** Node started by a shell that first bounds its own memory, which Node inherits. */
function boundedNode(heap: string, { memoryMegabytes }: ReadingLimits): { execPath: string; execArgv: string[] } {
  const script = `ulimit -c 0; ulimit -d ${memoryMegabytes * 1024} 2>/dev/null; exec "$0" "$@"`
  return { execPath: '/bin/sh', execArgv: ['-c', script, process.execPath, heap] }
}
