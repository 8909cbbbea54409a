import type { ChildProcess } from 'node:child_process'
import type { ReadingProgress, ReadingResult, ReadingTask } from './reading-process.ts'

/**
 * How a reading process can end instead of answering: the file had its share of the processor (`spent`), or brought the
 * process down (`crashed`); or, whatever the file, the time by the clock was over (`late`), or the process was ended from
 * outside or never began (`interrupted`).
 */
type Ending = (typeof ENDINGS)[number]

const ENDINGS = ['spent', 'crashed', 'late', 'interrupted'] as const

/** An answer, or how the process ended instead. */
export type Outcome<Value> = ReadingResult<Value> | { readonly kind: Ending }

/** True where the process is gone. */
export function hasEnded({ kind }: Outcome<unknown>): boolean {
  return ENDINGS.some((ending) => ending === kind)
}

/** With these the system, or an operator, ends a process that is in the way: Linux one that takes the last memory. */
const FROM_OUTSIDE: readonly unknown[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] satisfies NodeJS.Signals[]

/**
 * Asks a reading process, and ends it when it has not answered after so many milliseconds; from a sign of progress it has
 * as many again. One task at a time.
 */
export function askChild<Value>(
  child: ChildProcess,
  asked: ReadingTask,
  milliseconds: number,
): Promise<Outcome<Value>> {
  return new Promise((resolve) => {
    let [hasBegun, isLate] = [false, false]
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, milliseconds)
    const settle = (outcome: Outcome<Value>) => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
      keepAlive(child, false)
      resolve(outcome)
    }
    const onMessage = (message: ReadingResult<Value> | ReadingProgress) => {
      if (message.kind !== 'working') return settle(message)
      hasBegun = true
      timer.refresh()
    }
    const onExit = (_: unknown, signal: NodeJS.Signals | null) =>
      settle({ kind: isLate ? 'late' : hasBegun ? endingBy(signal) : 'interrupted' })
    const onError = () => {
      child.kill('SIGKILL')
      settle({ kind: 'interrupted' })
    }
    keepAlive(child, true)
    child.on('message', onMessage).on('exit', onExit).on('error', onError)
    child.send(asked)
  })
}

function endingBy(signal: NodeJS.Signals | null): Ending {
  if (signal === 'SIGXCPU') return 'spent'
  return FROM_OUTSIDE.includes(signal) ? 'interrupted' : 'crashed'
}

/** A process that reads nothing keeps nobody from ending. */
function keepAlive(child: ChildProcess, isWorking: boolean): void {
  if (isWorking) child.ref()
  else child.unref()
  const { channel } = child
  if (isWorking) channel?.ref()
  else channel?.unref()
}
