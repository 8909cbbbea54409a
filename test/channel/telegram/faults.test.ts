import { describe, expect, test, vi } from 'vitest'

import { createTelegram } from '../../../src/channel/telegram/telegram.ts'
import { createFakeChat } from '../../support/fake-chat.ts'
import { createRecordingLog } from '../../support/recording-log.ts'
import type { Room } from '../../support/telegram/room.ts'
import { serve } from '../../support/telegram/serve.ts'
import { listOf } from '../../support/telegram/access-list.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'
import type { Fault } from '../../support/telegram/faults.ts'

const texts = (room: Room): readonly string[] => room.said.map(({ text }) => text)

/** Longer than any wait between two tries in these tests. */
const PATIENT = 10_000

describe('faults of the network and of Telegram', () => {
  test.concurrent('an answer arrives once, after as long as Telegram asks for', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    const tooMany = {
      kind: 'refused',
      code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 1 },
    } as const
    telegram.fail('sendMessage', tooMany)

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 问']), PATIENT)
    expect(telegram.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(2)
  })

  test.concurrent('no answer is lost; one may arrive twice when the connection breaks on the way back', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const people = [41, 42, 43, 44].map((id) => telegram.person(id))
    const rooms = people.map((person) => ({ person, room: telegram.privateChat(person) }))
    telegram.fail(
      'sendMessage',
      { kind: 'refused', code: 500, description: 'Internal Server Error' },
      { kind: 'foreign', status: 502 },
      { kind: 'dropped', isCarriedOut: false },
      { kind: 'dropped', isCarriedOut: true },
    )

    for (const { person, room } of rooms) room.say(person, '问')

    await vi.waitFor(() => expect(telegram.said).toHaveLength(5), PATIENT)
    expect(new Set(telegram.said.map(({ chatId }) => chatId))).toEqual(new Set([41, 42, 43, 44]))
  })

  test.concurrent.each<[string, Fault]>([
    ['another program polling for a moment', { kind: 'refused', code: 409, description: 'Conflict' }],
    ['an error of the server', { kind: 'refused', code: 502, description: 'Bad Gateway' }],
    ['JSON of something on the way', { kind: 'foreign', status: 200, body: 'null' }],
    ['a lost connection', { kind: 'dropped', isCarriedOut: true }],
  ])('polling is alive again by itself after %s', async (...[, fault]) => {
    await using telegram = await startTelegram()
    telegram.fail('getUpdates', fault)
    telegram.fail('getMe', fault)
    await using served = await serve(telegram, {})
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 问']), PATIENT)
    expect(served.log.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['telegram.interrupted', 'telegram.resumed']),
    )
  })

  test('polling begins although another program has left a webhook', async () => {
    await using telegram = await startTelegram()
    telegram.setWebhook()

    await using served = await serve(telegram)

    expect(served.log.map(({ event }) => event)).not.toContain('telegram.interrupted')
  })

  test('polling ends with one clear error when the token is revoked', async () => {
    await using telegram = await startTelegram()
    const { log } = createRecordingLog()
    const channel = createTelegram({
      token: telegram.token,
      apiRoot: `${telegram.apiRoot}/`,
      access: { adminIds: [], allowedChats: '*', list: listOf() },
      chat: createFakeChat(),
      log,
    })
    const running = channel.start()
    const ended = running.catch((error: unknown) => error)
    await vi.waitFor(() => expect(telegram.isPolled).toBe(true))
    const anna = telegram.person(42)

    telegram.revokeToken()
    telegram.privateChat(anna).say(anna, '问')

    expect(await ended).toMatchObject({ code: 'CONFIG', message: expect.stringContaining('BOT_TOKEN') })
    await channel.stop()
  })
})
