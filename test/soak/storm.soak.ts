import { setTimeout as delay } from 'node:timers/promises'

import { expect, test, vi } from 'vitest'

import { serve } from '../support/telegram/serve.ts'
import { startTelegram } from '../support/telegram/stand-in.ts'
import { surviveStorm } from '../support/telegram/storm.ts'

test('1,000 questions in a storm are all answered, and no secret is written anywhere', async () => {
  const report = await surviveStorm({ questions: 1000, chats: 50, faultsPerCent: 33, patienceMs: 5 * 60_000 })
  console.info('storm:', report)

  expect(report).toMatchObject({ unanswered: 0, leaks: [], exitCode: 0 })
})

test('a call that hangs for half a minute holds up its own chat alone', async () => {
  await using telegram = await startTelegram()
  await using _ = await serve(telegram)
  const [anna, ben] = [telegram.person(42), telegram.person(43)]
  const [hers, his] = [telegram.privateChat(anna), telegram.privateChat(ben)]
  telegram.fail('sendMessage', { kind: 'delayed', ms: 30_000 })

  hers.say(anna, '慢')
  await vi.waitUntil(() => telegram.unconfirmed === 0)
  his.say(ben, '快')

  await vi.waitFor(() => expect(his.said).toHaveLength(1), 5000)
  expect(hers.said).toHaveLength(0)
  await vi.waitFor(() => expect(hers.said).toHaveLength(1), 60_000)
})

test('an answer arrives although Telegram is away for longer than any retry lasts', async () => {
  await using telegram = await startTelegram()
  await using served = await serve(telegram)
  const anna = telegram.person(42)
  const room = telegram.privateChat(anna)
  telegram.setWeather((method) => (method === 'sendMessage' ? { kind: 'dropped', isCarriedOut: false } : undefined))
  room.say(anna, '问')
  await delay(150_000)
  expect(served.log.map(({ event }) => event)).toContain('message.undelivered')

  telegram.setWeather(() => undefined)

  await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['text: 问']), 120_000)
})
