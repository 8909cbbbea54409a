import { describe, expect, test, vi } from 'vitest'

import { createFakeChat, plainMessage } from '../../support/fake-chat.ts'
import type { Room } from '../../support/telegram/room.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'

const texts = (room: Room): readonly string[] => room.said.map(({ text }) => text)

describe('an answer', () => {
  test('is not tried again where the bot is blocked, and others are answered', async () => {
    await using telegram = await startTelegram()
    await using served = await serve(telegram)
    const [anna, ben] = [telegram.person(42), telegram.person(43)]
    const [blocked, room] = [telegram.privateChat(anna), telegram.privateChat(ben)]
    blocked.forbid('bot was blocked by the user')

    blocked.say(anna, '问')
    await vi.waitFor(() => expect(served.log.map(({ event }) => event)).toContain('message.undelivered'))
    room.say(ben, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 问']))
    expect(telegram.calls.filter(({ parameters }) => parameters['chat_id'] === 42)).toHaveLength(1)
  })

  test('arrives as plain text when its entities are refused', async () => {
    await using telegram = await startTelegram()
    const chat = createFakeChat(async (_, outbox) => {
      await outbox.send({
        text: '17.4%',
        styles: [{ type: 'bold', start: 0, end: 5 }],
        buttons: [[{ label: '上下文', press: 'c' }]],
      })
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    telegram.fail('sendMessage', { kind: 'refused', code: 400, description: "Bad Request: can't parse entities" })

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['17.4%']))
    expect(room.said[0]?.message).toMatchObject({ entities: [], reply_markup: expect.anything() })
  })

  test('shows its bold figure and its quotation as entities, without link previews', async () => {
    await using telegram = await startTelegram()
    const styles = [
      { type: 'bold', start: 0, end: 5 },
      { type: 'quotation', start: 6, end: 14 },
    ] as const
    const chat = createFakeChat(async (_, outbox) => {
      await outbox.send({ text: '17.4%\n增长17.4%。', styles, buttons: [] })
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['17.4%\n增长17.4%。']))
    expect(room.said[0]?.message.entities).toEqual([
      { type: 'bold', offset: 0, length: 5 },
      { type: 'blockquote', offset: 6, length: 8 },
    ])
    expect(telegram.calls.at(-1)?.parameters).toMatchObject({ link_preview_options: { is_disabled: true } })
  })

  test('that is too long comes in several messages, cut at line ends', async () => {
    await using telegram = await startTelegram()
    const line = '据统计，全年粮食产量增长。\n'
    const chat = createFakeChat(async (_, outbox) => {
      await outbox.send(plainMessage(line.repeat(400)))
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room).join('')).toBe(line.repeat(400)))
    expect(texts(room).every((text) => text.endsWith('\n'))).toBe(true)
  })
})

describe('progress', () => {
  test('is shown in one message, also after its turn; what is unchanged or deleted does not disturb it', async () => {
    await using telegram = await startTelegram()
    let goOn: (() => Promise<void>) | undefined
    const chat = createFakeChat(async (_, outbox) => {
      const sent = await outbox.send(plainMessage('0%'))
      goOn = async () => {
        for (const text of ['50%', '50%', '100%']) await sent.edit(plainMessage(text))
        room.delete({ message_id: room.said[0]?.messageId ?? 0 })
        await sent.edit(plainMessage('完成'))
      }
      return {}
    })
    await using served = await serve(telegram, { chat })
    const admin = telegram.person(1)
    const room = telegram.privateChat(admin)
    room.say(admin, '/reindex')
    await vi.waitFor(() => expect(texts(room)).toEqual(['0%']))

    await goOn?.()

    const edits = telegram.calls.filter(({ method }) => method === 'editMessageText')
    expect(edits.map(({ parameters }) => parameters['text'])).toEqual(['50%', '50%', '100%', '完成'])
    expect(served.log.filter(({ event }) => event === 'message.unedited')).toHaveLength(1)
  })
})

test('work that goes on after its turn is waited for when the bot stops', async () => {
  await using telegram = await startTelegram()
  let finish: (() => void) | undefined
  const work = new Promise<void>((resolve) => {
    finish = resolve
  })
  const chat = createFakeChat(async (_, outbox) => {
    const sent = await outbox.send(plainMessage('开始'))
    return { afterwards: work.then(() => sent.edit(plainMessage('完成'))) }
  })
  const served = await serve(telegram, { chat })
  const admin = telegram.person(1)
  const room = telegram.privateChat(admin)
  room.say(admin, '/reindex')
  await vi.waitFor(() => expect(texts(room)).toEqual(['开始']))
  room.say(admin, '还在答')
  await vi.waitFor(() => expect(texts(room)).toEqual(['开始', '开始']))

  const stopped = served.stop()
  finish?.()
  await stopped

  expect(texts(room)).toEqual(['完成', '完成'])
})

describe('updates', () => {
  test('of two chats are handled at the same time, those of one chat in order', async () => {
    await using telegram = await startTelegram()
    const started: string[] = []
    let finishSlow: (() => void) | undefined
    const slow = new Promise<void>((resolve) => {
      finishSlow = resolve
    })
    const chat = createFakeChat(async (turn, outbox) => {
      const text = turn.kind === 'text' ? turn.text : ''
      started.push(text)
      if (text === '慢') await slow
      await outbox.send(plainMessage(text))
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const [anna, ben] = [telegram.person(42), telegram.person(43)]
    const [hers, his] = [telegram.privateChat(anna), telegram.privateChat(ben)]

    hers.say(anna, '慢')
    hers.say(anna, '后')
    his.say(ben, '快')

    await vi.waitFor(() => expect(texts(his)).toEqual(['快']))
    expect(started.toSorted()).toEqual(['快', '慢'].toSorted())
    finishSlow?.()
    await vi.waitFor(() => expect(texts(hers)).toEqual(['慢', '后']))
  })

  test('that come twice are answered once', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '一')
    telegram.repeatLast()
    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 一']))
    telegram.repeatLast()
    room.say(anna, '二')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 一', 'text: 二']))
  })

  test('are neither lost nor answered again over a restart', async () => {
    await using telegram = await startTelegram()
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    const first = await serve(telegram)
    room.say(anna, '之前')
    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 之前']))

    await first.stop()
    expect(telegram.unconfirmed).toBe(0)
    room.say(anna, '之间')
    await using _ = await serve(telegram)
    room.say(anna, '之后')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 之前', 'text: 之间', 'text: 之后']))
  })

  test('at work are finished before the bot stops', async () => {
    await using telegram = await startTelegram()
    let finish: (() => void) | undefined
    const work = new Promise<void>((resolve) => {
      finish = resolve
    })
    const chat = createFakeChat(async (_, outbox) => {
      await work
      await outbox.send(plainMessage('答'))
      return {}
    })
    const served = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    room.say(anna, '问')
    await vi.waitFor(() => expect(chat.turns).toHaveLength(1))

    const stopped = served.stop()
    finish?.()
    await stopped

    expect(texts(room)).toEqual(['答'])
  })
})

test('a file is handed over where it was asked for, whole', async () => {
  await using telegram = await startTelegram()
  const chat = createFakeChat(async (_, outbox) => {
    await outbox.sendFile?.({ name: '提问记录.csv', content: '\uFEFF"问题"\r\n"固投增长多少"\r\n' })
    return {}
  })
  await using _ = await serve(telegram, { chat })
  const admin = telegram.person(1)
  const room = telegram.privateChat(admin)

  room.say(admin, '/export')

  await vi.waitFor(() => expect(room.said).toHaveLength(1))
  expect(room.said[0]?.message.document).toMatchObject({ file_name: '提问记录.csv', file_size: 35 })
})

/** The texts of the table's cells, if it has one. */
function cellsOf(message: object | undefined): unknown {
  const { rich_message: rich } = (message ?? {}) as {
    rich_message?: { blocks?: readonly { cells?: { text: string }[][] }[] }
  }
  return rich?.blocks?.flatMap(({ cells = [] }) => cells.map((row) => row.map(({ text }) => text)))
}

describe('a list', () => {
  const table = {
    head: '共2条',
    columns: ['地区', '数字'],
    rows: [
      ['清河县', '12.5万吨'],
      ['白杨县', '8.1万吨\uD83D'],
    ],
  }
  const listing = createFakeChat(async (turn, outbox) => {
    const message = {
      ...plainMessage(`清河县 12.5万吨 ${turn.kind}`),
      table,
      buttons: [[{ label: '下一页', press: 'p' }]],
    }
    await (turn.kind === 'press' ? outbox.pressed?.edit(message) : outbox.send(message))
    return {}
  })
  test('is a table with a row for each of its rows, and its buttons', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, { chat: listing })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '问')

    await vi.waitFor(() => expect(room.said).toHaveLength(1))
    const [shown] = room.said
    expect(cellsOf(shown?.message)).toEqual([
      ['地区', '数字'],
      ['清河县', '12.5万吨'],
      ['白杨县', '8.1万吨\uFFFD'],
    ])
    expect(shown?.message.reply_markup).toMatchObject({ inline_keyboard: [[{ text: '下一页' }]] })
  })

  test.each([
    [404, 'Not Found: method not found'],
    [400, 'Bad Request: RICH_MESSAGE_INVALID'],
  ])('is lines of text where Telegram refuses the table: %i', async (code, description) => {
    await using telegram = await startTelegram()
    await using served = await serve(telegram, { chat: listing })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    telegram.fail('sendRichMessage', { kind: 'refused', code, description })

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['清河县 12.5万吨 text']))
    expect(served.log.map(({ event }) => event)).toContain('message.mended')
  })

  test('is lines of text where tables are switched off', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, { chat: listing, showsTables: false })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['清河县 12.5万吨 text']))
  })

  test('turns its pages in place, as a table or as text', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, { chat: listing })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    telegram.fail('sendRichMessage', { kind: 'refused', code: 400, description: 'Bad Request: RICH_MESSAGE_INVALID' })
    room.say(anna, '问')
    await vi.waitFor(() => expect(room.said).toHaveLength(1))

    const press = room.said[0] && room.press(anna, room.said[0], '下一页')

    await vi.waitFor(() => expect(press?.answer).toEqual({}))
    expect(room.said).toHaveLength(1)
    expect(cellsOf(room.said[0]?.message)).toHaveLength(3)
  })
})
