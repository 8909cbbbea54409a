import type { Update } from 'grammy/types'

/** What was sent in answer to an update, in order, so that a second try does not send it again. */
export interface Receipts {
  sent(updateId: number): readonly number[]
  /** Notes the id of a message that Telegram has taken. */
  noteSent(updateId: number, messageId: number): void
}

/** What an inbox keeps, in memory or on disk. Every method takes effect before it returns. */
export interface InboxStore extends Receipts {
  /** True for an update that was kept in the last day, under this id or as the same message. */
  has(update: Update): boolean
  /** Keeps updates and gives those that were new, in order. Kept means: a loss of power does not lose them. */
  keep(updates: readonly Update[]): readonly Update[]
  /** What was kept in the last day and not finished, in order. */
  unhandled(): readonly Update[]
  /** Notes that the update is at work, and gives how often it was. */
  begin(update: Update): number
  finish(update: Update): void
}
