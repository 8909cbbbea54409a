import type { Update } from 'grammy/types'

import type { Inbox } from './inbox.ts'
import type { Persist } from './persistence.ts'
import type { UpdateSource } from './update-source.ts'
import { ALLOWED_UPDATES } from './update-source.ts'

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
  /** Ends a webhook, be it another program's: it would answer every poll with 409. */
  readonly deleteWebhook: (signal: AbortSignal) => Promise<unknown>
  readonly inbox: Pick<Inbox, 'put'>
  readonly persist: Persist
}

/**
 * Long polling. Asking for the updates from `offset` on confirms all before it, so the offset moves only past what the
 * inbox keeps: what is lost on the way here comes again.
 */
export function createPoller({ getUpdates, deleteWebhook, inbox, persist }: PollerOptions): UpdateSource {
  // 0 asks for the oldest unconfirmed update. Ids may restart at random after a quiet week, so never compare them.
  let offset = 0

  const poll = async (signal: AbortSignal): Promise<void> => {
    const request = { offset, timeout: POLL_SECONDS, limit: 100, allowed_updates: ALLOWED_UPDATES }
    const updates = await persist(() => getUpdates(request, signal))
    const last = updates.at(-1)
    if (signal.aborted || last === undefined) return
    await persist(async () => inbox.put(updates))
    offset = last.update_id + 1
  }

  return {
    async run(signal) {
      try {
        await persist(() => deleteWebhook(signal))
        while (!signal.aborted) await poll(signal)
      } catch (error) {
        if (!signal.aborted) throw error
      }
    },
    async finish(signal) {
      if (offset === 0) return
      await getUpdates({ offset, timeout: 0, limit: 1, allowed_updates: ALLOWED_UPDATES }, signal)
    },
  }
}
