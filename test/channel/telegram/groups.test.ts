import type { Update, User } from 'grammy/types'
import { describe, expect, test, vi } from 'vitest'

import { createFakeChat, plainMessage } from '../../support/fake-chat.ts'
import type { FakeChat } from '../../support/fake-chat.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'
import type { TelegramStandIn } from '../../support/telegram/stand-in.ts'
import type { Room } from '../../support/telegram/room.ts'

const texts = (room: Room): readonly string[] => room.said.map(({ text }) => text)

/** A group of its own for each case: Telegram takes 20 messages a minute in one. */
interface Scene {
  readonly telegram: TelegramStandIn
  readonly room: Room
  readonly anna: User
  readonly ben: User
  /** What the bot has said here before. */
  readonly answer: { readonly message_id: number }
}

type Act = (scene: Scene) => unknown

const own = { id: 5_550_001, is_bot: true, first_name: '报数', username: 'baoshu_bot' }

/**
 * Who is addressed, by what reaches the bot at all (core.telegram.org/bots/faq#what-messages-will-my-bot-get). The
 * columns: with privacy mode, without it. Null is silence.
 */
const MATRIX: readonly (readonly [string, string | null, string | null, Act])[] = [
  ['words to nobody', null, null, ({ room, anna }) => room.say(anna, '粮食产量多少？')],
  ['a mention', null, '粮食', ({ room, anna }) => room.say(anna, '@baoshu_bot 粮食')],
  [
    'a mention after characters of two units',
    null,
    '😀𠀀  粮食',
    ({ room, anna }) => room.say(anna, '😀𠀀 @baoshu_bot 粮食'),
  ],
  [
    'a mention with the blank of some clients',
    null,
    '粮食',
    ({ room, anna }) => room.say(anna, '@baoshu_bot\u2005粮食'),
  ],
  [
    'a mention by text',
    null,
    '粮食',
    ({ room, anna }) =>
      room.say(anna, '报数 粮食', { with: { entities: [{ type: 'text_mention', offset: 0, length: 2, user: own }] } }),
  ],
  [
    'a mention in a caption',
    null,
    '粮食',
    ({ room, anna }) =>
      room.say(anna, undefined, {
        with: {
          photo: [],
          caption: '@baoshu_bot 粮食',
          caption_entities: [{ type: 'mention', offset: 0, length: 11 }],
        },
      }),
  ],
  ['a name that only begins like its own', null, null, ({ room, anna }) => room.say(anna, '@baoshu_bot2 粮食')],
  ['a mention of somebody else', null, null, ({ room, anna }) => room.say(anna, '@zhang_san 粮食？')],
  ['/ask with its name', '/ask 粮食', '/ask 粮食', ({ room, anna }) => room.say(anna, '/ask@baoshu_bot 粮食')],
  [
    '/ask with its name in capitals',
    '/ask 粮食',
    '/ask 粮食',
    ({ room, anna }) => room.say(anna, '/ask@BAOSHU_BOT 粮食'),
  ],
  ['/ask with another bot’s name', null, null, ({ room, anna }) => room.say(anna, '/ask@other_bot 粮食')],
  ['a command that it does not know', null, null, ({ room, anna }) => room.say(anna, '/weather')],
  [
    'a reply to it',
    '那棉花呢',
    '那棉花呢',
    ({ room, anna, answer }) => room.say(anna, '那棉花呢', { replyTo: answer }),
  ],
  [
    'a reply to it that speaks to somebody else',
    null,
    null,
    ({ room, anna, answer }) => room.say(anna, '@zhang_san 你看', { replyTo: answer }),
  ],
  [
    'a reply to somebody else',
    null,
    null,
    ({ room, anna, ben }) => room.say(anna, '真的吗？', { replyTo: room.say(ben, '粮食产量多少') }),
  ],
  [
    '/ask in reply to somebody',
    '/ask 粮食产量多少',
    '/ask 粮食产量多少',
    ({ room, anna, ben }) => room.say(anna, '/ask@baoshu_bot', { replyTo: room.say(ben, '粮食产量多少') }),
  ],
  [
    '/ask in reply to a photo with words',
    '/ask 粮食产量？',
    '/ask 粮食产量？',
    ({ room, anna, ben }) =>
      room.say(anna, '/ask@baoshu_bot', {
        replyTo: room.say(ben, undefined, { with: { photo: [], caption: '粮食产量？' } }),
      }),
  ],
  [
    'a forwarded mention',
    null,
    null,
    ({ room, anna }) => room.say(anna, '@baoshu_bot 粮食', { with: { forward_origin: { type: 'user' } } }),
  ],
  [
    'its own inline result',
    null,
    null,
    ({ room, anna }) => room.say(anna, '@baoshu_bot 粮食', { with: { via_bot: own } }),
  ],
  ['another bot', null, null, ({ room }) => room.say({ ...own, id: 8, username: 'other_bot' }, '@baoshu_bot 粮食')],
  [
    'an anonymous admin',
    '/ask 粮食',
    '/ask 粮食',
    ({ room, anna }) => room.say(anna, '/ask@baoshu_bot 粮食', { as: 'anonymous-admin' }),
  ],
  [
    'somebody who speaks as a channel',
    '/ask 粮食',
    '/ask 粮食',
    ({ room, anna, telegram }) => room.say(anna, '/ask@baoshu_bot 粮食', { as: { channel: telegram.channel(-200) } }),
  ],
  [
    'a post of the linked channel',
    null,
    null,
    ({ room, anna, telegram }) =>
      room.say(anna, '/ask@baoshu_bot 粮食', { as: { linkedChannel: telegram.channel(-201) } }),
  ],
  ['a photo without words', null, null, ({ room, anna }) => room.say(anna, undefined, { with: { photo: [] } })],
  [
    'a message that was edited to mention it',
    null,
    '粮食',
    ({ room, anna }) => room.edit(room.say(anna, '粮食'), '@baoshu_bot 粮食'),
  ],
]

describe.each([
  ['with privacy mode', true],
  ['without privacy mode', false],
])('a group %s', (...[, isPrivate]) => {
  test('is answered when the bot is addressed, and only then', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: !isPrivate })
    await using _ = await serve(telegram)
    const [anna, ben] = [telegram.person(42), telegram.person(43)]
    const rooms = MATRIX.map((_row, at) => telegram.group(-1000 - at))
    for (const room of rooms) room.say(anna, '/ask@baoshu_bot 第一问')
    await vi.waitFor(() => expect(rooms.map((room) => texts(room).length)).toEqual(rooms.map(() => 1)), 10_000)

    for (const [at, [, , , act]] of MATRIX.entries()) {
      const room = rooms[at]
      const answer = room?.said[0]?.message
      if (room !== undefined && answer !== undefined) act({ telegram, room, anna, ben, answer })
    }
    // Each group is worked off in order, so what stands before the last answer is all there will be.
    for (const room of rooms) room.say(anna, '/ask@baoshu_bot 完')

    await vi.waitFor(() => {
      for (const room of rooms) expect(texts(room).at(-1)).toBe('text: /ask 完')
    }, 10_000)
    const heard = rooms.map((room, at) => [MATRIX[at]?.[0], texts(room).slice(1, -1)])
    const expected = MATRIX.map(([title, inPrivacy, open]) => {
      const text = isPrivate ? inPrivacy : open
      return [title, text === null ? [] : [`text: ${text}`]]
    })
    expect(heard).toEqual(expected)
  }, 30_000)
})

describe('an edited question', () => {
  test('changes its answer instead of getting another one', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const group = telegram.group(-100)
    const question = group.say(anna, '/ask@baoshu_bot 粮食')
    await vi.waitFor(() => expect(texts(group)).toEqual(['text: /ask 粮食']))

    group.edit(question, '/ask@baoshu_bot 棉花')

    await vi.waitFor(() => expect(texts(group)).toEqual(['text: /ask 棉花']))
  })

  test('is answered anew where its answer was deleted', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    const question = room.say(anna, '粮食')
    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 粮食']))
    const [answer] = room.said
    if (answer !== undefined) room.delete(answer.message)

    room.edit(question, '棉花')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 棉花']))
  })

  test('is left alone when it is an old one that was never answered', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram)
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.edit({ ...room.say(anna, undefined, { with: { pinned_message: {} } }), date: 1 }, '棉花')
    room.say(anna, '在吗')

    await vi.waitFor(() => expect(texts(room)).toEqual(['text: 在吗']))
  })

  test('gives nobody an admin’s rights', async () => {
    await using telegram = await startTelegram()
    const chat = createFakeChat(async ({ speaker }, outbox) => {
      await outbox.send(plainMessage(speaker.isAdmin ? 'admin' : 'not admin'))
      return {}
    })
    await using _ = await serve(telegram, { chat })
    const admin = telegram.person(1)
    const room = telegram.privateChat(admin)
    const question = room.say(admin, '你好')
    await vi.waitFor(() => expect(texts(room)).toEqual(['admin']))

    room.edit(question, '/reindex')

    await vi.waitFor(() => expect(texts(room)).toEqual(['not admin']))
  })
})

function isLeft(telegram: TelegramStandIn, chatId: number): boolean {
  return telegram.calls.some(({ method, parameters }) => method === 'leaveChat' && parameters['chat_id'] === chatId)
}

/** A chat that says what was done, and with which rights. */
function tellingChat(): FakeChat {
  return createFakeChat(async ({ kind, speaker }, outbox) => {
    await outbox.send(plainMessage(`${kind} ${speaker.isAdmin} ${speaker.isAllowed}`))
    return {}
  })
}

describe('a group that nobody opened', () => {
  const closed = { adminIds: [1], allowedChats: [42] } as const
  test('is told so and left when a stranger added the bot', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, {
      chat: tellingChat(),
      access: closed,
      waits: { graceMs: 60_000, farewellMs: 0 },
    })
    const group = telegram.group(-100)

    group.addBot(telegram.person(66))

    await vi.waitFor(() => expect(isLeft(telegram, -100)).toBe(true))
    expect(texts(group)).toEqual(['joined false false'])
  })

  test('is left as well when one who may only ask for himself added it, even where nothing may be said', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, {
      chat: tellingChat(),
      access: closed,
      waits: { graceMs: 60_000, farewellMs: 0 },
    })
    const group = telegram.group(-100)
    telegram.fail('sendMessage', { kind: 'refused', code: 400, description: 'Bad Request: not enough rights' })

    group.addBot(telegram.person(42))

    await vi.waitFor(() => expect(isLeft(telegram, -100)).toBe(true))
    expect(texts(group)).toEqual([])
  })

  test('waits for an admin who added it, and is left when he does nothing', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, {
      chat: tellingChat(),
      access: closed,
      waits: { graceMs: 300, farewellMs: 0 },
    })
    const group = telegram.group(-100)

    group.addBot(telegram.person(1))

    await vi.waitFor(() => expect(texts(group)).toEqual(['joined true false']))
    expect(isLeft(telegram, -100)).toBe(false)
    await vi.waitFor(() => expect(isLeft(telegram, -100)).toBe(true))
  })

  test('stays once an admin has opened it', async () => {
    await using telegram = await startTelegram()
    const open = new Set<number>()
    const list = { verdictOn: (id: number) => (open.has(id) ? ('allowed' as const) : undefined) }
    const access = { ...closed, list }
    await using _ = await serve(telegram, { chat: tellingChat(), access, waits: { graceMs: 100, farewellMs: 0 } })
    const [opened, other] = [telegram.group(-100), telegram.group(-101)]
    opened.addBot(telegram.person(1))
    await vi.waitFor(() => expect(texts(opened)).toHaveLength(1))

    open.add(-100)
    other.addBot(telegram.person(1))

    await vi.waitFor(() => expect(isLeft(telegram, -101)).toBe(true))
    expect(isLeft(telegram, -100)).toBe(false)
  })

  test('is told once and left when somebody asks in it, while those who may ask are answered', async () => {
    await using telegram = await startTelegram({ canReadAllGroupMessages: true })
    await using _ = await serve(telegram, {
      chat: tellingChat(),
      access: closed,
      waits: { graceMs: 500, farewellMs: 0 },
    })
    const [anna, eve] = [telegram.person(42), telegram.person(66)]
    const group = telegram.group(-100)

    for (const person of [eve, eve, anna]) group.say(person, '@baoshu_bot 粮食')

    await vi.waitFor(() => expect(texts(group)).toEqual(['text false false', 'text false true']))
    await vi.waitFor(() => expect(isLeft(telegram, -100)).toBe(true))
  })

  test('and a channel is left without a word, whoever added the bot', async () => {
    await using telegram = await startTelegram()
    await using _ = await serve(telegram, { chat: tellingChat(), access: { ...closed, allowedChats: [-201] } })
    const [channel, open] = [telegram.channel(-200), telegram.channel(-201)]
    const change = (chatId: number) => ({
      chat: { id: chatId, type: 'channel', title: 'Channel' } as const,
      from: telegram.person(1),
      date: 1,
      old_chat_member: { status: 'left', user: own },
      new_chat_member: { status: 'administrator', user: own },
    })

    for (const { chatId } of [open, channel]) telegram.deliver({ my_chat_member: change(chatId) } as unknown as Update)

    await vi.waitFor(() => expect(isLeft(telegram, -200)).toBe(true))
    expect([isLeft(telegram, -201), texts(channel), texts(open)]).toEqual([false, [], []])
  })

  test('is left at once when an admin has shut it out', async () => {
    await using telegram = await startTelegram()
    const access = { ...closed, list: { verdictOn: () => 'banned' as const } }
    await using _ = await serve(telegram, { chat: tellingChat(), access, waits: { graceMs: 60_000, farewellMs: 0 } })
    const group = telegram.group(-100)

    group.say(telegram.person(66), '/ask@baoshu_bot 粮食')

    await vi.waitFor(() => expect(isLeft(telegram, -100)).toBe(true))
  })
})

test('on joining an open group it is known whether mentions will arrive, after a change at BotFather too', async () => {
  await using telegram = await startTelegram()
  const chat = createFakeChat(async ({ speaker }, outbox) => {
    await outbox.send(plainMessage(String(speaker.bot?.hearsMentions)))
    return {}
  })
  await using _ = await serve(telegram, { chat })
  const [before, after] = [telegram.group(-100), telegram.group(-101)]
  before.addBot(telegram.person(42))
  await vi.waitFor(() => expect(texts(before)).toEqual(['false']))

  telegram.setPrivacyMode(false)
  after.addBot(telegram.person(42))

  await vi.waitFor(() => expect(texts(after)).toEqual(['true']))
})

test('questions to nobody reach the conversation where the group wants that, and it may stay silent', async () => {
  await using telegram = await startTelegram({ canReadAllGroupMessages: true })
  const chat = createFakeChat(async (turn, outbox) => {
    const isKnown = turn.kind === 'text' && (turn.isUntagged !== true || turn.text.includes('粮食'))
    if (isKnown) await outbox.send(plainMessage(turn.text))
    return {}
  })
  await using _ = await serve(telegram, { chat: { ...chat, answersUntagged: (id) => id === 'telegram:-100' } })
  const anna = telegram.person(42)
  const [asking, other] = [telegram.group(-100), telegram.group(-101)]

  for (const room of [asking, other]) {
    for (const text of ['晚饭吃什么？', '粮食产量多少？', '/ask@baoshu_bot 完']) room.say(anna, text)
  }

  await vi.waitFor(() => expect(texts(asking)).toEqual(['粮食产量多少？', '/ask 完']))
  await vi.waitFor(() => expect(texts(other)).toEqual(['/ask 完']))
  expect(telegram.calls.filter(({ method }) => method === 'setMessageReaction' || method === 'sendChatAction')).toEqual(
    [],
  )
})
