import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBot } from '../support/bot-process.ts'
import type { BotProcess } from '../support/bot-process.ts'
import { startTelegram } from '../support/telegram/stand-in.ts'
import type { TelegramStandIn } from '../support/telegram/stand-in.ts'
import { eventsOf, postTurn } from '../support/web-client.ts'

const MEGABYTE = 1024 * 1024
const START_MS = 60_000
const QUESTIONS = 20_000
/** What grows before: the model's and the database's buffers, the caches of what is asked for often. */
const WARM_AFTER = 4_000
const AT_ONCE = 8
const CONVERSATIONS = 50
/** Asked with each year put in, so that no two in a row are the same, and some are about what no report says. */
const PLACES = ['昌吉州', '新疆', '乌鲁木齐', '阜康市', '全国']
const THINGS = ['固定资产投资增长多少', '地区生产总值增速', '粮食产量多少', '一般公共预算收入', '城镇新增就业多少人']

let telegram: TelegramStandIn
let folder: string
let bot: BotProcess

beforeAll(async () => {
  telegram = await startTelegram()
  folder = await mkdtemp(path.join(tmpdir(), 'baoshu-endurance-'))
  bot = await serve()
}, START_MS)

afterAll(async () => {
  await bot.stop()
  await telegram[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function serve(): Promise<BotProcess> {
  const started = startBot({
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ALLOWED_CHATS: '*',
    USER_RATE: '0',
    INDEX_DIR: path.join(folder, 'index'),
    STATE_DIR: path.join(folder, 'state'),
    PORT: '0',
    LOG_LEVEL: 'warn',
  })
  await vi.waitUntil(() => {
    started.expectRunning()
    return telegram.isPolled && /http:\S+/.test(started.output)
  }, START_MS)
  return started
}

async function ask(url: string, number: number): Promise<void> {
  const text = `${PLACES[number % 5]}${2015 + (number % 11)}年${THINGS[(number >> 2) % 5]}`
  const conversation = (number % CONVERSATIONS).toString(16).padStart(32, '0')
  const events = await eventsOf(await postTurn(url, { conversation, text }))
  if (!events.some(({ type }) => type === 'message')) throw new Error(`no answer to ${text}: ${JSON.stringify(events)}`)
}

/** Asks all questions, several at once; `onAnswer` is called with the number of each. */
async function askAll(url: string, onAnswer: (number: number) => void): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let number = next++; number < QUESTIONS; number = next++) {
      await ask(url, number)
      onAnswer(number)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

interface Held {
  readonly from: number
  readonly leastMb: number
  readonly meanMb: number
  readonly mostMb: number
}

/** What was held while each thousand questions were answered. */
function byThousand(held: readonly number[]): Held[] {
  return Array.from({ length: Math.ceil(held.length / 1000) }, (_, at) => {
    const part = held.slice(at * 1000, (at + 1) * 1000)
    const mean = part.reduce((sum, one) => sum + one, 0) / part.length
    const [leastMb = 0, meanMb = 0, mostMb = 0] = [Math.min(...part), mean, Math.max(...part)].map(Math.round)
    return { from: at * 1000, leastMb, meanMb, mostMb }
  })
}

function meanOf(thousands: readonly Held[]): number {
  return thousands.reduce((sum, { meanMb }) => sum + meanMb, 0) / thousands.length
}

test('20,000 questions do not make the program grow by more than a tenth', async () => {
  const [url = ''] = /http:\S+/.exec(bot.output) ?? []
  const held: number[] = []
  await askAll(url, () => held.push(bot.memory() / MEGABYTE))

  const thousands = byThousand(held)
  console.table(thousands)
  // Garbage makes what is held go up and down by a quarter, in every thousand alike.
  const warm = thousands.slice(WARM_AFTER / 1000)
  const [before = 0, after = 0] = [warm.slice(0, warm.length / 2), warm.slice(warm.length / 2)].map(meanOf)
  expect(after).toBeLessThanOrEqual(before * 1.1)
})

test('a stop under load ends within ten seconds and well, and the next start answers the rest', async () => {
  const rooms = Array.from({ length: 20 }, (_, i) => {
    const person = telegram.person(1000 + i)
    return { person, room: telegram.privateChat(person) }
  })
  for (let i = 0; i < 20; i += 1) for (const { person, room } of rooms) room.say(person, `/id ${i}`)
  await vi.waitUntil(() => telegram.said.length > 10, 10_000)

  const begun = performance.now()
  const code = await bot.stop()
  const seconds = (performance.now() - begun) / 1000
  const answeredBefore = telegram.said.length
  bot = await serve()
  await vi.waitFor(() => expect(telegram.said.length).toBeGreaterThanOrEqual(400), 120_000)

  console.info('stop:', { code, seconds, answeredBefore, answered: telegram.said.length })
  expect(code).toBe(0)
  expect(seconds).toBeLessThan(10)
  expect(telegram.said).toHaveLength(400)
})
