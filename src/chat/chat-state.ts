import { StateError } from '../errors.ts'
import { isDamaged, isRefused, openDatabase } from '../report-index/sqlite/database.ts'
import type { Database } from '../report-index/sqlite/database.ts'
import { createAccessList } from './access-list.ts'
import type { AccessList } from './access-list.ts'
import { createPairing } from './pairing.ts'
import type { Pairing } from './pairing.ts'
import { STATE_MIGRATIONS } from './state-migrations.ts'

/** Longer than this nobody comes back to an answer, and what is not kept cannot leak. */
const DAYS_KEPT = 90
const DAY_MS = 86_400_000

/** A question with its answer, as it is kept for the admin. */
export interface Asked {
  readonly question: string
  readonly answer: string
  readonly kind: string
}

/** What the bot must not forget over a restart. */
export interface ChatState {
  /** Who was let in or shut out in chat. */
  readonly access: AccessList
  /** One-time codes that let people in. */
  readonly pairing: Pairing
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

/**
 * Opens the state file, `state.db` in STATE_DIR, or one in memory for `:memory:`. What is too old is dropped then and
 * once a day. `now` gives milliseconds since 1970.
 *
 * @throws {StateError} when the file is damaged or the disk refuses; nothing of it is touched then.
 */
export function openChatState(file: string, now: () => number = Date.now): ChatState {
  const database = openOrExplain(file)
  const at = () => new Date(now()).toISOString()
  let droppedAt = -Infinity
  const dropOld = () => {
    if (now() - droppedAt < DAY_MS) return
    droppedAt = now()
    const before = new Date(now() - DAYS_KEPT * DAY_MS).toISOString()
    for (const table of ['asked', 'conversation'])
      database.prepare(`DELETE FROM ${table} WHERE asked_at < ?`).run(before)
  }
  dropOld()

  return {
    access: createAccessList(database, at),
    pairing: createPairing(database, now),
    keep({ question, answer, kind }) {
      dropOld()
      const insert = database.prepare('INSERT INTO asked (question, answer, kind, asked_at) VALUES (?, ?, ?, ?)')
      return Number(insert.run(question, answer, kind, at()).lastInsertRowid)
    },
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
      void database
        .prepare('INSERT OR REPLACE INTO conversation VALUES (?, ?, ?, ?)')
        .run(chat, person, previous, at()),
    close: () => void database.close(),
  }
}

function openOrExplain(file: string): Database {
  try {
    return openDatabase(file, STATE_MIGRATIONS)
  } catch (error) {
    if (isDamaged(error)) {
      throw new StateError(`状态文件已损坏：${file}。请从备份恢复，或把它移走后重新启动（此前的提问记录会丢失）`, {
        cause: error,
      })
    }
    if (isRefused(error)) throw new StateError(`状态文件读写不了：${file}。请检查权限和磁盘空间`, { cause: error })
    throw error
  }
}
