import type { Update } from 'grammy/types'

import { StateError } from '../../errors.ts'
import type { Logger } from '../../logger.ts'
import { isRefused } from '../../report-index/sqlite/database.ts'
import type { Database } from '../../report-index/sqlite/database.ts'
import type { InboxStore } from './inbox-store.ts'
import { identityOf } from './update-identity.ts'

/** What a store on disk is made of. */
export interface SqliteInboxStoreOptions {
  /** The state file, with the tables of its newest schema. */
  readonly database: Database
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Telegram keeps an update for a day. What is older is neither answered nor repeated. */
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** A store in the state file: what it keeps outlives the process, and a loss of power. */
export function createSqliteInboxStore({ database, log, now = Date.now }: SqliteInboxStoreOptions): InboxStore {
  // What was said stays in no free page of the file either.
  database.pragma('secure_delete = ON')
  const rows = prepare(database)
  const prune = createPruning(rows, { log, now })
  const note = createNoting(log)

  const insert = database.transaction((updates: readonly Update[]) =>
    updates.filter((update) => {
      const { update_id: id } = update
      return rows.keep.run(id, identityOf(update), JSON.stringify(update), now()).changes === 1
    }),
  )

  return {
    has: (update) => rows.has.get(update.update_id, identityOf(update)) !== undefined,
    keep(updates) {
      if (updates.length === 0) return []
      try {
        prune()
        return durably(database, () => insert(updates))
      } catch (cause) {
        if (!isRefused(cause)) throw cause
        throw new StateError('收到的消息存不进状态文件，请检查 STATE_DIR 的权限和磁盘空间', { cause })
      }
    },
    unhandled() {
      prune()
      return rows.unhandled.all().map(parse)
    },
    begin({ update_id: id }) {
      note(() => rows.begin.run(id))
      return rows.tries.get(id) ?? 1
    },
    finish: ({ update_id: id }) => note(() => rows.finish.run(now(), id)),
    sent: (id) => rows.sent.all(id),
    noteSent: (id, messageId) => note(() => rows.noteSent.run(messageId, id)),
  }
}

type Rows = ReturnType<typeof prepare>

/** Forgets what is older than a day, once an hour. */
function createPruning(rows: Rows, { log, now }: { log: Logger; now: () => number }): () => void {
  let prunedAt = -Infinity
  return () => {
    if (now() - prunedAt < HOUR_MS) return
    prunedAt = now()
    const { changes } = rows.expire.run(now() - DAY_MS)
    if (changes > 0) log.warn({ updates: changes }, 'update.expired')
    rows.forget.run(now() - DAY_MS)
  }
}

/** Writes what may be missing: without it an update may be handled again after a restart, and nothing is lost. */
function createNoting(log: Logger): (write: () => unknown) => void {
  return (write) => {
    try {
      write()
    } catch (error) {
      if (!isRefused(error)) throw error
      log.error({ problem: String(error) }, 'inbox.unsaved')
    }
  }
}

function parse(content: string): Update {
  const update: Update = JSON.parse(content)
  return update
}

/**
 * The state file trusts the system to write what is committed, which a kill of the process does not shake. Before an
 * update is confirmed to Telegram it has to be on the disk, for it is gone from everywhere else then.
 */
function durably<T>(database: Database, write: () => T): T {
  database.pragma('synchronous = FULL')
  try {
    return write()
  } finally {
    database.pragma('synchronous = NORMAL')
  }
}

function prepare(database: Database) {
  return {
    has: database.prepare<[number, string], number>('SELECT 1 FROM inbox WHERE update_id = ? OR identity = ?').pluck(),
    keep: database.prepare<[number, string, string, number]>(
      'INSERT OR IGNORE INTO inbox (update_id, identity, content, kept_at) VALUES (?, ?, ?, ?)',
    ),
    unhandled: database
      .prepare<[], string>('SELECT content FROM inbox WHERE handled_at IS NULL ORDER BY number')
      .pluck(),
    begin: database.prepare<[number]>('UPDATE inbox SET tries = tries + 1 WHERE update_id = ?'),
    tries: database.prepare<[number], number>('SELECT tries FROM inbox WHERE update_id = ?').pluck(),
    // What was asked is not kept longer than it is needed.
    finish: database.prepare<[number, number]>("UPDATE inbox SET handled_at = ?, content = '' WHERE update_id = ?"),
    expire: database.prepare<[number]>('DELETE FROM inbox WHERE handled_at IS NULL AND kept_at < ?'),
    forget: database.prepare<[number]>('DELETE FROM inbox WHERE kept_at < ?'),
    sent: database
      .prepare<[number], number>('SELECT message_id FROM inbox_receipt WHERE update_id = ? ORDER BY number')
      .pluck(),
    // Of an update that was declined nothing is kept.
    noteSent: database.prepare<[number, number]>(
      'INSERT INTO inbox_receipt (message_id, update_id) SELECT ?, update_id FROM inbox WHERE update_id = ?',
    ),
  }
}
