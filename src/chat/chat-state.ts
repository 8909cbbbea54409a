import type { Database } from '../report-index/sqlite/database.ts'
import { createAccessList } from './access-list.ts'
import type { AccessList } from './access-list.ts'
import { createChatMoving } from './chat-move.ts'
import type { ChatMove } from './chat-move.ts'
import { createConversations } from './conversations.ts'
import type { Conversations } from './conversations.ts'
import { createGroupSettings } from './group-settings.ts'
import type { GroupSettings } from './group-settings.ts'
import { createPairing } from './pairing.ts'
import type { Pairing } from './pairing.ts'
import { createQuestionLog } from './question-log.ts'
import type { QuestionLog } from './question-log.ts'
import { openStateFile } from './state-file.ts'

/** What the bot must not forget over a restart. */
export interface ChatState extends Conversations, QuestionLog {
  /** Who was let in or shut out in chat. */
  readonly access: AccessList
  /** One-time codes that let people in. */
  readonly pairing: Pairing
  /** What admins set for groups. */
  readonly groups: GroupSettings
  /** Lets a chat of a channel keep what it had under its new number. */
  moveChat(channel: string, move: ChatMove): void
  close(): void
}

interface Keeping {
  /** Days after which questions, answers and conversations are dropped. */
  readonly keepDays?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Longer than this nobody comes back to an answer, and what is not kept cannot leak. */
const KEEP_DAYS = 90
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/**
 * Opens the state file, `state.db` in STATE_DIR, or one in memory for `:memory:`. What is too old is dropped then and
 * once a day, and so that nothing of it can be read in the file any more.
 *
 * @throws {StateError} when the file is damaged or the disk refuses; nothing of it is touched then.
 */
export function openChatState(file: string, { keepDays = KEEP_DAYS, now = Date.now }: Keeping = {}): ChatState {
  const database = openStateFile(file)
  database.pragma('secure_delete = ON')
  const at = () => new Date(now()).toISOString()
  const dropOld = createDropping(database, { keepDays, now })
  dropOld()
  // A quiet bot drops what is too old as well.
  const timer = setInterval(dropOld, HOUR_MS)
  timer.unref()

  const log = createQuestionLog(database, at)
  return {
    access: createAccessList(database, at),
    pairing: createPairing(database, now),
    groups: createGroupSettings(database),
    moveChat: createChatMoving(database),
    ...createConversations(database, at),
    ...log,
    keep(asked) {
      dropOld()
      return log.keep(asked)
    },
    forget(person) {
      database.prepare('DELETE FROM conversation WHERE person = ?').run(person)
      return log.forget(person)
    },
    close() {
      clearInterval(timer)
      database.close()
    },
  }
}

/** Drops at most once a day, however often it is called. */
function createDropping(database: Database, { keepDays, now }: Required<Keeping>): () => void {
  let droppedAt = -Infinity
  return () => {
    if (now() - droppedAt < DAY_MS) return
    droppedAt = now()
    const before = new Date(now() - keepDays * DAY_MS).toISOString()
    for (const table of ['asked', 'conversation', 'answered'])
      database.prepare(`DELETE FROM ${table} WHERE asked_at < ?`).run(before)
  }
}
