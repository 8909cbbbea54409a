import { randomUUID } from 'node:crypto'

import type { Message, Outbox } from '../../chat/message.ts'

/** One line of the answer to a posted turn, in the order in which things happened. */
export type TurnEvent =
  /** A new message; ids count from 1 within the turn. A later turn that is about it names it by `replyId`. */
  | { readonly type: 'message'; readonly id: number; readonly replyId: string; readonly message: Message }
  /** What the message of that id says from now on. */
  | { readonly type: 'edit'; readonly id: number; readonly message: Message }
  /** A short word that is shown and fades. */
  | { readonly type: 'notice'; readonly text: string }
  /** The turn broke off; a sentence for the person. Always the last. */
  | { readonly type: 'failed'; readonly text: string }

/**
 * The outbox of one turn, as a sequence of events. `emit` must not wait for the reader: a page that stalls or is closed
 * may not hold up the chat, least of all an indexing run whose progress it shows. What is sent or edited after the turn
 * and its `afterwards` have ended has no reader any more and is lost.
 */
export function createEventOutbox(emit: (event: TurnEvent) => void): Outbox {
  let sent = 0
  return {
    async send(message) {
      const id = ++sent
      const replyId = randomUUID()
      emit({ type: 'message', id, replyId, message })
      return {
        ids: [replyId],
        async edit(changed) {
          emit({ type: 'edit', id, message: changed })
        },
      }
    },
  }
}
