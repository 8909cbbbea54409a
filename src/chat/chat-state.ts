import { openDatabase } from '../report-index/sqlite/database.ts'
import type { Migrations } from '../report-index/sqlite/database.ts'

const STATE_MIGRATIONS: Migrations = [
  `
  -- Questions and what was answered, without names; wrong = 1 where somebody pressed 不对.
  CREATE TABLE asked (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    kind TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    wrong INTEGER NOT NULL DEFAULT 0
  );
  -- What a follow-up takes its missing parts from: the last question of a person in a chat.
  CREATE TABLE conversation (
    chat TEXT NOT NULL,
    person TEXT NOT NULL,
    previous TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (chat, person)
  ) WITHOUT ROWID;
  `,
]

/** Longer than this nobody comes back to an answer, and what is not kept cannot leak. */
const DAYS_KEPT = 90

/** A question with its answer, as it is kept for the admin. */
export interface Asked {
  readonly question: string
  readonly answer: string
  readonly kind: string
}

/** What the bot must not forget over a restart. */
export interface ChatState {
  /** Keeps a question with its answer and gives its number. */
  keep(asked: Asked): number
  /** Marks an answer as wrong; false where it is not kept any more. */
  markWrong(number: number): boolean
  /** The answers marked as wrong, newest first. */
  wrong(): Asked[]
  /** What this person asked last in this chat, as JSON. */
  previous(chat: string, person: string): string | undefined
  setPrevious(conversation: { chat: string; person: string; previous: string }): void
  close(): void
}

/** Opens the state file, `state.db` in STATE_DIR, or one in memory for `:memory:`. Older entries are dropped. */
export function openChatState(file: string): ChatState {
  const database = openDatabase(file, STATE_MIGRATIONS)
  const before = new Date(Date.now() - DAYS_KEPT * 86_400_000).toISOString()
  database.prepare('DELETE FROM asked WHERE asked_at < ?').run(before)
  database.prepare('DELETE FROM conversation WHERE asked_at < ?').run(before)
  const now = () => new Date().toISOString()
  return {
    keep: ({ question, answer, kind }) =>
      Number(
        database
          .prepare('INSERT INTO asked (question, answer, kind, asked_at) VALUES (?, ?, ?, ?)')
          .run(question, answer, kind, now()).lastInsertRowid,
      ),
    markWrong: (number) => database.prepare('UPDATE asked SET wrong = 1 WHERE number = ?').run(number).changes === 1,
    wrong: () =>
      database
        .prepare<[], Asked>('SELECT question, answer, kind FROM asked WHERE wrong = 1 ORDER BY number DESC')
        .all(),
    previous: (chat, person) =>
      database
        .prepare<[string, string], string>('SELECT previous FROM conversation WHERE chat = ? AND person = ?')
        .pluck()
        .get(chat, person),
    setPrevious: ({ chat, person, previous }) =>
      void database.prepare('INSERT OR REPLACE INTO conversation VALUES (?, ?, ?, ?)').run(chat, person, previous, now()),
    close: () => void database.close(),
  }
}
