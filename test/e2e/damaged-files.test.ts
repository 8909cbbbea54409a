import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startBot } from '../support/bot-process.ts'
import type { BotProcess } from '../support/bot-process.ts'
import { report } from '../support/indexed-folder.ts'
import { eventsOf, postTurn } from '../support/web-client.ts'

let folder: string
let settings: Record<string, string>
let bot: BotProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'damaged-'))
  const names = { REPORTS_DIR: 'reports', INDEX_DIR: 'index', STATE_DIR: 'state' }
  settings = { PORT: '0' }
  for (const [name, below] of Object.entries(names)) {
    settings[name] = path.join(folder, below)
    mkdirSync(path.join(folder, below))
  }
  writeFileSync(
    path.join(folder, 'reports', 'a.md'),
    report('青禾县2024年公报', '2024年，青禾县粮食产量达到41.7万吨。'),
  )
})
afterEach(async () => {
  await bot?.stop()
  bot = undefined
  rmSync(folder, { recursive: true })
})

/** The bot on these folders, ended with the test. */
function start(): BotProcess {
  bot = startBot(settings)
  return bot
}

const GARBAGE = 'no database, and longer than the head of one would have to be '.repeat(9)

test('the bot builds a damaged index anew when it starts, and answers from it', async () => {
  writeFileSync(path.join(folder, 'index', 'reports.db'), GARBAGE)
  const started = start()
  const url = await vi.waitFor(
    () => {
      started.expectRunning()
      const printed = /http:\/\/[\d.:]+\//.exec(started.output)?.[0]
      expect(printed).toBeDefined()
      return printed ?? ''
    },
    { timeout: 25_000 },
  )
  const conversation = '0123456789abcdef0123456789abcdef'
  const events = await eventsOf(await postTurn(url, { conversation, text: '青禾县2024年粮食产量多少' }))
  expect(JSON.stringify(events)).toContain('41.7万吨')
  expect(await started.stop()).toBe(0)
})

test('the bot does not start over a damaged state file, and names it', async () => {
  const file = path.join(folder, 'state', 'state.db')
  writeFileSync(file, GARBAGE)
  const started = start()
  expect(await started.ended()).toBe(1)
  expect(started.output).toContain(file)
  expect(started.output).toContain('备份')
})
