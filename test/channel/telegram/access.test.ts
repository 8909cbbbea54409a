import type { CallbackQuery, Message } from 'grammy/types'
import { describe, expect, test } from 'vitest'

import { isAllowedGroup, rightsInMessage, rightsInPress, rightsOfPerson } from '../../../src/channel/telegram/access.ts'
import type { Access } from '../../../src/channel/telegram/access.ts'
import { listOf } from '../../support/telegram/access-list.ts'

const access: Access = { adminIds: [1], allowedChats: [42, -100], list: listOf() }
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
    expect(rightsInMessage(message(more), access).isAdmin).toBe(expected)
  })

  test.each<[boolean, string, object]>([
    [true, 'who presses with a configured id', {}],
    [true, 'who presses under a message that somebody else asked for', { message: message({ from: undefined }) }],
    [false, 'another id, under a message of the admin', { from: { ...admin, id: 2 }, message: message({}) }],
    [false, 'a press in a business chat', { message: message({ business_connection_id: 'b' }) }],
  ])('%s: %s', (expected, _, more) => {
    expect(rightsInPress(press(more), access).isAdmin).toBe(expected)
  })
})

test('nobody is an admin where no message of his is seen, as in an inline query', () => {
  expect(rightsOfPerson(admin, access)).toEqual({ isAdmin: false, isAllowed: true, isBanned: false })
})

const privately = (id: number): Message['chat'] => ({ id, type: 'private', first_name: 'P' })
const strangeGroup: Message['chat'] = { ...group, id: -999 } as Message['chat']
const person = (id: number) => ({ ...admin, id })
const channel = { id: -200, type: 'channel', title: 'Channel' }

describe('asking is allowed', () => {
  test.each<[boolean, string, object]>([
    [true, 'to an admin anywhere', { from: admin, chat: strangeGroup }],
    [true, 'to a configured user anywhere', { from: person(42), chat: strangeGroup }],
    [true, 'to everybody in a configured group', { from: person(66) }],
    [true, 'to whoever speaks as a chat in a configured group', { sender_chat: channel }],
    [false, 'to a stranger', { from: person(66), chat: privately(66) }],
    [false, 'to a stranger in a strange group', { from: person(66), chat: strangeGroup }],
    [false, 'to whoever speaks as a chat elsewhere', { chat: strangeGroup, sender_chat: channel }],
    [true, 'to a user whom an admin let in', { from: person(50), chat: privately(50) }],
    [true, 'to everybody in a group that an admin let in', { from: person(66), chat: { ...group, id: -500 } }],
    [false, 'to a banned user, even in a configured group', { from: person(13) }],
    [false, 'to a banned user whom the settings let in', { from: person(43), chat: privately(43) }],
    [false, 'to nobody in a banned group', { from: person(42), chat: { ...group, id: -13 } }],
    [false, 'to who speaks as a banned channel', { sender_chat: { ...channel, id: -13 } }],
    [true, 'to an admin who was banned all the same', { from: person(2), chat: privately(2) }],
    [true, 'to an admin in a banned group', { from: admin, chat: { ...group, id: -13 } }],
  ])('%s: %s', (expected, _, who) => {
    const decided: Access = {
      adminIds: [1, 2],
      allowedChats: [42, 43, -100],
      list: listOf({ 50: 'allowed', [-500]: 'allowed', 13: 'banned', 43: 'banned', [-13]: 'banned', 2: 'banned' }),
    }
    expect(rightsInMessage(message(who), decided).isAllowed).toBe(expected)
  })

  test('to everybody but the banned when the setting is *, and to admins alone when it is empty', () => {
    const open: Access = { adminIds: [], allowedChats: '*', list: listOf({ 13: 'banned' }) }
    expect(rightsOfPerson(person(66), open)).toEqual({ isAdmin: false, isAllowed: true, isBanned: false })
    expect(rightsOfPerson(person(13), open)).toEqual({ isAdmin: false, isAllowed: false, isBanned: true })
    const closed: Access = { adminIds: [1], allowedChats: [], list: listOf() }
    expect([rightsOfPerson(person(66), closed).isAllowed, rightsOfPerson(admin, closed).isAllowed]).toEqual([
      false,
      true,
    ])
  })

  test.each([
    ['message', (id: number, access_: Access) => rightsInMessage(message({ from: person(id) }), access_)],
    [
      'press',
      (id: number, access_: Access) => rightsInPress(press({ from: person(id), message: message({}) }), access_),
    ],
    ['inline query', (id: number, access_: Access) => rightsOfPerson(person(id), access_)],
  ])('by one rule, whether it is a %s', (_, rightsOf) => {
    const decided: Access = {
      adminIds: [1],
      allowedChats: [42],
      list: listOf({ 13: 'banned', 50: 'allowed' }),
    }
    expect([1, 42, 50, 13, 66].map((id) => rightsOf(id, decided).isAllowed)).toEqual([true, true, true, false, false])
  })
})

test('a group may stay when it is let in as such, not because somebody in it may ask', () => {
  const decided: Access = {
    ...access,
    list: listOf({ [-500]: 'allowed', [-13]: 'banned' }),
  }
  expect([-100, -500, -13, -999].map((id) => isAllowedGroup(id, decided))).toEqual([true, true, false, false])
})
