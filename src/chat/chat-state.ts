import type { Database } from '../report-index/sqlite/database.ts'
import { createAccessList } from './access-list.ts'
import type { AccessList } from './access-list.ts'
import { createPairing } from './pairing.ts'
import type { Pairing } from './pairing.ts'
import { openStateFile } from './state-file.ts'

/** Longer than this nobody comes back to an answer, and what is not kept cannot leak. */
const DAYS_KEPT = 90
const DAY_MS = 86_400_000

/** A question with its answer, as it is kept for the admin. */
export interface Asked {
  readonly question: string
  readonly answer: string
  readonly kind: string
}

/** A question as it can be answered again, and what a question about its answer leans on. */
export interface AskedAgain {
  readonly question: string
  /** What it took its missing parts from, as JSON; undefined for nothing. */
  readonly leanedOn: string | undefined
  readonly leaves: string | undefined
}

interface AskedRow {
  readonly question: string
  readonly leaned_on: string | null
  readonly leaves: string | null
}

/** What the bot must not forget over a restart. */
export interface ChatState {
  /** Who was let in or shut out in chat. */
  readonly access: AccessList
  /** One-time codes that let people in. */
  readonly pairing: Pairing
  /** Keeps a question with its answer and gives its number. */
  keep(asked: Asked & Omit<AskedAgain, 'question'>): number
  /** Undefined where it is not kept any more. */
  asked(number: number): AskedAgain | undefined
  /** Marks an answer as wrong; false where it is not kept any more. */
  markWrong(number: number): boolean
  /** The answers marked as wrong, newest first. */
  wrong(): Asked[]
  /** The number of what this person asked last in this chat. */
  lastAsked(chat: string, person: string): number | undefined
  setLastAsked(conversation: { chat: string; person: string; asked: number }): void
  /** The number of the question that a message of ours answers. */
  answeredBy(chat: string, message: string): number | undefined
  setAnsweredBy(answered: { chat: string; message: string; asked: number }): void
  close(): void
}

/**
 * Opens the state file, `state.db` in STATE_DIR, or one in memory for `:memory:`. What is too old is dropped then and
 * once a day. `now` gives milliseconds since 1970.
 *
 * @throws {StateError} when the file is damaged or the disk refuses; nothing of it is touched then.
 */
export function openChatState(file: string, now: () => number = Date.now): ChatState {
  const database = openStateFile(file)
  const at = () => new Date(now()).toISOString()
  let droppedAt = -Infinity
  const dropOld = () => {
    if (now() - droppedAt < DAY_MS) return
    droppedAt = now()
    const before = new Date(now() - DAYS_KEPT * DAY_MS).toISOString()
    for (const table of ['asked', 'conversation', 'answered'])
      database.prepare(`DELETE FROM ${table} WHERE asked_at < ?`).run(before)
  }
  dropOld()

  const asked = askedIn(database, at)
  return {
    access: createAccessList(database, at),
    pairing: createPairing(database, now),
    ...asked,
    ...conversationsIn(database, at),
    keep(answered) {
      dropOld()
      return asked.keep(answered)
    },
    close: () => void database.close(),
  }
}

type Now = () => string

/** The questions with their answers. */
function askedIn(database: Database, at: Now): Pick<ChatState, 'keep' | 'asked' | 'markWrong' | 'wrong'> {
  return {
    keep({ question, answer, kind, leanedOn, leaves }) {
      const insert = database.prepare(
        'INSERT INTO asked (question, answer, kind, leaned_on, leaves, asked_at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      return Number(insert.run(question, answer, kind, leanedOn ?? null, leaves ?? null, at()).lastInsertRowid)
    },
    asked(number) {
      const row = database
        .prepare<[number], AskedRow>('SELECT question, leaned_on, leaves FROM asked WHERE number = ?')
        .get(number)
      return row && { question: row.question, leanedOn: row.leaned_on ?? undefined, leaves: row.leaves ?? undefined }
    },
    markWrong: (number) => database.prepare('UPDATE asked SET wrong = 1 WHERE number = ?').run(number).changes === 1,
    wrong: () =>
      database
        .prepare<[], Asked>('SELECT question, answer, kind FROM asked WHERE wrong = 1 ORDER BY number DESC')
        .all(),
  }
}

type Conversations = Pick<ChatState, 'lastAsked' | 'setLastAsked' | 'answeredBy' | 'setAnsweredBy'>

/** Who asked what last, and which message answers what. */
function conversationsIn(database: Database, at: Now): Conversations {
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
