import type { Message, Outbox } from './message.ts'

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
  /** Shut out by an admin: gets no word. Absent is no. */
  readonly isBanned?: boolean
  /** What the channel calls the person and, in a group, the group; absent where nobody knows. */
  readonly userName?: string
  readonly chatName?: string
  /** In a group: what the bot is called there, and whether a mention of it arrives; absent where everything arrives. */
  readonly bot?: { readonly name: string; readonly hearsMentions: boolean }
}

/** Whose message a turn replies to. */
export interface About {
  /** The bare numeric id. */
  readonly id: number
  /** '' where nobody knows. */
  readonly name: string
}

/** One thing a person did. */
export type Turn =
  /** Words: a question, or a command such as `/ask …`, `/help`, 帮助. */
  | {
      readonly kind: 'text'
      readonly speaker: Speaker
      readonly text: string
      /** The person whose message this one replies to; absent where it replies to none, or to the bot. */
      readonly about?: About
      /** The message of ours that the words reply to, by the channel's id of it; absent for none. */
      readonly repliesTo?: string
      /** A question to nobody, in a group that wants such ones answered. Absent is no. */
      readonly isUntagged?: boolean
    }
  /** A button of an earlier message, with its `press`. */
  | { readonly kind: 'press'; readonly speaker: Speaker; readonly press: string }
  /** A file, in a private chat. */
  | { readonly kind: 'file'; readonly speaker: Speaker; readonly file: OfferedFile }
  /** Something the bot cannot read, in a private chat: photo, voice, sticker. */
  | { readonly kind: 'unreadable'; readonly speaker: Speaker }
  /** The bot was added to a group, by the speaker; `isAllowed` says whether the group is open. */
  | { readonly kind: 'joined'; readonly speaker: Speaker }

/** A file that somebody sends, not fetched yet. */
export interface OfferedFile {
  /** As the sender calls it: to be shown, and never to be used as a path. */
  readonly name: string
  /** In bytes, as the channel says; undefined where it does not. */
  readonly size: number | undefined
  /** What was written under it; empty for nothing. */
  readonly caption: string
  /** Fetches it, and stops as soon as it turns out to have more bytes than `limit`. */
  download(limit: number): Promise<Download>
}

/** A file that was fetched, or why it was not. */
export type Download =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreachable' }

/** What a turn leaves behind besides the messages it sent. */
export interface Taken {
  /** A short notice for a press (`已记录`), which the channel shows in its own way. */
  readonly notice?: string
  /** Work that goes on after the turn (/reindex) and edits its message. The chat's next turn need not wait for it. Never rejects. */
  readonly afterwards?: Promise<void>
}

/** Something that may be put into any chat, picked from a list there. */
export interface Offer {
  /** Unique among the offers to a question; at most 64 bytes. */
  readonly id: string
  readonly title: string
  readonly description: string
  /** Its buttons are links alone: whoever sees them may be in a chat that the bot does not know. */
  readonly message: Message
}

/** Takes one turn of a conversation and sends what there is to say, whatever the channel. */
export interface Chat {
  take(turn: Turn, outbox: Outbox): Promise<Taken>
  /** What answers a question, to be picked from; at most ten offers, none for words that are no question. */
  offer(question: string, speaker: Speaker): Promise<readonly Offer[]>
  /** True for a group, by its `chatId`, that wants questions to nobody answered too. */
  answersUntagged(chatId: string): boolean
  /** For the channel's command menu: name without slash and description. */
  readonly commands: readonly { readonly name: string; readonly description: string; readonly forAdmins: boolean }[]
}
