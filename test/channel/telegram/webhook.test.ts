import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Inbox } from '../../../src/channel/telegram/inbox.ts'
import type { Hook, Telegram } from '../../../src/channel/telegram/telegram.ts'
import { createTelegram } from '../../../src/channel/telegram/telegram.ts'
import { createWebhook } from '../../../src/channel/telegram/webhook.ts'
import type { HookAnswer } from '../../../src/channel/telegram/webhook.ts'
import { createWebPage } from '../../../src/channel/web/web-page.ts'
import type { WebPage } from '../../../src/channel/web/web-page.ts'
import { createMemoryInboxStore } from '../../../src/channel/telegram/memory-inbox-store.ts'
import { StateError } from '../../../src/errors.ts'
import { createFakeChat } from '../../support/fake-chat.ts'
import { createRecordingLog } from '../../support/recording-log.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'
import type { TelegramStandIn } from '../../support/telegram/stand-in.ts'

const SECRET = 'a-secret-of-the-webhook'
const HEADER = 'X-Telegram-Bot-Api-Secret-Token'

let telegram: TelegramStandIn
let page: WebPage
let url: string
let hook: Hook | undefined
let channel: Telegram | undefined
const { log, recorded } = createRecordingLog()

/** The page stands before the channel, which has to know its port. */
const way: Hook = {
  path: '/hook',
  secretHeader: HEADER,
  receive: (sent) => hook?.receive(sent) ?? Promise.resolve({ status: 503 }),
}

/** Starts a bot to which Telegram brings the updates. */
async function start({ store = createMemoryInboxStore() } = {}): Promise<void> {
  const chat = createFakeChat()
  const access = { adminIds: [1], allowedChats: '*', list: { verdictOn: () => undefined } } as const
  const { token, apiRoot } = telegram
  channel = createTelegram({ token, apiRoot, webhook: { url, secret: SECRET }, access, chat, log, store })
  ;({ hook } = channel)
  void channel.start()
  await vi.waitFor(() => expect(telegram.webhook).toBeDefined())
}

function post(body: string, secret = SECRET): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { [HEADER]: secret, 'content-type': 'application/json' }, body })
}

const anna = { id: 42, is_bot: false, first_name: 'Anna' }

describe('behind a web server', () => {
  beforeEach(async () => {
    telegram = await startTelegram({ webhookRetryMs: 10 })
    page = createWebPage({ host: '127.0.0.1', port: 0, chat: createFakeChat(), log, hook: way })
    url = `${(await page.start()).url}hook`
  })

  afterEach(async () => {
    await channel?.stop()
    await page.stop()
    await telegram[Symbol.asyncDispose]()
    channel = undefined
    hook = undefined
  })

  test('what Telegram brings is answered as what is asked for', async () => {
    await start()
    const room = telegram.privateChat(anna)

    for (const text of ['一', '二']) room.say(anna, text)

    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['text: 一', 'text: 二']))
    await vi.waitFor(() => expect(telegram.unconfirmed).toBe(0))
    expect(telegram.webhook?.failures).toBe(0)
  })

  test('what comes while nothing can be kept is brought again, and answered once it can', async () => {
    const store = createMemoryInboxStore()
    let refusals = 2
    const keep: typeof store.keep = (updates) => {
      refusals -= 1
      if (refusals >= 0) throw new StateError('disk full')
      return store.keep(updates)
    }
    await start({ store: { ...store, keep } })
    const room = telegram.privateChat(anna)
    const answer = await post(JSON.stringify({ update_id: 1, message: { message_id: 1, date: 1 } }))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    refusals = 1

    room.say(anna, '问')

    await vi.waitFor(() => expect(telegram.webhook?.failures).toBe(1))
    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['text: 问']), 10_000)
  })

  test('changing to polling and back loses nothing', async () => {
    await start()
    const room = telegram.privateChat(anna)
    await channel?.stop()
    room.say(anna, '之间')

    const polling = await serve(telegram)
    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['text: 之间']))
    await polling.stop()
    await start()
    room.say(anna, '之后')

    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['text: 之间', 'text: 之后']))
  })

  test('a post of more than 1 MB is refused without being read, and one before the bot is ready put off', async () => {
    const big = JSON.stringify({ update_id: 1, message: { text: 'x'.repeat(1024 * 1024) } })

    expect((await post('{}')).status).toBe(503)
    expect((await post(big)).status).toBe(413)
  })
})

describe('a post', () => {
  const update = JSON.stringify({ update_id: 1, message: { message_id: 1, date: 1, text: '冒充' } })
  const put = vi.fn<Inbox['put']>()
  const { receive } = createWebhook({
    address: { url: 'https://bot.example/hook', secret: SECRET },
    setWebhook: () => Promise.resolve(true),
    getWebhookInfo: () => Promise.resolve({ pending_update_count: 0 }),
    inbox: { put },
    persist: (call) => call(),
    pause: () => Promise.resolve(),
    log,
  })
  const send = (body: string, secret: string | undefined = SECRET): Promise<HookAnswer> =>
    receive({ secret, read: () => Promise.resolve(body) })

  beforeEach(() => void put.mockReset())

  test.each(['', 'another-secret', `${SECRET}x`, SECRET.slice(1), '密码', undefined])(
    'without the secret is refused unread: %j',
    async (secret) => {
      const read = vi.fn<() => Promise<string>>()

      expect(await receive({ secret, read })).toEqual({ status: 401 })
      expect(read).not.toHaveBeenCalled()
    },
  )

  test.each([
    '',
    '{',
    'null',
    '[null]',
    '{}',
    '{"update_id":"1","message":{}}',
    '{"update_id":1}',
    '{"update_id":1,"message":null}',
    '{"update_id":1,"message":[],"callback_query":{}}',
  ])('that is no update is refused: %s', async (body) => {
    expect(await send(body)).toEqual({ status: 400 })
    expect(put).not.toHaveBeenCalled()
  })

  test('whose body breaks off is refused', async () => {
    expect(await receive({ secret: SECRET, read: () => Promise.reject(new Error('reset')) })).toEqual({ status: 400 })
  })

  test('is accepted when the inbox keeps it, and put off when it cannot', async () => {
    expect(await send(update)).toEqual({ status: 200 })
    expect(put).toHaveBeenCalledWith([JSON.parse(update)])
    put.mockImplementation(() => {
      throw new StateError('disk full')
    })
    expect(await send(update)).toEqual({ status: 503, retryAfterS: 1 })
  })

  test('of any shape is answered', async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.record({ update_id: fc.nat(), message: fc.jsonValue() }).map((value) => JSON.stringify(value)),
    )
    await fc.assert(
      fc.asyncProperty(body, async (any) => {
        expect([200, 400]).toContain((await send(any)).status)
      }),
    )
  })
})

test('a webhook that another program has replaced is set again, and one that Telegram misses is reported', async () => {
  const stop = new AbortController()
  const looks = [
    { url: 'https://other.example/', pending_update_count: 0 },
    { url: 'https://bot.example/hook', pending_update_count: 3, last_error_message: 'Connection refused' },
  ]
  const setWebhook = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true))
  const { log: ownLog, recorded: lines } = createRecordingLog()
  const webhook = createWebhook({
    address: { url: 'https://bot.example/hook', secret: SECRET },
    setWebhook,
    async getWebhookInfo() {
      const look = looks.shift() ?? { pending_update_count: 0 }
      if (looks.length === 0) stop.abort()
      return look
    },
    inbox: { put: () => undefined },
    persist: (call) => call(),
    pause: () => Promise.resolve(),
    log: ownLog,
  })

  await webhook.run(stop.signal)

  expect(setWebhook).toHaveBeenCalledTimes(2)
  expect(lines.map(({ event, fields }) => [event, fields])).toEqual([
    ['webhook.replaced', {}],
    ['webhook.missed', { updates: 3, problem: 'Connection refused' }],
  ])
})

test('the secret never appears in the log', () => {
  expect(JSON.stringify(recorded)).not.toContain(SECRET)
})
