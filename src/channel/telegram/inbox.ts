import type { Update } from 'grammy/types'

/**
 * Where updates wait between Telegram and the handler. Each is handled once, those of one chat in the order they came,
 * those of different chats at the same time. An update that was put before (the same `update_id`) is dropped.
 */
export interface Inbox {
  /**
   * Resolves when the update is kept, and only then may it be confirmed to Telegram. Waits while the inbox is full:
   * what is not fetched, Telegram keeps for a day.
   */
  put(update: Update): Promise<void>
  /** Resolves to true when everything kept is handled, to false when that takes longer. */
  drain(timeoutMs: number): Promise<boolean>
}
