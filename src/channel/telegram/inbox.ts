import type { Update } from 'grammy/types'

import type { Logger } from '../../logger.ts'
import { admit } from './admission.ts'
import type { Capacity } from './admission.ts'
import type { InboxStore } from './inbox-store.ts'
import { createLines } from './lines.ts'
import { pause } from './pause.ts'
import { lineOf } from './update-identity.ts'

/**
 * Where updates wait between Telegram and the handler. Each is handled once, those of one chat in the order they came,
 * those of different chats at the same time. An update that was put before is dropped.
 */
export interface Inbox {
  /**
   * Returns when the updates are kept, and only then may they be confirmed to Telegram. What finds no room is declined
   * and counts as dealt with.
   *
   * @throws {StateError} when they cannot be kept; nothing of them is then.
   */
  put(updates: readonly Update[]): void
  /** Takes up what was kept and not handled when the program last ended. Called once, before the first `put`. */
  resume(): void
  /** Resolves to true when everything kept is handled, to false when that takes longer; what is left waits for a start. */
  drain(patience: Patience): Promise<boolean>
}

/** How long the end of a program may wait. */
export interface Patience {
  /** For all that waits to be handled. */
  readonly beginMs: number
  /** After that for what is at work, so that nobody's answer is cut off on its way and sent again at the next start. */
  readonly finishMs: number
}

/** How an update was dealt with: `later` is for one whose answer could not be sent and may be yet. */
export type Outcome = 'handled' | 'later'

/** What an inbox does with its updates. */
export interface InboxOptions {
  readonly store: InboxStore
  readonly log: Logger
  /** True for what has to be kept. */
  readonly concerns: (update: Update) => boolean
  /** Handles one update. Must not reject. */
  readonly handle: (update: Update) => Promise<Outcome>
  /** Tells a person that his update is not taken. Must not reject. */
  readonly decline: (update: Update) => Promise<void>
  readonly capacity?: Capacity
  readonly wait?: typeof pause
}

/**
 * A private chat gets at most an answer a second and a group one in three seconds (bot-api.ts): behind 50 of them nobody
 * waits who is not told so. 2,000 are more than a minute of all that Telegram lets a bot send.
 */
const CAPACITY: Capacity = { inAll: 2000, ofOneLine: 50 }

/** Waits between two tries of an update that could not be answered; the last one is repeated. */
const LATER_MS = [1000, 5000, 15_000, 30_000] as const

/** An update that was at work so often when the program died is what kills it. */
const DEADLY_TRIES = 10

/** Creates an inbox over what its store holds. */
export function createInbox(options: InboxOptions): Inbox {
  const { store, log, concerns, decline, capacity = CAPACITY } = options
  const lines = createLines()
  const [closing, stopping] = [new AbortController(), new AbortController()]
  const work = createWork(options, { closing: closing.signal, stopping: stopping.signal })
  const workOnce = async (update: Update): Promise<void> => void (await options.handle(update))
  const enqueue = (update: Update): void => lines.add(lineOf(update), () => work(update))
  return {
    put(updates) {
      const news = updates.filter((update) => concerns(update) && !store.has(update))
      const { admitted, declined } = admit(news, lines, capacity)
      for (const update of store.keep(admitted.filter((one) => !isFleeting(one)))) enqueue(update)
      for (const update of admitted.filter(isFleeting)) lines.add(lineOf(update), () => workOnce(update))
      for (const update of declined) void decline(update)
    },
    resume() {
      const left = store.unhandled()
      if (left.length > 0) log.info({ updates: left.length }, 'inbox.resumed')
      for (const update of left) enqueue(update)
    },
    async drain({ beginMs, finishMs }) {
      const isDrained = await lines.drained(beginMs)
      closing.abort()
      if (!isDrained) await lines.drained(finishMs)
      stopping.abort()
      return isDrained
    },
  }
}

/** Asked again with every letter that somebody types, and of no use a few seconds later: not worth a place on the disk. */
function isFleeting({ inline_query: query }: Update): boolean {
  return query !== undefined
}

/** After `closing` nothing is begun; after `stopping` nothing is noted as handled. */
interface Signals {
  readonly closing: AbortSignal
  readonly stopping: AbortSignal
}

/** What is done with an update when it is its turn. */
function createWork(
  { store, log, handle, wait = pause }: InboxOptions,
  { closing, stopping }: Signals,
): (update: Update) => Promise<void> {
  async function isHandled(update: Update): Promise<boolean> {
    for (let tries = 0; (await handle(update)) === 'later'; tries += 1) {
      await wait(LATER_MS[tries] ?? LATER_MS[3], closing)
      if (closing.aborted) return false
    }
    // What the handler works with is closed by then, so that it may have failed for that alone.
    return !stopping.aborted
  }

  async function work(update: Update): Promise<void> {
    if (closing.aborted) return
    const tries = store.begin(update)
    if (tries > DEADLY_TRIES) log.error({ update_id: update.update_id, tries }, 'update.abandoned')
    else if (!(await isHandled(update))) return
    store.finish(update)
  }

  return (update) =>
    work(update).catch((error: unknown) => {
      log.error({ update_id: update.update_id, reason: String(error) }, 'update.failed')
    })
}
