import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createReindexing } from '../../src/chat/reindexing.ts'
import { keepUp } from '../../src/chat/upkeep.ts'
import { IndexBusyError } from '../../src/errors.ts'
import { openTestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { createRecordingLog } from '../support/recording-log.ts'
import { handRun, SUMMARY } from '../support/reindexing.ts'

const QUESTION = '青禾县2024年粮食产量多少'

let folder: IndexedFolder
beforeEach(async () => {
  folder = createIndexedFolder()
  folder.write('grain.md', report('青禾县2024年公报', '2024年，青禾县粮食产量达到41.7万吨。'))
  await folder.index(countingModel())
  writeFileSync(path.join(folder.indexDir, 'reports.db'), 'damaged')
})
afterEach(() => folder.dispose())

test('a question to a damaged index starts its rebuilding, and is answered when that is done', async () => {
  const reindexing = createReindexing(() => ({ done: folder.index(countingModel()), cancel: () => {} }), Date.now)
  const chat = openTestChat(folder, { reindexing })
  await chat.say(QUESTION)
  expect(chat.last().text).toMatch(/已损坏.*正在自动更新索引，请过一会儿再问。$/)
  await vi.waitFor(() => expect(reindexing.isRunning).toBe(false), { timeout: 20_000 })
  await chat.say(QUESTION)
  expect(chat.last().text).toContain('41.7万吨')
  await chat.close()
})

test('questions do not start one update after the other where updating fails', async () => {
  const run = handRun()
  const chat = openTestChat(folder, run.parts)
  await chat.say(QUESTION)
  run.fail(new Error('磁盘满了'))
  await vi.waitFor(() => expect(run.parts.reindexing.isRunning).toBe(false))
  await chat.say(QUESTION)
  expect(chat.last().text).toMatch(/已损坏(?!.*自动)/)
  expect(run.parts.reindexing.isRunning).toBe(false)
  await chat.close()
})

test('an update that another process is in the way of is tried again, and not after the stop', async () => {
  vi.useFakeTimers()
  try {
    const ends: (IndexBusyError | undefined)[] = [new IndexBusyError(), undefined, new IndexBusyError()]
    const run = () => {
      const error = ends[starts++]
      return { done: error === undefined ? Promise.resolve(SUMMARY) : Promise.reject(error), cancel: () => {} }
    }
    let starts = 0
    const { log, recorded } = createRecordingLog()
    const reindexing = createReindexing(run, Date.now)
    const upkeep = keepUp({ reindexing, log, reportsDir: folder.reportsDir, isWatched: false, dailyAt: null })
    expect(upkeep.update()).toBe(true)
    expect(upkeep.update()).toBe(false)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(starts).toBe(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(starts).toBe(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(starts).toBe(2)
    upkeep.update()
    await vi.advanceTimersByTimeAsync(0)
    upkeep.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(starts).toBe(3)
    expect(recorded.map(({ event }) => event)).toEqual(['index.outdated', 'index.updated', 'index.outdated'])
  } finally {
    vi.useRealTimers()
  }
})
