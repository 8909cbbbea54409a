import type { Database } from '../report-index/sqlite/database.ts'

/** A chat that goes on under another number of its channel: a group of Telegram's that becomes a supergroup. */
export interface ChatMove {
  readonly from: number
  readonly to: number
}

/**
 * What is kept of a chat by its id, `telegram:-100`. Which answer a message shows stays behind: a supergroup numbers its
 * messages anew.
 */
const KEPT_OF_CHATS = ['conversation', 'group_setting'] as const

/** Lets a chat keep what it had: conversations, settings, and what admins decided about it. */
export function createChatMoving(database: Database): (channel: string, move: ChatMove) => void {
  return database.transaction((channel: string, { from, to }: ChatMove) => {
    for (const table of KEPT_OF_CHATS) {
      database
        .prepare(`UPDATE OR REPLACE ${table} SET chat = ? WHERE chat = ?`)
        .run(`${channel}:${to}`, `${channel}:${from}`)
    }
    database.prepare('UPDATE OR REPLACE access SET id = ? WHERE id = ?').run(to, from)
  })
}
