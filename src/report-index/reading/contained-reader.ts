import type { ChildProcess } from 'node:child_process'
import type { ReportSource } from '../../document/read-document.ts'
import { ReportError } from '../../errors.ts'
import type { ReadingLimits } from './reading-child.ts'
import { READING_LIMITS, startReadingChild } from './reading-child.ts'
import type { ReadingProgress, ReadingResult, ReadingTask } from './reading-process.ts'
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
 * or brings down that process is refused with its reason, and the next file is read by a new one. The process starts
 * with the first file and lives until `close`.
 */
export function openContainedReader(lexiconDir: string, limits: ReadingLimits = READING_LIMITS): ContainedReader {
  let child: ChildProcess | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function run<Value>(asked: ReadingTask): Promise<Value> {
    if (child?.connected !== true) child = startReadingChild(lexiconDir, limits)
    const outcome = await ask<Value>(child, asked, limits)
    if (outcome.kind === 'done') return outcome.value
    if (outcome.kind === 'failed') throw new Error(outcome.message)
    throw new ReportError(asked.input.file, outcome.reason)
  }

  /** One at a time: the limits are a file's, not those of all that wait. */
  function inTurn<Value>(asked: ReadingTask): Promise<Value> {
    const own = last.then(() => run<Value>(asked))
    last = own.catch(() => {})
    return own
  }

  return {
    read: (input) => inTurn({ task: 'read', input }),
    survey: (input) => inTurn({ task: 'survey', input }),
    unpack: (input) => inTurn({ task: 'unpack', input }),
    get pid() {
      return child?.pid
    },
    close() {
      child?.kill('SIGKILL')
      child = undefined
    },
  }
}

type Outcome<Value> = ReadingResult<Value> | { readonly kind: 'ended'; readonly reason: string }

const DIED = '读取时内存不足或程序崩溃，文件可能已损坏或有恶意'

/** Asks the process, and ends it when it does not answer in time; a sign of progress gives it as much again. */
function ask<Value>(child: ChildProcess, asked: ReadingTask, limits: ReadingLimits): Promise<Outcome<Value>> {
  const milliseconds = limitFor(asked.input, limits)
  return new Promise((resolve) => {
    let reason = DIED
    const timer = setTimeout(() => {
      reason = `读取超过 ${Math.round(milliseconds / 1000)} 秒，文件可能已损坏或过于复杂`
      child.kill('SIGKILL')
    }, milliseconds)
    const settle = (outcome: Outcome<Value>) => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onEnd).off('error', onEnd)
      keepAlive(child, false)
      resolve(outcome)
    }
    const onMessage = (message: ReadingResult<Value> | ReadingProgress) => {
      if (message.kind === 'working') timer.refresh()
      else settle(message)
    }
    const onEnd = () => {
      child.kill('SIGKILL')
      settle({ kind: 'ended', reason })
    }
    keepAlive(child, true)
    child.on('message', onMessage).on('exit', onEnd).on('error', onEnd)
    child.send(asked)
  })
}

/** A process that reads nothing keeps nobody from ending. */
function keepAlive(child: ChildProcess, isWorking: boolean): void {
  if (isWorking) child.ref()
  else child.unref()
  const { channel } = child
  if (isWorking) channel?.ref()
  else channel?.unref()
}

function limitFor({ bytes }: ReportSource, { milliseconds, millisecondsPerMegabyte }: ReadingLimits): number {
  return milliseconds + (bytes.length / MEGABYTE) * millisecondsPerMegabyte
}
