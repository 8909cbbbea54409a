import { describe, expect, test, vi } from 'vitest'

import { createFakeChat, plainMessage } from '../../support/fake-chat.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'

describe('an inline query', () => {
  test('is answered with what may be picked, kept for the one person and not for long', async () => {
    await using telegram = await startTelegram({ hasInlineMode: true })
    const link = { label: '查看上下文', press: 'p', link: { start: 'p_x', does: 'open' as const } }
    const offer = {
      id: 'o1',
      title: '12.5万吨',
      description: '清河县',
      message: { ...plainMessage('“粮食产量12.5万吨。”'), buttons: [[link]] },
    }
    const chat = { ...createFakeChat(), offer: async () => [offer] }
    await using _ = await serve(telegram, { chat })

    const search = telegram.search(telegram.person(42), '粮食')

    await vi.waitFor(() => expect(search.answer).toBeDefined())
    expect(search.answer?.results).toEqual([
      expect.objectContaining({
        id: 'o1',
        title: '12.5万吨',
        description: '清河县',
        reply_markup: { inline_keyboard: [[{ text: '查看上下文', url: 'https://t.me/baoshu_bot?start=p_x' }]] },
      }),
    ])
    const call = telegram.calls.find(({ method }) => method === 'answerInlineQuery')
    expect(call?.parameters).toMatchObject({ is_personal: true, cache_time: 5 })
  })

  test('that nothing answers is told how to ask', async () => {
    await using telegram = await startTelegram({ hasInlineMode: true })
    await using _ = await serve(telegram, { chat: { ...createFakeChat(), offer: async () => [] } })

    const search = telegram.search(telegram.person(42), '')

    await vi.waitFor(() => expect(search.answer).toBeDefined())
    expect(search.answer).toMatchObject({ results: [], button: { start_parameter: 'help' } })
  })

  test('puts what was picked into the chat, where it is no question', async () => {
    await using telegram = await startTelegram({ hasInlineMode: true })
    const chat = createFakeChat()
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    const search = telegram.search(anna, '粮食')
    await vi.waitFor(() => expect(search.answer).toBeDefined())

    telegram.pick(anna, room, { search, resultId: 'o1' })
    room.say(anna, '/id')

    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['text: /id']))
  })

  test('is held against the same list as messages, and nobody is an admin in one', async () => {
    await using telegram = await startTelegram({ hasInlineMode: true })
    const speakers: unknown[] = []
    const chat = createFakeChat()
    const listening = {
      ...chat,
      offer: async (question: string, speaker: object) => {
        speakers.push(speaker)
        return chat.offer(question, { ...speaker, shownUserId: '' } as never)
      },
    }
    await using _ = await serve(telegram, { chat: listening, access: { adminIds: [1], allowedChats: [42] } })

    const searches = [1, 42, 66].map((id) => telegram.search(telegram.person(id), '粮食'))

    await vi.waitFor(() => expect(searches.every(({ answer }) => answer !== undefined)).toBe(true))
    const rights = new Map(speakers.map((one) => [Reflect.get(one as object, 'shownUserId'), one]))
    expect(rights.get('1')).toMatchObject({ isAllowed: true, isAdmin: false })
    expect(rights.get('42')).toMatchObject({ isAllowed: true, isAdmin: false })
    expect(rights.get('66')).toMatchObject({ isAllowed: false, isAdmin: false })
  })

  test('that is out of date when the answer comes breaks nothing', async () => {
    await using telegram = await startTelegram({ hasInlineMode: true })
    await using served = await serve(telegram)
    telegram.fail('answerInlineQuery', { kind: 'refused', code: 400, description: 'Bad Request: query is too old' })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    telegram.search(anna, '粮')
    room.say(anna, '粮食')

    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['text: 粮食']))
    expect(served.log.map(({ event }) => event)).toContain('call.failed')
  })
})
