import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openChatState } from '../../src/chat/chat-state.ts'
import { StateError } from '../../src/errors.ts'

const DAY = 86_400_000
const ASKED = { question: '粮食产量多少', answer: '41.7万吨', kind: 'quoted' }
const KEPT = { ...ASKED, leanedOn: undefined, leaves: '{"asks":[]}', person: 'p', gaps: [] }

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
  expect(before.markWrong(number, 'p')).toBe(true)
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
  expect([state.markWrong(first, 'p'), state.markWrong(last, 'p'), state.markWrong(999, 'p')]).toEqual([
    true,
    true,
    false,
  ])
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
  const state = openChatState(file, { now: () => now })
  const old = state.keep(KEPT)
  state.setLastAsked({ chat: 'c', person: 'p', asked: old })
  state.setAnsweredBy({ chat: 'c', message: '7', asked: old })
  now += 60 * DAY
  const newer = state.keep(KEPT)
  now += 31 * DAY
  state.keep(KEPT)
  expect([state.markWrong(old, 'p'), state.markWrong(newer, 'p')]).toEqual([false, true])
  expect([state.asked(old), state.lastAsked('c', 'p'), state.answeredBy('c', '7')]).toEqual(Array(3).fill(undefined))
  state.close()

  now += 60 * DAY
  const reopened = openChatState(file, { now: () => now })
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

test('how long questions are kept can be set, and nothing of a dropped one stays readable in the file', () => {
  let now = Date.UTC(2026, 0, 1)
  const state = openChatState(file, { now: () => now, keepDays: 7 })
  const asked = state.keep({ ...KEPT, question: '凤凰座的粮食产量', gaps: [{ slot: 'place', missing: '凤凰座' }] })
  state.markWrong(asked, 'p')
  now += 8 * DAY
  state.keep(KEPT)
  expect([state.asked(asked), state.gaps(), state.wrong()]).toEqual([undefined, [], []])
  state.close()
  expect(readFileSync(file).includes('凤凰座')).toBe(false)
})

const lacks = (...missing: string[]) => missing.map((name) => ({ slot: 'place' as const, missing: name }))

test('what the reports lacked is counted, commonest first', () => {
  const state = openChatState(':memory:')
  for (const gaps of [lacks('甲县'), lacks('乙县', '丙县'), lacks('乙县'), []]) state.keep({ ...KEPT, gaps })
  expect(state.gaps()).toEqual([
    { slot: 'place', missing: '乙县', count: 2 },
    { slot: 'place', missing: '丙县', count: 1 },
    { slot: 'place', missing: '甲县', count: 1 },
  ])
  state.close()
})

test('a person’s questions, marks and conversations can be deleted, and nobody else’s', () => {
  const state = openChatState(file)
  const hers = state.keep({ ...KEPT, gaps: [{ slot: 'period', missing: '2019年' }] })
  const his = state.keep({ ...KEPT, person: 'q', question: 'his' })
  state.markWrong(his, 'p')
  state.markWrong(hers, 'q')
  state.setLastAsked({ chat: 'c', person: 'p', asked: hers })
  state.setLastAsked({ chat: 'c', person: 'q', asked: his })
  state.setAnsweredBy({ chat: 'c', message: '1', asked: hers })
  state.setAnsweredBy({ chat: 'c', message: '2', asked: his })

  expect(state.forget('p')).toEqual({ questions: 1, marks: 1 })

  expect(state.all().map(({ question, isWrong }) => [question, isWrong])).toEqual([['his', false]])
  expect([state.gaps(), state.lastAsked('c', 'p'), state.answeredBy('c', '1')]).toEqual([[], undefined, undefined])
  expect([state.lastAsked('c', 'q'), state.answeredBy('c', '2')]).toEqual([his, his])
  expect(state.forget('p')).toEqual({ questions: 0, marks: 0 })
  state.close()
})

test('no question stands beside the id of who asked it', () => {
  const state = openChatState(file)
  state.keep({ ...KEPT, person: 'telegram:987654321' })
  state.close()
  expect(readFileSync(file).includes('987654321')).toBe(false)
})

test('a mark of one person counts once', () => {
  const state = openChatState(':memory:')
  const asked = state.keep(KEPT)
  expect([state.markWrong(asked, 'p'), state.markWrong(asked, 'p')]).toEqual([true, true])
  expect(state.forget('p').marks).toBe(1)
  state.close()
})
