import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { startEchoBot } from '../support/telegram/echo-bot.ts'
import type { EchoBot } from '../support/telegram/echo-bot.ts'
import { mangledUpdates } from '../support/telegram/mangled-updates.ts'
import { startTelegram } from '../support/telegram/stand-in.ts'
import type { TelegramStandIn } from '../support/telegram/stand-in.ts'
import { freePort } from '../support/telegram/storm.ts'

const MEGABYTE = 1024 * 1024
const SECRET = 'a-secret-of-the-webhook'

let telegram: TelegramStandIn
let stateDir: string

beforeEach(async () => {
  telegram = await startTelegram()
  stateDir = await mkdtemp(path.join(tmpdir(), 'baoshu-hostile-'))
})

afterEach(async () => {
  await telegram[Symbol.asyncDispose]()
  await rm(stateDir, { recursive: true })
})

/** What the process has grown by since it was warm, in megabytes: V8 takes its time until it cleans up. */
function growthSince(bot: EchoBot, warm: number): number {
  return Math.round((bot.memory() - warm) / MEGABYTE)
}

const schemaRefusals = (): number =>
  telegram.calls.filter(({ reply }) => JSON.stringify(reply).includes('unknown parameter')).length

async function deliver(count: number, seed: number): Promise<void> {
  for (const update of fc.sample(mangledUpdates, { numRuns: count, seed })) telegram.deliver(update)
  await vi.waitUntil(() => telegram.unconfirmed === 0, { timeout: 120_000, interval: 50 })
}

test('100,000 mangled updates neither end the bot nor make it grow', async () => {
  const bot = startEchoBot(telegram, { stateDir, isSilent: true })
  await bot.ready()
  for (let batch = -4; batch <= 0; batch += 1) await deliver(5000, batch)
  const warm = bot.memory()

  const grownMb: number[] = []
  for (let batch = 1; batch < 20; batch += 1) {
    await deliver(5000, batch)
    grownMb.push(growthSince(bot, warm))
  }

  const growthMb = grownMb.at(-1) ?? 0
  const unreadable = bot.output.split('"update.unreadable"').length - 1
  console.info('mangled updates:', { grownMb, unreadable, schemaRefusals: schemaRefusals() })
  expect(bot.isRunning).toBe(true)
  expect(growthMb).toBeLessThan(50)
  expect(await bot.stop()).toBe(0)
})

test('10,000 posts to the webhook that are no updates neither end the bot nor make it grow', async () => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/hook`
  const bot = startEchoBot(telegram, { stateDir, port, webhook: { url, secret: SECRET }, isSilent: true })
  await bot.ready()
  await vi.waitUntil(() => telegram.webhook !== undefined, 10_000)
  const body = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.nat(), mangledUpdates).map(([update_id, one]) => JSON.stringify({ update_id, ...one })),
  )
  const send = async (text: string, secret: string): Promise<number> => {
    const headers = { 'X-Telegram-Bot-Api-Secret-Token': secret, 'content-type': 'application/json' }
    return (await fetch(url, { method: 'POST', headers, body: text })).status
  }
  const statuses = new Set<number>()
  const post = async (count: number, seed: number): Promise<void> => {
    for (const [i, text] of fc.sample(body, { numRuns: count, seed }).entries())
      statuses.add(await send(text, i % 10 === 0 ? 'wrong' : SECRET))
  }
  await post(1000, 0)
  const warm = bot.memory()

  for (let batch = 1; batch < 10; batch += 1) await post(1000, batch)

  const growthMb = growthSince(bot, warm)
  console.info('posts:', { growthMb, statuses: [...statuses].toSorted((a, b) => a - b) })
  expect([...statuses].every((status) => [200, 400, 401].includes(status))).toBe(true)
  expect(growthMb).toBeLessThan(50)
  expect(bot.output).not.toContain(SECRET)
  expect(await bot.stop()).toBe(0)
})
