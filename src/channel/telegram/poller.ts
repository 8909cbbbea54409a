import type { Update } from 'grammy/types'

import type { Inbox } from './inbox.ts'
import type { Persist } from './persistence.ts'

/** The kinds of update the bot understands. Business and guest messages belong to other people's chats: never. */
const ALLOWED_UPDATES = ['message', 'callback_query'] as const satisfies readonly (keyof Update)[]

/** How long Telegram holds an empty answer back (it allows 50 s). */
const POLL_SECONDS = 30

/** What a poll asks for. */
export interface PollRequest {
  readonly offset: number
  readonly timeout: number
  readonly limit: number
  readonly allowed_updates: typeof ALLOWED_UPDATES
}

/** Where updates come from and go to. */
export interface PollerOptions {
  readonly getUpdates: (request: PollRequest, signal: AbortSignal) => Promise<readonly Update[]>
  readonly inbox: Inbox
  readonly persist: Persist
}

/** Brings updates from Telegram into the inbox. */
export interface Poller {
  /** Polls until the signal aborts. Rejects with a ConfigError when the token is refused. */
  run(signal: AbortSignal): Promise<void>
  /** Confirms what was put, so that the next start does not get it again. */
  confirm(signal: AbortSignal): Promise<void>
}

/**
 * Long polling. Asking for the updates from `offset` on confirms all before it, so the offset moves only past what the
 * inbox keeps: what is lost on the way here comes again.
 */
export function createPoller({ getUpdates, inbox, persist }: PollerOptions): Poller {
  // 0 asks for the oldest unconfirmed update. Ids may restart at random after a quiet week, so never compare them.
  let offset = 0

  const poll = async (signal: AbortSignal): Promise<void> => {
    const request = { offset, timeout: POLL_SECONDS, limit: 100, allowed_updates: ALLOWED_UPDATES }
    for (const update of await persist(() => getUpdates(request, signal))) {
      if (signal.aborted) return
      await inbox.put(update)
      offset = update.update_id + 1
    }
  }

  return {
    async run(signal) {
      try {
        while (!signal.aborted) await poll(signal)
      } catch (error) {
        if (!signal.aborted) throw error
      }
    },
    async confirm(signal) {
      if (offset === 0) return
      await getUpdates({ offset, timeout: 0, limit: 1, allowed_updates: ALLOWED_UPDATES }, signal)
    },
  }
}
