import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createTelegram } from '../../../src/channel/telegram/telegram.ts'
import type { TelegramOptions } from '../../../src/channel/telegram/telegram.ts'
import { createFakeChat } from '../../support/fake-chat.ts'
import { createRecordingLog } from '../../support/recording-log.ts'
import type { Recorded } from '../../support/recording-log.ts'
import { listOf } from '../../support/telegram/access-list.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'

/** Everything that this process writes or leaves unhandled while a test runs. */
const written: string[] = []

const record = (chunk: unknown): boolean => {
  written.push(String(chunk))
  return true
}
const recordError = (error: unknown): void => void written.push(inspect(error, { depth: 10 }))

beforeEach(() => {
  written.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation(record)
  vi.spyOn(process.stderr, 'write').mockImplementation(record)
  process.on('unhandledRejection', recordError)
})

afterEach(() => {
  vi.restoreAllMocks()
  process.off('unhandledRejection', recordError)
})

interface Attempt {
  readonly recorded: readonly Recorded[]
  /** All that was logged, written and thrown until now. */
  output(): string
  stop(): Promise<void>
}

function attempt(options: Pick<TelegramOptions, 'token'> & Partial<TelegramOptions>): Attempt {
  const { log, recorded } = createRecordingLog()
  const access = { adminIds: [1], allowedChats: '*', list: listOf() } as const
  const channel = createTelegram({ access, chat: createFakeChat(), log, ...options })
  const running = channel.start().catch(recordError)
  return {
    recorded,
    output: () => [inspect(recorded, { depth: 10 }), ...written].join('\n'),
    async stop() {
      await channel.stop()
      await running
    },
  }
}

const logged = ({ recorded }: Attempt, event: string): void =>
  expect(recorded.map((line) => line.event)).toContain(event)

describe('the token never appears in logs, output or errors', () => {
  test('when the server cannot be reached', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))

    const bot = attempt({ token: '123456:AAunreachable-secret', apiRoot: `http://127.0.0.1:${port}` })

    await vi.waitFor(() => logged(bot, 'telegram.interrupted'))
    await bot.stop()
    expect(bot.output()).toContain('ECONNREFUSED')
    expect(bot.output()).not.toContain('AAunreachable-secret')
  })

  test.each([
    ['Telegram does not know it', '5550001:AAwrong-token-secret', 401],
    ['it is not shaped like one', 'AAshapeless/token-secret', 404],
  ])('when %s', async (...[, token, code]) => {
    await using telegram = await startTelegram()

    const bot = attempt({ token, apiRoot: telegram.apiRoot })

    await vi.waitFor(() => expect(bot.output()).toContain(String(code)))
    await bot.stop()
    expect(bot.output()).toContain('ConfigError')
    expect(bot.output()).not.toContain('token-secret')
  })

  test("when a proxy's page comes back instead of an answer", async () => {
    await using telegram = await startTelegram()
    telegram.fail('getMe', { kind: 'foreign', status: 404 })

    const bot = attempt({ token: telegram.token, apiRoot: telegram.apiRoot })

    await vi.waitFor(() => logged(bot, 'telegram.interrupted'))
    await bot.stop()
    expect(bot.output()).toContain('invalid-json')
    expect(bot.output()).not.toContain(telegram.token.split(':')[1])
  })

  test('when an answer cannot be delivered, or the conversation breaks over it', async () => {
    await using telegram = await startTelegram()
    const { token } = telegram
    const chat = createFakeChat(() => Promise.reject(new Error(`got ${token}`)))
    const bot = attempt({ token, apiRoot: telegram.apiRoot, chat })
    await vi.waitFor(() => expect(telegram.isPolled).toBe(true))
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    room.forbid('bot was blocked by the user')

    room.say(anna, '问')

    await vi.waitFor(() => logged(bot, 'call.failed'))
    await bot.stop()
    logged(bot, 'update.failed')
    expect(bot.output()).not.toContain(token.split(':')[1])
  })

  test('when the proxy refuses, whose password does not appear either', async () => {
    const asked: (string | undefined)[] = []
    const proxy = createServer().listen(0, '127.0.0.1')
    proxy.on('connect', ({ url }, socket) => {
      asked.push(url)
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    })
    await once(proxy, 'listening')
    const { port } = proxy.address() as AddressInfo

    const bot = attempt({
      token: '123456:AAproxied-secret',
      apiRoot: 'https://telegram.invalid',
      proxyUrl: `http://user:password-secret@127.0.0.1:${port}`,
    })

    await vi.waitFor(() => logged(bot, 'telegram.interrupted'))
    await bot.stop()
    proxy.closeAllConnections()
    proxy.close()
    expect(asked[0]).toBe('telegram.invalid:443')
    expect(bot.output()).not.toMatch(/AAproxied-secret|password-secret/)
  })
})

test('what a person writes is logged at debug level at most', async () => {
  await using telegram = await startTelegram()
  const bot = attempt({ token: telegram.token, apiRoot: telegram.apiRoot })
  await vi.waitFor(() => expect(telegram.isPolled).toBe(true))
  const anna = telegram.person(42)
  const room = telegram.privateChat(anna)
  telegram.fail('sendMessage', { kind: 'refused', code: 400, description: 'Bad Request: no' })

  room.say(anna, '私下的问题')

  await vi.waitFor(() => logged(bot, 'message.undelivered'))
  await bot.stop()
  const loud = bot.recorded.filter(({ level }) => level !== 'debug')
  expect(inspect(loud, { depth: 10 })).not.toContain('私下的问题')
})
