import type { Database } from '../report-index/sqlite/database.ts'

/** Who asked what last, and which message answers what: what a follow-up leans on. */
export interface Conversations {
  /** The number of what this person asked last in this chat. */
  lastAsked(chat: string, person: string): number | undefined
  setLastAsked(conversation: { chat: string; person: string; asked: number }): void
  /** The number of the question that a message of ours answers. */
  answeredBy(chat: string, message: string): number | undefined
  setAnsweredBy(answered: { chat: string; message: string; asked: number }): void
}

/** Creates what a state file keeps of conversations. `at` gives the present time in ISO form. */
export function createConversations(database: Database, at: () => string): Conversations {
  const numberFrom = (query: string, chat: string, key: string) =>
    database.prepare<[string, string], number>(query).pluck().get(chat, key)
  return {
    lastAsked: (chat, person) =>
      numberFrom('SELECT asked FROM conversation WHERE chat = ? AND person = ?', chat, person),
    setLastAsked: ({ chat, person, asked }) =>
      void database.prepare('INSERT OR REPLACE INTO conversation VALUES (?, ?, ?, ?)').run(chat, person, asked, at()),
    answeredBy: (chat, message) =>
      numberFrom('SELECT asked FROM answered WHERE chat = ? AND message = ?', chat, message),
    setAnsweredBy: ({ chat, message, asked }) =>
      void database.prepare('INSERT OR REPLACE INTO answered VALUES (?, ?, ?, ?)').run(chat, message, asked, at()),
  }
}
