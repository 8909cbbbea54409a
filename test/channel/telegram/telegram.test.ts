import { describe, expect, test, vi } from 'vitest'

import { createGate } from '../../support/web-client.ts'
import type { ChatMove } from '../../../src/chat/chat-move.ts'
import { createFakeChat, plainMessage } from '../../support/fake-chat.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'
import type { Room } from '../../support/telegram/room.ts'

const texts = (room: Room): readonly string[] => room.said.map(({ text }) => text)

describe('a private chat', () => {
  test('answers everything that is said, without quoting the question', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '去年粮食产量多少')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 去年粮食产量多少']))
    expect(room.said[0]?.message.reply_to_message).toBeUndefined()
  })

  test('says something to a photo, and nothing to a pinned message', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, undefined, { with: { pinned_message: {} } })
    room.say(anna, undefined, { with: { photo: [] } })
    room.say(anna, '在吗')

    await vi.waitFor(() => expect(texts(room)).toEqual(['unreadable', 'text: 在吗']))
  })

  test('marks a question with 👀 while its answer takes long, and not where reactions are forbidden', async () => {
    await using telegram = await startTelegram()
    const gate = createGate()
    const chat = createFakeChat(async (_, outbox) => {
      await gate.passed
      await outbox.send(plainMessage('到了'))
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    const strict = telegram.group(-100, { allowsReactions: false })

    const question = room.say(anna, '问')
    const other = strict.say(anna, '/ask@baoshu_bot 问')

    await vi.waitFor(() => expect(room.reactionsTo(question)).toEqual(['👀']), 5000)
    gate.open()
    await vi.waitFor(() => expect(room.reactionsTo(question)).toEqual([]))
    await vi.waitFor(() => expect(texts(strict)).toEqual(['到了']))
    expect(strict.reactionsTo(other)).toEqual([])
  })

  test('shows that it is typing while the answer takes its time', async () => {
    await using telegram = await startTelegram()
    const chat = createFakeChat(async (_, outbox) => {
      await vi.waitFor(() => expect(telegram.calls.map(({ method }) => method)).toContain('sendChatAction'), 5000)
      await outbox.send(plainMessage('到了'))
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '问')

    await vi.waitFor(() => expect(texts(room)).toEqual(['到了']), 5000)
  })

  test('gets an apology without the reason when the conversation breaks, and the next question is answered', async () => {
    await using telegram = await startTelegram()
    const chat = createFakeChat(async (turn, outbox) => {
      if (turn.kind === 'text' && turn.text === '坏') throw new Error('index row 7 is broken')
      await outbox.send(plainMessage('好'))
      return {}
    })
    await using served = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.say(anna, '坏')
    room.say(anna, '好')

    await vi.waitFor(() => expect(texts(room)).toEqual([expect.stringContaining('出错了'), '好']))
    expect(JSON.stringify(telegram.said)).not.toContain('index row 7')
    expect(served.log).toContainEqual(expect.objectContaining({ level: 'error', event: 'update.failed' }))
  })
})

describe('a group with privacy mode', () => {
  test('is answered by command and by reply to the bot, in reply to the question; the rest is never answered', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const [anna, ben] = [telegram.person(42), telegram.person(43)]
    const group = telegram.group(-100)

    group.say(anna, '@baoshu_bot 这句收不到')
    group.say(anna, '大家好')
    group.say(anna, '/ask@other_bot 别人的')
    const question = group.say(ben, '/ask@baoshu_bot 粮食产量')
    await vi.waitFor(() => expect(texts(group)).toEqual(['text: /ask 粮食产量']))
    const answer = group.said[0]?.message
    group.say(anna, '那棉花呢', { replyTo: { message_id: answer?.message_id ?? 0 } })

    await vi.waitFor(() => expect(texts(group)).toEqual(['text: /ask 粮食产量', 'text: 那棉花呢']))
    expect(answer?.reply_to_message?.message_id).toBe(question.message_id)
  })
})

describe('a group without privacy mode', () => {
  test('is answered when the bot is mentioned, and only then', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: true })
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const group = telegram.group(-100)

    group.say(anna, '粮食产量多少？')
    group.say(anna, '@zhang_san 粮食产量多少？')
    group.say(anna, '/ask@other_bot 粮食产量多少？')
    group.say(anna, undefined, { with: { photo: [] } })
    group.say(anna, '@baoshu_bot 粮食产量多少？')

    await vi.waitFor(() => expect(texts(group)).toEqual(['text: 粮食产量多少？']))
  })

  test('answers in the topic of the question', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: true })
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const group = telegram.group(-100, { topics: [7, 8] })

    group.say(anna, '@baoshu_bot 粮食', { topic: 8 })

    await vi.waitFor(() => expect(texts(group)).toEqual(['text: 粮食']))
    expect(group.said[0]?.message).toMatchObject({ message_thread_id: 8, is_topic_message: true })
  })

  test('is answered although the question is deleted meanwhile', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: true })
    let deleteQuestion: (() => void) | undefined
    const chat = createFakeChat(async (_, outbox) => {
      deleteQuestion?.()
      await outbox.send(plainMessage('答'))
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const group = telegram.group(-100)

    const question = group.say(anna, '@baoshu_bot 粮食')
    deleteQuestion = () => group.delete(question)

    await vi.waitFor(() => expect(texts(group)).toEqual(['答']))
  })

  test('goes on being answered when it becomes a supergroup', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: true })
    let upgraded: Room | undefined
    const chat = createFakeChat(async (_, outbox) => {
      upgraded = telegram.upgrade(group, -1009)
      const sent = await outbox.send(plainMessage('一'))
      await sent.edit(plainMessage('二'))
      return {}
    })
    const moves: ChatMove[] = []
    await using _ = await serve(telegram, { chat, onMove: (move) => void moves.push(move) })
    const anna = telegram.person(42)
    const group = telegram.group(-100)

    group.say(anna, '@baoshu_bot 粮食')

    await vi.waitFor(() => expect(upgraded?.said.map(({ text }) => text)).toEqual(['二']))
    expect(telegram.calls.filter(({ parameters }) => parameters['chat_id'] === -100)).toHaveLength(1)
    await vi.waitFor(() => expect(moves).toEqual([{ from: -100, to: -1009 }]))
  })
})

describe('buttons', () => {
  const withButtons = createFakeChat(async (turn, outbox) => {
    if (turn.kind === 'press') return { notice: '已记录' }
    const copy = { label: '复制', press: 'copy', copy: '句子' }
    await outbox.send({ text: '答', styles: [], buttons: [[{ label: '不对', press: 'wrong 1' }, copy]] })
    return {}
  })

  test('bring the press back to the conversation, whose notice is shown', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, { chat: withButtons })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    room.say(anna, '问')
    await vi.waitFor(() => expect(texts(room)).toEqual(['答']))
    const [shown] = room.said

    const press = shown && room.press(anna, shown, '不对')

    await vi.waitFor(() => expect(press?.answer).toEqual({ text: '已记录' }))
    expect(withButtons.turns.at(-1)).toMatchObject({ kind: 'press', press: 'wrong 1' })
    expect(shown?.message.reply_markup?.inline_keyboard[0]?.[1]).toEqual({ text: '复制', copy_text: { text: '句子' } })
  })

  const pages = createFakeChat(async (turn, outbox) => {
    const page = { ...plainMessage(turn.kind), buttons: [[{ label: '下一段', press: 'page' }]] }
    await (turn.kind === 'press' ? outbox.pressed?.edit(page) : outbox.send(page))
    return {}
  })

  test('turn the page in the message they stand under', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, { chat: pages })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    room.say(anna, '问')
    await vi.waitFor(() => expect(texts(room)).toEqual(['text']))

    const press = room.said[0] && room.press(anna, room.said[0], '下一段')

    await vi.waitFor(() => expect(press?.answer).toEqual({}))
    expect(texts(room)).toEqual(['press'])
  })

  test('bring a new message where their own can no longer be changed', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, { chat: pages })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    room.say(anna, '问')
    await vi.waitFor(() => expect(texts(room)).toEqual(['text']))
    telegram.fail('editMessageText', {
      kind: 'refused',
      code: 400,
      description: "Bad Request: message can't be edited",
    })

    if (room.said[0] !== undefined) room.press(anna, room.said[0], '下一段')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text', 'press']))
  })

  test('are answered even when the conversation breaks', async () => {
    await using telegram = await startTelegram()
    const chat = createFakeChat(async (turn, outbox) => {
      if (turn.kind === 'press') throw new Error('broken')
      await outbox.send({ text: '答', styles: [], buttons: [[{ label: '不对', press: 'x' }]] })
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    room.say(anna, '问')
    await vi.waitFor(() => expect(texts(room)).toEqual(['答']))
    const [shown] = room.said

    const press = shown && room.press(anna, shown, '不对')

    await vi.waitFor(() => expect(press?.answer).toEqual({}))
  })
})

describe('strangers', () => {
  test('are passed on as such in private, and their group only once', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: true })
    const chat = createFakeChat(async ({ speaker }, outbox) => {
      await outbox.send(plainMessage(`${speaker.isAllowed} ${speaker.shownUserId} ${speaker.shownChatId}`))
      return {}
    })
    await using _ = await serve(telegram, { chat, access: { adminIds: [1], allowedChats: [42] } })
    const [anna, eve, admin] = [telegram.person(42), telegram.person(66), telegram.person(1)]
    const [room, group] = [telegram.privateChat(eve), telegram.group(-100)]

    for (const text of ['一', '二']) room.say(eve, text)
    for (const person of [eve, eve, anna, admin, eve]) group.say(person, '@baoshu_bot 粮食')

    await vi.waitFor(() => expect(texts(group)).toEqual(['false 66 -100', 'true 42 -100', 'true 1 -100']))
    await vi.waitFor(() => expect(texts(room)).toEqual(['false 66 66', 'false 66 66']))
  })

  test('see a notice at every press in a group that may not ask', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: true })
    const chat = createFakeChat(async ({ kind }, outbox) => {
      if (kind === 'press') return { notice: '还不能回答' }
      await outbox.send({ text: '答', styles: [], buttons: [[{ label: '好', press: 'p' }]] })
      return {}
    })
    await using _ = await serve(telegram, { chat, access: { allowedChats: [] } })
    const [admin, eve] = [telegram.person(1), telegram.person(66)]
    const group = telegram.group(-100)
    group.say(admin, '@baoshu_bot 粮食')
    await vi.waitFor(() => expect(texts(group)).toEqual(['答']))
    const [shown] = group.said

    const presses = [1, 2].map(() => shown && group.press(eve, shown, '好'))

    const notice = { answer: { text: '还不能回答' } }
    await vi.waitFor(() => expect(presses).toEqual([notice, notice]))
  })
})

describe('admins', () => {
  const rights = createFakeChat(async ({ speaker }, outbox) => {
    await outbox.send(plainMessage(speaker.isAdmin ? 'admin' : 'not admin'))
    return {}
  })

  test.each([
    ['plainly', {}, 'admin'],
    ['in a forwarded message', { forward_origin: { type: 'user' } }, 'not admin'],
    ['through another bot', { via_bot: { id: 9, is_bot: true, first_name: 'Other' } }, 'not admin'],
    ['as an anonymous admin', { sender_chat: { id: -100, type: 'supergroup', title: 'Group' } }, 'not admin'],
    ['as a channel', { sender_chat: { id: -200, type: 'channel', title: 'Channel' } }, 'not admin'],
  ])('may reindex only as themselves: %s', async (_, marks, expected) => {
    await using telegram = await startTelegram()
    await using served = await serve(telegram, { chat: rights })
    const admin = telegram.person(1)
    const room = telegram.privateChat(admin)

    room.say(admin, '/reindex', { with: marks })

    await vi.waitFor(() => expect(texts(room)).toEqual([expected]))
    expect(served.log.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('have all commands in their menu, others the common ones; a late admin gets his at his first message', async () => {
    await using telegram = await startTelegram()
    telegram.privateChat(telegram.person(1))
    await using _ = await serve(telegram, { access: { adminIds: [1, 2] } })
    await vi.waitFor(() => expect(telegram.menus.get('default')).toEqual(['help']))
    await vi.waitFor(() => expect(telegram.menus.get('chat:1')).toEqual(['help', 'reindex']))
    expect(telegram.menus.has('chat:2')).toBe(false)
    const late = telegram.person(2)

    const room = telegram.privateChat(late)
    room.say(late, '/start')

    await vi.waitFor(() => expect(telegram.menus.get('chat:2')).toEqual(['help', 'reindex']))
    room.say(late, '在吗')
    await vi.waitFor(() => expect(texts(room)).toContain('text: 在吗'))
    expect(telegram.calls.filter(({ method }) => method === 'setMyCommands')).toHaveLength(4)
  })
})
