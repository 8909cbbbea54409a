import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { vi } from 'vitest'

import { startEchoBot } from './echo-bot.ts'
import type { EchoBot } from './echo-bot.ts'
import { startTelegram } from './stand-in.ts'
import type { TelegramStandIn } from './stand-in.ts'

interface Plan {
  readonly questions: number
  readonly chats: number
  readonly kills: number
  /** Each process lives this long after it polls, between the two. */
  readonly lifeMs: readonly [least: number, most: number]
}

/** What became of the questions. */
interface Toll {
  readonly lost: readonly string[]
  /** Answers that came more than once. */
  readonly repeated: number
  /** Chats whose answers are not in the order of their questions. */
  readonly disordered: readonly number[]
}

/** How long all answers may take: the flood limits let 30 a second through, and one in a chat. */
const ANSWERED_MS = 5 * 60_000

/** Queues questions, kills the bot that answers them again and again, and looks at what was answered in the end. */
export async function killOften({ questions, chats, kills, lifeMs: [least, most] }: Plan): Promise<Toll> {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'baoshu-killed-'))
  const telegram = await startTelegram({ hasFloodLimits: true })
  try {
    const asked = ask(telegram, { questions, chats })
    for (let kill = 0; kill < kills; kill += 1) {
      const bot = await begin(telegram, stateDir)
      // Spread over the span in another order than that of the kills; the same in every run.
      await delay(least + (most - least) * ((kill * 0.618) % 1))
      await bot.kill()
    }
    const bot = await begin(telegram, stateDir)
    await vi
      .waitUntil(() => lostOf(telegram, asked).length === 0, { timeout: ANSWERED_MS, interval: 100 })
      .catch(() => {})
    await bot.stop()
    return tollOf(telegram, asked)
  } finally {
    await telegram[Symbol.asyncDispose]()
    await rm(stateDir, { recursive: true })
  }
}

async function begin(telegram: TelegramStandIn, stateDir: string): Promise<EchoBot> {
  const bot = startEchoBot(telegram, { stateDir })
  await bot.ready()
  await vi.waitUntil(() => telegram.isPolled || telegram.unconfirmed === 0 || !bot.isRunning, 10_000)
  return bot
}

function ask(telegram: TelegramStandIn, { questions, chats }: Pick<Plan, 'questions' | 'chats'>): readonly string[] {
  const people = Array.from({ length: chats }, (_, i) => telegram.person(1000 + i))
  const rooms = people.map((person) => ({ person, room: telegram.privateChat(person) }))
  return Array.from({ length: questions }, (_, i) => {
    const { person, room } = rooms[i % chats] ?? {}
    const text = `第${i}问`
    if (person !== undefined) room?.say(person, text)
    return text
  })
}

function lostOf({ said }: TelegramStandIn, asked: readonly string[]): readonly string[] {
  const answered = new Set(said.map(({ text }) => text))
  return asked.filter((text) => !answered.has(text))
}

function tollOf(telegram: TelegramStandIn, asked: readonly string[]): Toll {
  const { said } = telegram
  const inOrder = new Map<number, number[]>()
  for (const { chatId, text } of said) inOrder.set(chatId, [...(inOrder.get(chatId) ?? []), asked.indexOf(text)])
  return {
    lost: lostOf(telegram, asked),
    repeated: said.length - new Set(said.map(({ text }) => text)).size,
    disordered: [...inOrder].filter(([, numbers]) => !isAscending(numbers)).map(([chatId]) => chatId),
  }
}

/** A repeated answer follows itself at once. */
function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => number >= (numbers[i - 1] ?? -1))
}
