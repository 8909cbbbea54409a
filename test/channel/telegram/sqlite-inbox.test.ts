import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createSqliteInboxStore } from '../../../src/channel/telegram/sqlite-inbox-store.ts'
import { openStateFile } from '../../../src/chat/state-file.ts'
import { inboxContract, openBench, saying } from '../../contract/inbox.ts'
import { createRecordingLog } from '../../support/recording-log.ts'

const HOUR_MS = 3_600_000

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baoshu-inbox-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

/** A store on disk, as each start of the program opens it. */
function open(now: () => number = Date.now) {
  const database = openStateFile(path.join(folder, 'state.db'))
  const { log, recorded } = createRecordingLog()
  return { store: createSqliteInboxStore({ database, log, now }), database, recorded }
}

inboxContract(() => createSqliteInboxStore({ database: openStateFile(':memory:'), log: createRecordingLog().log }))

test('what was not handled when the process died is taken up in order, and the rest is not', async () => {
  const before = open()
  before.store.keep([saying(1), saying(2, 20), saying(3)])
  before.store.finish(saying(2, 20))
  const { started, inbox, finish } = openBench(open().store)

  inbox.resume()
  inbox.put([saying(1), saying(2, 20), saying(4)])

  await vi.waitFor(() => expect(started).toEqual([1]))
  finish(1)
  await vi.waitFor(() => expect(started).toEqual([1, 3]))
  finish(3)
  await vi.waitFor(() => expect(started).toEqual([1, 3, 4]))
})

test('what was sent before the process died is known after it', () => {
  const before = open()
  before.store.keep([saying(1)])
  before.store.noteSent(1, 77)

  expect(open().store.sent(1)).toEqual([77])
})

test('nothing of what was said stays in the file once it is handled', () => {
  const { store, database } = open()
  store.keep([saying(1, 10, '私下的问题')])

  store.finish(saying(1))

  expect(database.prepare('SELECT content FROM inbox').pluck().all()).toEqual([''])
})

test('what waited for more than a day is left, as Telegram leaves it, and forgotten', () => {
  const start = Date.now()
  open(() => start).store.keep([saying(1), saying(2)])

  const later = open(() => start + 25 * HOUR_MS)

  expect(later.store.unhandled()).toEqual([])
  expect(later.recorded).toContainEqual({ level: 'warn', event: 'update.expired', fields: { updates: 2 } })
  expect(later.store.has(saying(1))).toBe(false)
})

test('what cannot be written is not taken, and the error says what to do', () => {
  const { store, database } = open()
  database.pragma('query_only = ON')

  expect(() => store.keep([saying(1)])).toThrow(expect.objectContaining({ code: 'STATE' }))
  expect(store.has(saying(1))).toBe(false)
})
