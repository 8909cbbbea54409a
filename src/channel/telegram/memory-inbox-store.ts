import type { Update } from 'grammy/types'

import type { InboxStore } from './inbox-store.ts'
import { identityOf } from './update-identity.ts'

/** Updates remembered to recognise a repetition. Telegram repeats at most the last batch, of 100. */
const REMEMBERED = 10_000

/** A store that forgets what it holds when the process is killed. */
export function createMemoryInboxStore(): InboxStore {
  const seen = new Map<string, number>()
  const tries = new Map<number, number>()
  const receipts = new Map<number, number[]>()

  const has = (update: Update): boolean => keysOf(update).some((key) => seen.has(key))

  function remember(update: Update): void {
    for (const key of keysOf(update)) seen.set(key, update.update_id)
    for (const key of seen.keys()) {
      if (seen.size <= REMEMBERED) break
      seen.delete(key)
    }
  }

  return {
    has,
    keep(updates) {
      return updates.filter((update) => {
        const isNew = !has(update)
        remember(update)
        return isNew
      })
    },
    unhandled: () => [],
    begin({ update_id: id }) {
      tries.set(id, (tries.get(id) ?? 0) + 1)
      return tries.get(id) ?? 1
    },
    finish({ update_id: id }) {
      tries.delete(id)
      receipts.delete(id)
    },
    sent: (id) => receipts.get(id) ?? [],
    noteSent: (id, messageId) => void receipts.set(id, [...(receipts.get(id) ?? []), messageId]),
  }
}

function keysOf(update: Update): readonly string[] {
  return [`id ${update.update_id}`, identityOf(update)]
}
