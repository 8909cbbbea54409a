import { describe, expect, test, vi } from 'vitest'

import { startTelegram } from '../../support/telegram/stand-in.ts'
import type { TelegramStandIn } from '../../support/telegram/stand-in.ts'

interface Answer {
  readonly ok: boolean
  readonly result?: unknown
  readonly error_code?: number
  readonly description?: string
}

async function call(telegram: TelegramStandIn, method: string, parameters: object = {}): Promise<Answer> {
  const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
    method: 'POST',
    body: JSON.stringify(parameters),
  })
  return (await response.json()) as Answer
}

const button = (action: object): object => ({ inline_keyboard: [[{ text: '好', ...action }]] })

describe('the stand-in for Telegram refuses', () => {
  test.each<[string, object]>([
    ['an unknown parameter', { text: '答', silent: true }],
    ['an unknown field of an object', { text: '答', reply_parameters: { message: 1 } }],
    ['a missing parameter', {}],
    ['a parameter of the wrong type', { text: 7 }],
    ['an empty text', { text: ' ' }],
    ['4,097 characters', { text: '数'.repeat(4097) }],
    ['an unknown entity', { text: '答', entities: [{ type: 'quotation', offset: 0, length: 1 }] }],
    ['an entity outside of the text', { text: '答', entities: [{ type: 'bold', offset: 0, length: 2 }] }],
    ['22 Chinese characters under a button', { text: '答', reply_markup: button({ callback_data: '数'.repeat(22) }) }],
    ['257 characters to copy', { text: '答', reply_markup: button({ copy_text: { text: 'x'.repeat(257) } }) }],
    ['a button that does nothing', { text: '答', reply_markup: button({}) }],
    ['a topic that is not there', { text: '答', message_thread_id: 3 }],
    ['a reply to what is not there', { text: '答', reply_parameters: { message_id: 3 } }],
  ])('%s', async (_, parameters) => {
    await using telegram = await startTelegram()
    telegram.privateChat(telegram.person(42))

    expect(await call(telegram, 'sendMessage', { chat_id: 42, ...parameters })).toMatchObject({
      ok: false,
      error_code: 400,
    })
  })

  test('an unknown chat, an unknown method and another token', async () => {
    await using telegram = await startTelegram()

    expect(await call(telegram, 'sendMessage', { chat_id: 1, text: '答' })).toMatchObject({ error_code: 400 })
    expect(await call(telegram, 'sendTelegram')).toMatchObject({ ok: false })
    expect(await call({ ...telegram, token: '1:other' }, 'getMe')).toMatchObject({ error_code: 401 })
  })
})

describe('the stand-in for Telegram', () => {
  test('takes 4,096 characters, emoji counted once, with entities and buttons', async () => {
    await using telegram = await startTelegram()
    telegram.privateChat(telegram.person(42))
    const parameters = {
      chat_id: 42,
      text: '😀'.repeat(4096),
      entities: [{ type: 'bold', offset: 0, length: 8192 }],
      reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'x'.repeat(64) }]] },
    }

    expect(await call(telegram, 'sendMessage', parameters)).toMatchObject({ ok: true })
  })

  test('gives updates again until they are confirmed', async () => {
    await using telegram = await startTelegram()
    const anna = telegram.person(42)
    telegram.privateChat(anna).say(anna, '问')

    const first = await call(telegram, 'getUpdates')
    const again = await call(telegram, 'getUpdates')
    const [{ update_id: id }] = first.result as [{ update_id: number }]
    const confirmed = await call(telegram, 'getUpdates', { offset: id + 1 })

    expect(again).toEqual(first)
    expect(confirmed.result).toEqual([])
  })

  test('holds a poll open until something is said, and lets a second one end it', async () => {
    await using telegram = await startTelegram()
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    const ended = call(telegram, 'getUpdates', { timeout: 30 })
    await vi.waitFor(() => expect(telegram.isPolled).toBe(true))
    const held = call(telegram, 'getUpdates', { timeout: 30 })
    expect(await ended).toMatchObject({ ok: false, error_code: 409 })
    await vi.waitFor(() => expect(telegram.isPolled).toBe(true))
    room.say(anna, '问')

    expect(await held).toMatchObject({ result: [{ message: { text: '问' } }] })
  })

  test.each([
    [false, ['/ask@baoshu_bot 一', '/help', '回复']],
    [true, ['大家好', '/help', '@baoshu_bot 你好', '/ask@other_bot 一', '/ask@baoshu_bot 一', '/help', '回复']],
  ])(
    'delivers from groups what privacy mode lets through (all messages: %s)',
    async (canReadAllGroupMessages, heard) => {
      await using telegram = await startTelegram({ canReadAllGroupMessages })
      const anna = telegram.person(42)
      const group = telegram.group(-100)

      for (const text of ['大家好', '/help', '@baoshu_bot 你好', '/ask@other_bot 一', '/ask@baoshu_bot 一'])
        group.say(anna, text)
      const { result } = await call(telegram, 'sendMessage', { chat_id: -100, text: '答' })
      // Now the bot has spoken last, and a bare command is for it.
      group.say(anna, '/help')
      group.say(anna, '回复', { replyTo: result as { message_id: number } })

      const updates = (await call(telegram, 'getUpdates')).result as { message: { text: string } }[]
      expect(updates.map(({ message }) => message.text)).toEqual(heard)
    },
  )
})
