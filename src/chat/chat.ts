import type { Outbox } from './message.ts'

/** Who speaks, and where. Ids are the channel's own, prefixed by its name: `telegram:42`, `web:1f0c`. */
export interface Speaker {
  readonly chatId: string
  readonly userId: string
  /** The bare numeric ids as they stand in ADMIN_IDS and ALLOWED_CHATS, for telling a stranger his id. */
  readonly shownUserId: string
  readonly shownChatId: string
  /** In a group one asks by command, mention or reply; help texts differ. */
  readonly isGroup: boolean
  /** True only where the channel has proved it for this very turn: a plain message or button press of a configured id. */
  readonly isAdmin: boolean
  /** May ask: configured, or a channel that is open by nature (terminal, local page). */
  readonly isAllowed: boolean
}

/** One thing a person did. */
export type Turn =
  /** Words: a question, or a command such as `/ask …`, `/help`, 帮助. */
  | { readonly kind: 'text'; readonly speaker: Speaker; readonly text: string }
  /** A button of an earlier message, with its `press`. */
  | { readonly kind: 'press'; readonly speaker: Speaker; readonly press: string }
  /** Something the bot cannot read, in a private chat: photo, voice, sticker. */
  | { readonly kind: 'unreadable'; readonly speaker: Speaker }

/**
 * Takes one turn of a conversation and sends what there is to say, whatever the channel. A press may give a short
 * notice instead of a message (`已记录`), returned so that the channel can show it in its own way.
 */
export interface Chat {
  take(turn: Turn, outbox: Outbox): Promise<{ readonly notice?: string }>
  /** For the channel's command menu: name without slash and description. */
  readonly commands: readonly { readonly name: string; readonly description: string; readonly forAdmins: boolean }[]
}
