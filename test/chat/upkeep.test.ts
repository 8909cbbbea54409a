import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createReindexing } from '../../src/chat/reindexing.ts'
import { openTestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { handRun } from '../support/reindexing.ts'

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
