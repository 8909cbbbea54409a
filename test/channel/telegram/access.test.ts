import type { CallbackQuery, Message } from 'grammy/types'
import { describe, expect, test } from 'vitest'

import { isAdminMessage, isAdminPress, mayAsk } from '../../../src/channel/telegram/access.ts'

const access = { adminIds: [1], allowedChats: [42, -100] }
const admin = { id: 1, is_bot: false, first_name: 'Admin' }
const group = { id: -100, type: 'supergroup', title: 'Group' }

const message = (more: object): Message =>
  ({ message_id: 1, date: 1, chat: group, from: admin, text: '/reindex', ...more }) as Message
const press = (more: object): CallbackQuery => ({ id: '1', chat_instance: '1', from: admin, data: 'x', ...more })

describe('an admin is', () => {
  test.each<[boolean, string, object]>([
    [true, 'a configured id in private', { chat: { id: 1, type: 'private', first_name: 'Admin' } }],
    [true, 'a configured id in a group', {}],
    [true, 'a configured id in a topic, replying', { is_topic_message: true, reply_to_message: {} }],
    [false, 'another id', { from: { ...admin, id: 2 } }],
    [false, 'an id that begins alike', { from: { ...admin, id: 11 } }],
    [false, 'nobody, as in a channel post', { from: undefined, sender_chat: { id: -200, type: 'channel' } }],
    [false, 'his own words, forwarded', { forward_origin: { type: 'user', sender_user: admin, date: 1 } }],
    [false, 'his words forwarded while he hides', { forward_origin: { type: 'hidden_user', date: 1 } }],
    [false, 'a channel post, forwarded', { forward_origin: { type: 'channel', date: 1 } }],
    [false, 'what another bot put into his mouth', { via_bot: { id: 9, is_bot: true, first_name: 'Bot' } }],
    [false, 'an anonymous admin', { from: { id: 1087968824, is_bot: true }, sender_chat: group }],
    [false, 'an anonymous admin with his own id', { sender_chat: group }],
    [false, 'somebody as a channel', { from: { id: 136817688, is_bot: true }, sender_chat: { id: -200 } }],
    [false, 'an autopost of the linked channel', { from: { id: 777000 }, is_automatic_forward: true }],
    [false, 'an autopost with his id', { is_automatic_forward: true }],
    [false, 'a message of a business chat', { business_connection_id: 'b' }],
    [false, 'a guest message', { guest_query_id: 'g' }],
    [false, 'a bot with his id', { from: { ...admin, is_bot: true } }],
  ])('%s: %s', (expected, _, more) => {
    expect(isAdminMessage(message(more), access)).toBe(expected)
  })

  test.each<[boolean, string, object]>([
    [true, 'who presses with a configured id', {}],
    [true, 'who presses under a message that somebody else asked for', { message: message({ from: undefined }) }],
    [false, 'another id, under a message of the admin', { from: { ...admin, id: 2 }, message: message({}) }],
    [false, 'a press in a business chat', { message: message({ business_connection_id: 'b' }) }],
  ])('%s: %s', (expected, _, more) => {
    expect(isAdminPress(press(more), access)).toBe(expected)
  })
})

describe('asking is allowed', () => {
  test.each<[boolean, string, { userId?: number; chatId: number }]>([
    [true, 'to an admin anywhere', { userId: 1, chatId: -999 }],
    [true, 'to a configured user anywhere', { userId: 42, chatId: -999 }],
    [true, 'to everybody in a configured group', { userId: 66, chatId: -100 }],
    [true, 'to whoever speaks as a chat in a configured group', { chatId: -100 }],
    [false, 'to a stranger', { userId: 66, chatId: 66 }],
    [false, 'to a stranger in a strange group', { userId: 66, chatId: -999 }],
    [false, 'to whoever speaks as a chat elsewhere', { chatId: -999 }],
  ])('%s: %s', (expected, _, who) => {
    expect(mayAsk(who, access)).toBe(expected)
  })

  test('to everybody when the setting is *, and to admins alone when it is empty', () => {
    expect(mayAsk({ userId: 66, chatId: -999 }, { adminIds: [], allowedChats: '*' })).toBe(true)
    expect(mayAsk({ userId: 66, chatId: 66 }, { adminIds: [1], allowedChats: [] })).toBe(false)
    expect(mayAsk({ userId: 1, chatId: 1 }, { adminIds: [1], allowedChats: [] })).toBe(true)
  })
})
