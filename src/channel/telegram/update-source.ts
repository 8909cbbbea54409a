import type { Update } from 'grammy/types'

/** The kinds of update the bot understands. Business and guest messages belong to other people's chats: never. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const satisfies readonly (keyof Update)[]

/** Brings updates from Telegram into the inbox: long polling or a webhook. */
export interface UpdateSource {
  /** Brings them until the signal aborts. Rejects with a ConfigError when the token is refused. */
  run(signal: AbortSignal): Promise<void>
  /** Tells Telegram what was taken, where that is not already said, so that the next start does not get it again. */
  finish(signal: AbortSignal): Promise<void>
}
