import type { Span } from '../span.ts'

/**
 * How a stretch of a message is shown; bold ones may lie in a quotation. A long quotation is one that a channel may fold.
 * Channels without such styles show the characters as they are.
 */
export interface Style extends Span {
  readonly type: 'bold' | 'quotation' | 'long-quotation'
}

/** What a button does: `press` comes back as the next turn (at most 64 bytes), `copy` goes to the person's clipboard. */
export interface Button {
  readonly label: string
  readonly press: string
  /** Where given, a channel that can copy does that instead of sending `press`. Any length. */
  readonly copy?: string
  /** Where given, a channel that has links makes one of it instead of sending `press`. */
  readonly link?: Link
}

/** A way into the bot's own chat from anywhere: `start` comes back there as `/start …`. */
export interface Link {
  /** At most 64 of A–Z, a–z, 0–9, _ and -. */
  readonly start: string
  /** Copied for passing on, or followed. */
  readonly does: 'copy' | 'open'
}

/** What a message lists, for channels that can show tables. Every row has as many cells as there are columns. */
export interface Table {
  /** Stands above it. */
  readonly head: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One message to a person. `text` is at most 4,096 UTF-16 units, offsets of `styles` lie in it. */
export interface Message {
  readonly text: string
  readonly styles: readonly Style[]
  /** Rows of buttons. */
  readonly buttons: readonly (readonly Button[])[]
  /** Says what `text` says; a channel shows the one or the other. */
  readonly table?: Table
}

/** A message that was sent and can be changed. */
export interface SentMessage {
  /** The channel's ids of it, by which a reply names it: several where it was too long for one message. */
  readonly ids: readonly string[]
  edit(message: Message): Promise<void>
}

/** A text that is handed over as a file. */
export interface OutgoingFile {
  readonly name: string
  /** UTF-8 when it is stored. */
  readonly content: string
}

/** Where the messages of a turn go: made by a channel for each turn. */
export interface Outbox {
  send(message: Message): Promise<SentMessage>
  /** The message whose button was pressed, for paging in place; absent for words, and where the channel cannot reach it. */
  readonly pressed?: Pick<SentMessage, 'edit'>
  /** Hands a file over; absent where the channel cannot. */
  readonly sendFile?: (file: OutgoingFile) => Promise<void>
}
