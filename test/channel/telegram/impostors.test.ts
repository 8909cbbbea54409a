import type { Update } from 'grammy/types'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { heardIn } from '../../../src/channel/telegram/turn.ts'
import type { Access } from '../../../src/channel/telegram/access.ts'
import { COMMANDS } from '../../../src/chat/command.ts'
import { pressFor } from '../../../src/chat/press.ts'
import type { AdminPress } from '../../../src/chat/press.ts'
import { openTestChat } from '../../support/chat-folder.ts'
import type { TestChat } from '../../support/chat-folder.ts'
import { createIndexedFolder } from '../../support/indexed-folder.ts'
import type { IndexedFolder } from '../../support/indexed-folder.ts'
import { entitiesIn } from '../../support/telegram/entities.ts'
import { listOf } from '../../support/telegram/access-list.ts'

const COMMAND_NAMES: readonly string[] = COMMANDS.map(({ name }) => name)
const BOT = {
  id: 7,
  username: 'baoshu_bot',
  readsAll: true,
  answersUntagged: () => true,
  commands: new Set(COMMAND_NAMES),
}
/** Everybody may ask: what is refused is refused for the right alone. */
const ACCESS: Access = { adminIds: [1], allowedChats: '*', list: listOf() }

const admin = { id: 1, is_bot: false, first_name: 'Admin' }
const other = { id: 66, is_bot: false, first_name: 'Eve', username: 'admin' }
const groupBot = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
const channelBot = { id: 136_817_688, is_bot: true, first_name: 'Channel' }
const telegram = { id: 777_000, is_bot: false, first_name: 'Telegram' }
const group = { id: -100, type: 'supergroup', title: 'Group' }
const channel = { id: -200, type: 'channel', title: 'Channel' }
const privately = { chat: { id: 1, type: 'private', first_name: 'Admin' } }

/** Ways to look like an admin without being one; grammY's `bot.command` lets six of them pass. */
const DISGUISES: readonly (readonly [string, string, object])[] = [
  ['another id', 'message', { from: other }],
  ['another id in private', 'message', { from: other, chat: { id: 66, type: 'private', first_name: 'Eve' } }],
  ['an id that begins alike', 'message', { from: { ...other, id: 11 } }],
  ['nobody', 'message', { from: undefined }],
  ['his own words, forwarded', 'message', { forward_origin: { type: 'user', sender_user: admin, date: 1 } }],
  [
    'his own words, forwarded in private',
    'message',
    { ...privately, forward_origin: { type: 'user', sender_user: admin } },
  ],
  ['a forward of somebody hidden', 'message', { ...privately, forward_origin: { type: 'hidden_user', date: 1 } }],
  ['a forward of a channel', 'message', { ...privately, forward_origin: { type: 'channel', chat: channel } }],
  ['what another bot put into his mouth', 'message', { ...privately, via_bot: { id: 9, is_bot: true } }],
  ['what this bot put into his mouth', 'message', { via_bot: { id: 7, is_bot: true } }],
  ['an anonymous admin', 'message', { from: groupBot, sender_chat: group }],
  ['an anonymous admin with his id', 'message', { sender_chat: group }],
  ['somebody as a channel', 'message', { from: channelBot, sender_chat: channel }],
  ['somebody as a channel with his id', 'message', { sender_chat: channel }],
  ['a post of the linked channel', 'message', { from: telegram, sender_chat: channel, is_automatic_forward: true }],
  ['a post with his id', 'message', { is_automatic_forward: true }],
  ['a bot with his id', 'message', { from: { ...admin, is_bot: true } }],
  ['a message of a business chat', 'message', { ...privately, business_connection_id: 'b' }],
  ['a guest message', 'message', { ...privately, guest_query_id: 'g' }],
  ['an edit of an old message', 'edited_message', { ...privately, edit_date: 2 }],
  ['an edit without its mark', 'edited_message', { from: other }],
  ['a post of a channel', 'channel_post', { from: undefined, chat: channel, sender_chat: channel }],
  ['an edited post of a channel', 'edited_channel_post', { chat: channel, sender_chat: channel }],
  ['a business message', 'business_message', { ...privately, business_connection_id: 'b' }],
]

const ARGUMENTS: Readonly<Record<string, string>> = { allow: ' 66', ban: ' 42' }
const ADMIN_COMMANDS = COMMANDS.filter(({ forAdmins }) => forAdmins).map(
  ({ name }) => `/${name}@baoshu_bot${ARGUMENTS[name] ?? ''}`,
)

const ADMIN_PRESSES: readonly AdminPress[] = [
  { kind: 'access', act: 'page', number: 0 },
  { kind: 'access', act: 'remove', number: 13 },
  { kind: 'settings', act: 'untagged', key: '' },
  { kind: 'settings', act: 'all', key: '' },
  { kind: 'settings', act: 'collection', key: '0123456789abcdef' },
  { kind: 'export' },
  { kind: 'why', asked: 1, at: 0 },
  { kind: 'docs', verb: 'remove-now', key: '0123456789abcdef' },
  { kind: 'upload', verb: 'accept', id: '0123456789abcdef' },
]

let folder: IndexedFolder
let chat: TestChat
beforeAll(() => {
  folder = createIndexedFolder()
})
beforeEach(() => {
  chat = openTestChat(folder)
  chat.state.access.decide({ id: 13, verdict: 'banned', name: '' })
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

async function bring(update: object): Promise<string | undefined> {
  const heard = heardIn(update as Update, BOT, ACCESS)
  if (heard === undefined || heard.turn.kind === 'file') return undefined
  return (await chat.take(heard.turn)).notice
}

/** What an impostor must not change, and must not be handed. */
function expectNothingDone(): void {
  expect(chat.state.access.entries()).toEqual([{ id: 13, verdict: 'banned', name: '' }])
  expect(chat.state.groups.of('telegram:-100')).toEqual({ collections: undefined, answersUntagged: false })
  expect([chat.files, chat.recorded]).toEqual([[], []])
}

describe('an admin’s command from', () => {
  test.each(DISGUISES)('%s does nothing', async (...[, kind, marks]) => {
    for (const text of ADMIN_COMMANDS) {
      const plain = { message_id: 5, date: 1, from: admin, chat: group, text, entities: entitiesIn(text) }
      await bring({ update_id: 1, [kind]: { ...plain, ...marks } })
    }

    expectNothingDone()
    expect(new Set(chat.texts().map((text) => text.slice(0, 5)))).toEqual(
      new Set(chat.texts().length === 0 ? [] : ['只有管理员']),
    )
  })

  test('the admin himself is obeyed, or the rows above would prove nothing', async () => {
    const text = '/allow@baoshu_bot 66'
    await bring({
      update_id: 1,
      message: { message_id: 5, date: 1, from: admin, chat: group, text, entities: entitiesIn(text) },
    })
    expect(chat.state.access.verdictOn(66)).toBe('allowed')
  })
})

describe('an admin’s button pressed by', () => {
  const under = { message_id: 5, date: 1, from: { id: 7, is_bot: true, first_name: '报数' }, chat: group }

  test.each<[string, object]>([
    ['another id', { from: other, message: under }],
    [
      'another id under what the admin asked for',
      { from: other, message: { ...under, reply_to_message: { from: admin } } },
    ],
    ['a bot with his id', { from: { ...admin, is_bot: true }, message: under }],
    ['his id in a business chat', { from: admin, message: { ...under, business_connection_id: 'b' } }],
    ['his id under a message that was sent inline', { from: admin, inline_message_id: 'i' }],
  ])('%s does nothing', async (_, press) => {
    for (const asked of ADMIN_PRESSES) {
      const callback_query = { id: 'p', chat_instance: '1', data: pressFor(asked), ...press }
      const notice = await bring({ update_id: 1, callback_query })
      expect(notice ?? '只有管理员').toContain('只有管理员')
    }

    expectNothingDone()
    expect(chat.shown).toEqual([])
  })

  test('every kind of button for admins is tried', () => {
    expect(new Set(ADMIN_PRESSES.map(({ kind }) => kind))).toEqual(
      new Set<AdminPress['kind']>(['access', 'settings', 'export', 'why', 'docs', 'upload']),
    )
  })
})
