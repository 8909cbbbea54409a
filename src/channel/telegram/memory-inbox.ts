import PQueue from 'p-queue'
import type { Update } from 'grammy/types'

import type { Inbox } from './inbox.ts'
import { pause } from './pause.ts'

/** Updates kept at once. At a second each that is a quarter of an hour of work: more is better left with Telegram. */
const CAPACITY = 1000
/** Ids remembered to recognise a repetition. Telegram repeats at most the last batch, of 100. */
const REMEMBERED_IDS = 10_000

/** What an inbox does with its updates. */
export interface MemoryInboxOptions {
  /** Handles one update. Must not reject. */
  readonly handle: (update: Update) => Promise<void>
  readonly capacity?: number
}

/** An inbox that forgets what it holds when the process is killed. */
export function createMemoryInbox({ handle, capacity = CAPACITY }: MemoryInboxOptions): Inbox {
  // Whoever is admitted waits in the line of his chat; whoever is not yet makes `put` wait.
  const admission = new PQueue({ concurrency: capacity })
  const lines = new Map<number, PQueue>()
  const seen = new Set<number>()

  function lineOf(chatId: number): PQueue {
    const known = lines.get(chatId)
    if (known !== undefined) return known
    const line = new PQueue({ concurrency: 1 })
    line.on('idle', () => lines.delete(chatId))
    lines.set(chatId, line)
    return line
  }

  return {
    async put(update) {
      if (seen.has(update.update_id)) return
      remember(seen, update.update_id)
      await admission.onSizeLessThan(1)
      void admission.add(() => lineOf(chatIdOf(update)).add(() => handle(update)))
    },
    async drain(timeoutMs) {
      const drained = new AbortController()
      const idle = admission.onIdle().then(() => drained.abort())
      await Promise.race([idle, pause(timeoutMs, drained.signal)])
      return drained.signal.aborted
    },
  }
}

function remember(seen: Set<number>, id: number): void {
  seen.add(id)
  const [oldest] = seen
  if (seen.size > REMEMBERED_IDS && oldest !== undefined) seen.delete(oldest)
}

/** The chat whose order counts; what belongs to no chat is ordered by the person. */
function chatIdOf({ message, callback_query: callback }: Update): number {
  const carrier = message ?? callback?.message
  // Whatever an update lacks is the handler's to find out: here nothing may stop the next one.
  return carrier?.chat?.id ?? callback?.from?.id ?? 0
}
