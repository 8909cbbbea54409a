import type { Update } from 'grammy/types'

import type { ChatMove } from '../../chat/chat-move.ts'
import type { Logger } from '../../logger.ts'

/** Groups that have become supergroups, with another id each. */
export interface Moves {
  /** Takes note of a move, from Telegram's service message or its refusal, whichever comes first. */
  note(move: ChatMove): void
  /** The id under which a chat is reached now. */
  current(chatId: number): number
}

/** Moves remembered; an older one is learnt again from the next refusal. */
const REMEMBERED = 1000

/** Starts without moves. `onMove` is told of each once. */
export function createMoves(onMove: (move: ChatMove) => void, log: Logger): Moves {
  const moved = new Map<number, number>()
  return {
    note({ from, to }) {
      if (moved.get(from) === to) return
      const [oldest] = moved.keys()
      if (moved.size >= REMEMBERED && oldest !== undefined) moved.delete(oldest)
      moved.set(from, to)
      log.info({ chat_id: from, to_chat_id: to }, 'group.moved')
      onMove({ from, to })
    },
    current: (chatId) => moved.get(chatId) ?? chatId,
  }
}

/** The move that Telegram announces in a service message of the old group; undefined for every other update. */
export function moveIn({ message }: Update): ChatMove | undefined {
  const to = message?.migrate_to_chat_id
  return message === undefined || to === undefined ? undefined : { from: message.chat.id, to }
}
