import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openChatState } from '../../src/chat/chat-state.ts'
import { StateError } from '../../src/errors.ts'

const DAY = 86_400_000
const ASKED = { question: '粮食产量多少', answer: '41.7万吨', kind: 'quoted' }

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'state-'))
  file = path.join(folder, 'deep', 'state.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('questions, their marks and what follows lean on survive a restart', () => {
  const before = openChatState(file)
  const number = before.keep(ASKED)
  expect(before.markWrong(number)).toBe(true)
  before.setPrevious({ chat: 'c', person: 'p', previous: '{"asks":[]}' })
  before.close()

  const after = openChatState(file)
  expect(after.wrong()).toEqual([ASKED])
  expect(after.previous('c', 'p')).toBe('{"asks":[]}')
  expect(after.keep(ASKED)).toBeGreaterThan(number)
  after.close()
})

test('only what was marked is disputed, the newest first, and an unknown number is told apart', () => {
  const state = openChatState(':memory:')
  const first = state.keep(ASKED)
  state.keep({ ...ASKED, question: 'nobody minds' })
  const last = state.keep({ ...ASKED, question: '蔬菜产量多少' })
  expect([state.markWrong(first), state.markWrong(last), state.markWrong(999)]).toEqual([true, true, false])
  expect(state.wrong().map(({ question }) => question)).toEqual(['蔬菜产量多少', '粮食产量多少'])
  state.close()
})

test('everybody in a chat has a last question of his own', () => {
  const state = openChatState(':memory:')
  state.setPrevious({ chat: 'c', person: 'p', previous: 'one' })
  state.setPrevious({ chat: 'c', person: 'q', previous: 'two' })
  state.setPrevious({ chat: 'c', person: 'p', previous: 'three' })
  expect([state.previous('c', 'p'), state.previous('c', 'q'), state.previous('d', 'p')]).toEqual([
    'three',
    'two',
    undefined,
  ])
  state.close()
})

test('what is older than 90 days is dropped, at the start and while the bot runs on', () => {
  let now = Date.UTC(2026, 0, 1)
  const state = openChatState(file, () => now)
  const old = state.keep(ASKED)
  state.setPrevious({ chat: 'c', person: 'p', previous: 'old' })
  now += 60 * DAY
  const newer = state.keep(ASKED)
  now += 31 * DAY
  state.keep(ASKED)
  expect([state.markWrong(old), state.markWrong(newer), state.previous('c', 'p')]).toEqual([false, true, undefined])
  state.close()

  now += 60 * DAY
  const reopened = openChatState(file, () => now)
  expect(reopened.wrong()).toEqual([])
  reopened.close()
})

test('a damaged file is named and left as it is, since nothing can replace it', () => {
  writeFileSync(
    path.join(folder, 'state.db'),
    'no database, and longer than the head of one would have to be '.repeat(9),
  )
  expect(() => openChatState(path.join(folder, 'state.db'))).toThrow(StateError)
  expect(() => openChatState(path.join(folder, 'state.db'))).toThrow(/备份/)
})

test('a folder that cannot be made is one StateError', () => {
  writeFileSync(path.join(folder, 'taken'), '')
  expect(() => openChatState(path.join(folder, 'taken', 'state.db'))).toThrow(StateError)
})
