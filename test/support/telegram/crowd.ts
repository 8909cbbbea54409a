import { setTimeout as delay } from 'node:timers/promises'

import type { User } from 'grammy/types'
import { vi } from 'vitest'

import type { Recorded } from '../recording-log.ts'
import type { Room } from './room.ts'
import { serve } from './serve.ts'
import { startTelegram } from './stand-in.ts'

interface Plan {
  readonly messagesPerSecond: number
  readonly seconds: number
  readonly privateChats: number
  /** How long the answers that are still waiting may take after the last message. */
  readonly patienceMs: number
}

/** What a crowd got. */
interface Report {
  readonly asked: number
  readonly answered: number
  /** Messages that found no room; whoever wrote them was told. */
  readonly declined: number
  /** Messages that were neither answered nor declined. */
  readonly lost: number
  /** Chats where something was declined and nobody was told. */
  readonly untold: readonly number[]
  /** Calls that Telegram refused with 429, and those that came although it had asked to wait. */
  readonly refused: number
  readonly unheeded: number
  /** In a chat where little is said 95 of 100 answers came within this, in milliseconds. */
  readonly helpP95Ms: number
}

interface Writer {
  readonly person: User
  readonly room: Room
}

/** Somebody asks for help so often while the crowd writes. */
const HELP_INTERVAL_MS = 1000

/** Lets a crowd write to a bot, in private chats and a group, under Telegram's flood limits. */
export async function serveCrowd({ messagesPerSecond, seconds, privateChats, patienceMs }: Plan): Promise<Report> {
  await using telegram = await startTelegram({ hasFloodLimits: true, canReadAllGroupMessages: true })
  await using served = await serve(telegram)
  const writerOf = (id: number): Writer => ({
    person: telegram.person(id),
    room: telegram.privateChat({ ...PERSON, id }),
  })
  const crowd = Array.from({ length: privateChats }, (_, i) => writerOf(1000 + i))
  const everybody = [...crowd, { person: telegram.person(99), room: telegram.group(-100) }]
  const asked = messagesPerSecond * seconds
  const helping = timeHelp(writerOf(7), seconds)
  await write(everybody, { asked, intervalMs: 1000 / messagesPerSecond })

  const answered = (): number => everybody.reduce((sum, { room }) => sum + answersIn(room), 0)
  const declined = (): readonly number[] => served.log.flatMap(declinedIn)
  const isSettled = (): boolean => answered() + declined().length >= asked
  await vi.waitUntil(isSettled, { timeout: patienceMs, interval: 50 }).catch(() => undefined)
  const told = new Set(telegram.said.flatMap(({ chatId, text }) => (text.includes('请稍后再问') ? [chatId] : [])))
  return {
    asked,
    answered: answered(),
    declined: declined().length,
    lost: asked - answered() - declined().length,
    untold: [...new Set(declined())].filter((chatId) => !told.has(chatId)),
    refused: telegram.flood.refused,
    unheeded: telegram.flood.unheeded,
    helpP95Ms: percentile95(await helping),
  }
}

const PERSON = { id: 0, is_bot: false, first_name: 'Person' }

/** Everybody in turn, evenly over the time. */
async function write(
  everybody: readonly Writer[],
  { asked, intervalMs }: { asked: number; intervalMs: number },
): Promise<void> {
  const begun = performance.now()
  for (let i = 0; i < asked; i += 1) {
    const writer = everybody[i % everybody.length]
    writer?.room.say(writer.person, writer.room.chatId < 0 ? `@baoshu_bot 问${i}` : `问${i}`)
    await delay(Math.max(0, begun + (i + 1) * intervalMs - performance.now()))
  }
}

function answersIn({ said }: Room): number {
  return said.filter(({ text }) => text.startsWith('text: 问')).length
}

function declinedIn({ event, fields }: Recorded): readonly number[] {
  return event === 'update.declined' && 'chat_id' in fields ? [Number(fields.chat_id)] : []
}

/** How long each answer took to somebody who asks once in a while. */
async function timeHelp({ person, room }: Writer, seconds: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let asked = 0; asked < (seconds * 1000) / HELP_INTERVAL_MS; asked += 1) {
    const begun = performance.now()
    room.say(person, '/help')
    await vi.waitUntil(() => room.said.length > asked, { timeout: 30_000, interval: 10 })
    times.push(performance.now() - begun)
    await delay(Math.max(0, begun + HELP_INTERVAL_MS - performance.now()))
  }
  return times
}

function percentile95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN)
}
