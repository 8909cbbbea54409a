import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openChatState } from '../../src/chat/chat-state.ts'
import { StateError } from '../../src/errors.ts'

const DAY = 86_400_000
const ASKED = { question: '粮食产量多少', answer: '41.7万吨', kind: 'quoted' }
const KEPT = { ...ASKED, leanedOn: undefined, leaves: '{"asks":[]}' }

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'state-'))
  file = path.join(folder, 'deep', 'state.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('questions, their marks and what follows lean on survive a restart', () => {
  const before = openChatState(file)
  const number = before.keep(KEPT)
  expect(before.markWrong(number)).toBe(true)
  before.setLastAsked({ chat: 'c', person: 'p', asked: number })
  before.setAnsweredBy({ chat: 'c', message: '7', asked: number })
  before.close()

  const after = openChatState(file)
  expect(after.wrong()).toEqual([ASKED])
  expect(after.lastAsked('c', 'p')).toBe(number)
  expect(after.answeredBy('c', '7')).toBe(number)
  expect(after.asked(number)).toEqual({ question: ASKED.question, leanedOn: undefined, leaves: KEPT.leaves })
  expect(after.keep(KEPT)).toBeGreaterThan(number)
  after.close()
})

test('only what was marked is disputed, the newest first, and an unknown number is told apart', () => {
  const state = openChatState(':memory:')
  const first = state.keep(KEPT)
  state.keep({ ...KEPT, question: 'nobody minds' })
  const last = state.keep({ ...KEPT, question: '蔬菜产量多少' })
  expect([state.markWrong(first), state.markWrong(last), state.markWrong(999)]).toEqual([true, true, false])
  expect(state.wrong().map(({ question }) => question)).toEqual(['蔬菜产量多少', '粮食产量多少'])
  state.close()
})

test('everybody in a chat has a last question of his own', () => {
  const state = openChatState(':memory:')
  state.setLastAsked({ chat: 'c', person: 'p', asked: 1 })
  state.setLastAsked({ chat: 'c', person: 'q', asked: 2 })
  state.setLastAsked({ chat: 'c', person: 'p', asked: 3 })
  expect([state.lastAsked('c', 'p'), state.lastAsked('c', 'q'), state.lastAsked('d', 'p')]).toEqual([3, 2, undefined])
  state.close()
})

test('what is older than 90 days is dropped, at the start and while the bot runs on', () => {
  let now = Date.UTC(2026, 0, 1)
  const state = openChatState(file, () => now)
  const old = state.keep(KEPT)
  state.setLastAsked({ chat: 'c', person: 'p', asked: old })
  state.setAnsweredBy({ chat: 'c', message: '7', asked: old })
  now += 60 * DAY
  const newer = state.keep(KEPT)
  now += 31 * DAY
  state.keep(KEPT)
  expect([state.markWrong(old), state.markWrong(newer)]).toEqual([false, true])
  expect([state.asked(old), state.lastAsked('c', 'p'), state.answeredBy('c', '7')]).toEqual(Array(3).fill(undefined))
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
