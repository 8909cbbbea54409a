import { randomUUID } from 'node:crypto'

import type { Turn } from '../../chat/chat.ts'
import type { Message, Outbox, SentMessage } from '../../chat/message.ts'

/** One line of the answer to a posted turn, in the order in which things happened. */
export type TurnEvent =
  /** A new message; ids count from 1 within the turn. A later turn that is about it names it by `replyId`. */
  | { readonly type: 'message'; readonly id: number; readonly replyId: string; readonly message: Message }
  /** What the message of that id says from now on; 0 is the one whose button was pressed. */
  | { readonly type: 'edit'; readonly id: number; readonly message: Message }
  /** A file that the browser saves. */
  | { readonly type: 'file'; readonly name: string; readonly content: string }
  /** A short word that is shown and fades. */
  | { readonly type: 'notice'; readonly text: string }
  /** The turn broke off; a sentence for the person. Always the last. */
  | { readonly type: 'failed'; readonly text: string }

/** In a turn that a button began, the message that bears it. */
const PRESSED = 0

/**
 * The outbox of one turn, as a sequence of events. `emit` must not wait for the reader: a page that stalls or is closed
 * may not hold up the chat, least of all an indexing run whose progress it shows. What is sent or edited after the turn
 * and its `afterwards` have ended has no reader any more and is lost.
 */
export function createEventOutbox(kind: Turn['kind'], emit: (event: TurnEvent) => void): Outbox {
  let sent = 0
  const messageOf = (id: number): Pick<SentMessage, 'edit'> => ({
    async edit(message) {
      emit({ type: 'edit', id, message })
    },
  })
  return {
    async send(message) {
      const id = ++sent
      const replyId = randomUUID()
      emit({ type: 'message', id, replyId, message })
      return { ids: [replyId], ...messageOf(id) }
    },
    async sendFile({ name, content }) {
      emit({ type: 'file', name, content })
    },
    ...(kind === 'press' && { pressed: messageOf(PRESSED) }),
  }
}
