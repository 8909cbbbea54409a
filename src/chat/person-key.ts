import { createHmac, randomBytes } from 'node:crypto'
import type { Database } from '../report-index/sqlite/database.ts'

/** What stands for a person beside his questions: always the same, and his id cannot be read off it without the file. */
export type PersonKey = (person: string) => string

/** The key of this state file is made at the first need. */
export function createPersonKey(database: Database): PersonKey {
  database
    .prepare("INSERT OR IGNORE INTO secret (name, value) VALUES ('person', ?)")
    .run(randomBytes(32).toString('base64url'))
  const secret = database.prepare<[], string>("SELECT value FROM secret WHERE name = 'person'").pluck().get() ?? ''
  return (person) => createHmac('sha256', secret).update(person).digest('base64url').slice(0, 22)
}
