import type { Update } from 'grammy/types'
import { describe, expect, test } from 'vitest'

import { listOf } from '../../support/telegram/access-list.ts'
import { heardIn } from '../../../src/channel/telegram/turn.ts'

const BOT = {
  id: 7,
  username: 'baoshu_bot',
  readsAll: false,
  answersUntagged: (id: number) => id === -777,
  commands: new Set(['ask']),
}
const ACCESS = { adminIds: [1], allowedChats: [-100], list: listOf() }
const admin = { id: 1, is_bot: false, first_name: 'Admin' }
const group = { id: -100, type: 'supergroup', title: 'Group' }
const message = {
  message_id: 5,
  date: 1,
  from: admin,
  chat: { id: 1, type: 'private', first_name: 'Admin' },
  text: '问',
}
const inGroup = { ...message, chat: group, text: '/ask 问', entities: [{ type: 'bot_command', offset: 0, length: 4 }] }

const heard = (update: object): ReturnType<typeof heardIn> => heardIn(update as Update, BOT, ACCESS)

test('a private message comes from its sender and goes back to him, not as a reply', () => {
  expect(heard({ message })).toEqual({
    turn: {
      kind: 'text',
      text: '问',
      speaker: {
        chatId: 'telegram:1',
        userId: 'telegram:1',
        shownUserId: '1',
        shownChatId: '1',
        userName: 'Admin',
        isGroup: false,
        isAdmin: true,
        isAllowed: true,
        isBanned: false,
      },
    },
    place: { chatId: 1, threadId: undefined, replyTo: undefined },
    question: { messageId: 5 },
  })
})

test('an edited message is taken up as a question, and never as an admin’s command', () => {
  const edited = { ...message, date: 100, edit_date: 160 }
  expect(heard({ edited_message: edited })).toMatchObject({
    turn: { kind: 'text', text: '问', speaker: { isAdmin: false, isAllowed: true } },
    question: { messageId: 5, editedAfterSeconds: 60 },
  })
})

const change = (before: object, after: object, more: object = {}): object => ({
  my_chat_member: { chat: group, from: admin, date: 1, old_chat_member: before, new_chat_member: after, ...more },
})

describe('being added to a group', () => {
  const [left, member, admins] = [{ status: 'left' }, { status: 'member' }, { status: 'administrator' }]

  test('is taken up, with the rights of who did it and of the group', () => {
    expect(heard(change(left, member))?.turn).toMatchObject({
      kind: 'joined',
      speaker: { chatId: 'telegram:-100', userId: 'telegram:1', isAdmin: true, isAllowed: true, chatName: 'Group' },
    })
    const stranger = { from: { ...admin, id: 42 }, chat: { ...group, id: -300 } }
    expect(heard(change(left, member, stranger))?.turn.speaker).toMatchObject({ isAdmin: false, isAllowed: false })
  })

  test.each([
    ['in privacy mode', member, false],
    ['as a group’s admin', admins, true],
  ])('%s tells whether mentions will arrive', (_, after, hearsMentions) => {
    expect(heard(change(left, after))?.turn.speaker.bot).toEqual({ name: 'baoshu_bot', hearsMentions })
  })

  test.each([
    ['being removed', change(member, { status: 'kicked' })],
    ['being made an admin of it later', change(member, admins)],
    ['a restriction that keeps it inside', change(member, { status: 'restricted', is_member: true })],
    ['being restricted outside', change(left, { status: 'restricted', is_member: false })],
    ['being added to a channel', change(left, admins, { chat: { id: -200, type: 'channel', title: 'C' } })],
    ['being unblocked in a private chat', change({ status: 'kicked' }, member, { chat: message.chat })],
  ])('%s is no such thing', (_, update) => {
    expect(heard(update)).toBeUndefined()
  })
})

test('a message in a topic is answered there, as a reply', () => {
  expect(heard({ message: { ...inGroup, message_thread_id: 9, is_topic_message: true } })?.place).toEqual({
    chatId: -100,
    threadId: 9,
    replyTo: 5,
  })
})

test('a chain of replies outside of topics is no topic', () => {
  expect(heard({ message: { ...inGroup, message_thread_id: 9 } })?.place.threadId).toBeUndefined()
})

test('who speaks as a chat has no rights of the id that his messages come from', () => {
  const elsewhere = { ...inGroup, chat: { ...group, id: -300 }, sender_chat: { ...group, id: -300 } }

  expect(heard({ message: elsewhere })?.turn.speaker).toMatchObject({
    userId: 'telegram:-300',
    isAdmin: false,
    isAllowed: false,
  })
})

test.each([
  ['somebody', { from: { ...admin, id: 9, first_name: '张', last_name: '三' } }, { id: 9, name: '张 三' }],
  ['an anonymous admin', { from: admin, sender_chat: group }, { id: -100, name: 'Group' }],
  ['the bot itself', { from: { id: 7, is_bot: true, first_name: '报数' } }, undefined],
  ['what opened the topic', { from: admin, forum_topic_created: {} }, undefined],
])('a reply to %s tells whose message it is about', (_, repliedTo, about) => {
  const reply = { ...inGroup, reply_to_message: { ...message, ...repliedTo } }
  expect(heard({ message: reply })?.turn).toMatchObject(about === undefined ? {} : { about })
  expect('about' in (heard({ message: reply })?.turn ?? {})).toBe(about !== undefined)
})

test('a name is shown without what would disturb the text around it', () => {
  const from = { ...admin, first_name: '\u202E张\n三\uD800', last_name: '名'.repeat(99) }
  expect(heard({ message: { ...message, from } })?.turn.speaker.userName).toBe(`张 三 ${'名'.repeat(36)}`)
})

test('a press comes from who presses, and is answered where the button is', () => {
  const press = { id: 'p', chat_instance: '1', from: { ...admin, id: 66 }, data: 'c1', message: inGroup }

  expect(heard({ callback_query: press })).toMatchObject({
    turn: {
      kind: 'press',
      press: 'c1',
      speaker: { userId: 'telegram:66', isAdmin: false, isAllowed: true, isGroup: true },
    },
    place: { chatId: -100, replyTo: 5 },
  })
})

test('a press under a message that is too old to be shown still works', () => {
  const old = { message_id: 5, date: 0, chat: group }
  const press = { id: 'p', chat_instance: '1', from: admin, data: 'c1', message: old }

  expect(heard({ callback_query: press })?.place).toMatchObject({
    pressed: 5,
    chatId: -100,
    threadId: undefined,
    replyTo: 5,
  })
})

test.each([
  ['a post of a channel', { channel_post: message }],
  ['a message of a business chat', { business_message: message }],
  [
    'a press of a game',
    { callback_query: { id: 'p', chat_instance: '1', from: admin, game_short_name: 'g', message } },
  ],
  ['a press under an inline result', { callback_query: { id: 'p', chat_instance: '1', from: admin, data: 'x' } }],
])('%s is not taken up', (_, update) => {
  expect(heard(update)).toBeUndefined()
})
