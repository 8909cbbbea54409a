import type { Database } from '../report-index/sqlite/database.ts'

/** What an admin decided about a user or a group. */
export type Verdict = 'allowed' | 'banned'

/** One decision. */
export interface AccessEntry {
  /** The channel's number of the user or, negative, of the group. */
  readonly id: number
  readonly verdict: Verdict
  /** What the user or group was called then; '' where nobody knew. */
  readonly name: string
}

/** Who was let in or shut out in chat. Whom the settings let in does not stand here. */
export interface AccessList {
  /** Undefined for an id about which nothing was decided. */
  verdictOn(id: number): Verdict | undefined
  /** Replaces what was decided before about the same id. */
  decide(entry: AccessEntry): void
  /** Takes a decision back; false where there was none. */
  remove(id: number): boolean
  /** Newest first. */
  entries(): AccessEntry[]
}

/** Creates the list that a state file keeps. `at` gives the present time in ISO form. */
export function createAccessList(database: Database, at: () => string): AccessList {
  const verdict = database.prepare<[number], Verdict>('SELECT verdict FROM access WHERE id = ?').pluck()
  const insert = database.prepare('INSERT OR REPLACE INTO access (id, verdict, name, decided_at) VALUES (?, ?, ?, ?)')
  const select = database.prepare<[], AccessEntry>(
    'SELECT id, verdict, name FROM access ORDER BY decided_at DESC, id DESC',
  )
  return {
    verdictOn: (id) => verdict.get(id),
    decide: (entry) => void insert.run(entry.id, entry.verdict, entry.name, at()),
    remove: (id) => database.prepare('DELETE FROM access WHERE id = ?').run(id).changes === 1,
    entries: () => select.all(),
  }
}
