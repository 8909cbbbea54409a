import type { ChildProcess } from 'node:child_process'
import type { ReportSource } from '../../document/read-document.ts'
import { ReportError, ReportUnavailableError } from '../../errors.ts'
import type { Outcome } from './ask-child.ts'
import { askChild, hasEnded } from './ask-child.ts'
import type { ReadingLimits } from './reading-child.ts'
import { READING_LIMITS, startReadingChild } from './reading-child.ts'
import type { ReadingTask } from './reading-process.ts'
import type { ReportReader } from './report-reader.ts'

/** Reads files in a process of its own, one after the other. */
export interface ContainedReader extends ReportReader {
  /** Undefined before the first file and after `close`. */
  readonly pid: number | undefined
  /** Ends the process at once; a file in work is refused. A later file starts a new one. */
  close(): void
}

const MEGABYTE = 1024 * 1024

/**
 * Reads files that nobody vouches for in another process, with bounded time and memory and without secrets: what hangs
 * or brings down that process is refused with its reason, and the next file is read by a new one. Where the machine was
 * too busy, or ended the process, that is a `ReportUnavailableError`, since it says nothing about the file. The process
 * starts with the first file and lives until `close`.
 */
export function openContainedReader(lexiconDir: string, limits: ReadingLimits = READING_LIMITS): ContainedReader {
  let child: ChildProcess | undefined
  let isClosed = false
  let last: Promise<unknown> = Promise.resolve()

  async function attempt<Value>(asked: ReadingTask) {
    const asking = child?.connected === true ? child : startReadingChild(lexiconDir, limits)
    child = asking
    const outcome = await askChild<Value>(asking, asked, asked.processorMs * limits.patience)
    // It may still seem connected.
    if (hasEnded(outcome) && child === asking) child = undefined
    return outcome
  }

  async function run<Value>(asked: ReadingTask): Promise<Value> {
    isClosed = false
    const first = await attempt<Value>(asked)
    // What ended this process need not end the next one, unless it was `close`.
    const outcome = first.kind === 'interrupted' && !isClosed ? await attempt<Value>(asked) : first
    if (outcome.kind === 'done') return outcome.value
    throw errorOf(outcome, asked, limits)
  }

  /** One at a time: the limits are a file's, not those of all that wait. */
  function inTurn<Value>(task: ReadingTask['task'], input: ReportSource): Promise<Value> {
    const own = last.then(() => run<Value>({ task, input, processorMs: limitFor(input, limits) }))
    last = own.catch(() => {})
    return own
  }

  return {
    read: (input) => inTurn('read', input),
    survey: (input) => inTurn('survey', input),
    unpack: (input) => inTurn('unpack', input),
    get pid() {
      return child?.pid
    },
    close() {
      isClosed = true
      child?.kill('SIGKILL')
      child = undefined
    },
  }
}

function limitFor({ bytes }: ReportSource, { milliseconds, millisecondsPerMegabyte }: ReadingLimits): number {
  return milliseconds + (bytes.length / MEGABYTE) * millisecondsPerMegabyte
}

function errorOf(
  outcome: Exclude<Outcome<unknown>, { readonly kind: 'done' }>,
  { input: { file }, processorMs }: ReadingTask,
  { patience }: ReadingLimits,
): Error {
  switch (outcome.kind) {
    case 'failed':
      return new Error(outcome.message)
    case 'refused':
      return new (outcome.isPassing ? ReportUnavailableError : ReportError)(file, outcome.reason)
    case 'spent':
      return new ReportError(file, `读取超过 ${seconds(processorMs)} 秒，文件可能已损坏或过于复杂`)
    case 'crashed':
      return new ReportError(file, '读取时内存不足或程序崩溃，文件可能已损坏或有恶意')
    case 'late':
      return new ReportUnavailableError(file, `等了 ${seconds(processorMs * patience)} 秒没有读完，${TRY_LATER}`)
    case 'interrupted':
      return new ReportUnavailableError(file, `读取它的进程没能启动或被系统结束，${TRY_LATER}`)
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000)
}

const TRY_LATER = '可能是电脑太忙或内存不够，请稍后再试'
