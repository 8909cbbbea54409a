import type { Message, MessageEntity } from 'grammy/types'
import { describe, expect, test } from 'vitest'

import { listen } from '../../../src/channel/telegram/addressing.ts'
import { entitiesIn } from '../../support/telegram/entities.ts'

const BOT = {
  id: 7,
  username: 'Baoshu_bot',
  readsAll: false,
  answersUntagged: (id: number) => id === -777,
  commands: new Set(['ask', 'help', 'start']),
}

const anna = { id: 42, is_bot: false, first_name: 'Anna' }
const own = { id: 7, is_bot: true, first_name: '报数', username: 'Baoshu_bot' }
const otherBot = { id: 8, is_bot: true, first_name: 'Other' }
const group = { id: -100, type: 'supergroup', title: 'Group' }
const channel = { id: -200, type: 'channel', title: 'Channel' }

function said(text: string, more: object = {}): Message {
  return { message_id: 5, date: 1, from: anna, chat: group, text, entities: entitiesIn(text), ...more } as Message
}

const by = (from: object, text = '旧话', more: object = {}): object => ({
  reply_to_message: { ...said(text, more), from },
})
const privately = { chat: { id: 42, type: 'private', first_name: 'Anna' } }
const captioned = (text: string): object => ({
  text: undefined,
  entities: undefined,
  photo: [],
  caption: text,
  caption_entities: entitiesIn(text),
})
const marked = (entity: object): object => ({ entities: [entity as MessageEntity] })

describe('in a group the bot hears', () => {
  test.each<[string, Message, string]>([
    ['a command with its name', said('/ask@baoshu_bot 粮食产量'), '/ask 粮食产量'],
    ['its name in any case', said('/ASK@BAOSHU_BOT 粮食'), '/ASK 粮食'],
    ['a bare command that it knows', said('/ask 粮食产量'), '/ask 粮食产量'],
    ['an unknown command with its name', said('/weather@baoshu_bot'), '/weather'],
    ['a mention in front', said('@baoshu_bot 粮食产量'), '粮食产量'],
    ['a mention followed by a Chinese comma', said('@baoshu_bot，粮食产量'), '粮食产量'],
    ['a mention with the space of some clients', said('@baoshu_bot\u2005粮食产量'), '粮食产量'],
    ['a mention at the end', said('粮食产量多少 @baoshu_bot'), '粮食产量多少'],
    ['a mention after an emoji of two units', said('😀 @baoshu_bot 粮食'), '😀  粮食'],
    ['a mention among others', said('@baoshu_bot @zhang_san 问粮食'), '@zhang_san 问粮食'],
    ['two mentions', said('@baoshu_bot 粮食 @baoshu_bot'), '粮食'],
    ['a command after a mention', said('@baoshu_bot /status'), '/status'],
    ['a mention in a caption', said('', captioned('@baoshu_bot 这是多少')), '这是多少'],
    ['a mention by text', said('报数 粮食', marked({ type: 'text_mention', offset: 0, length: 2, user: own })), '粮食'],
    ['a reply to it', said('那棉花呢', by(own)), '那棉花呢'],
    ['a reply to it that names somebody later', said('比 @zhang_san 说的多吗', by(own)), '比 @zhang_san 说的多吗'],
    ['/ask in reply to a question', said('/ask', by(anna, '粮食产量多少')), '/ask 粮食产量多少'],
    ['/ask with its name in reply', said('/ask@baoshu_bot', by(anna, '粮食产量多少')), '/ask 粮食产量多少'],
    ['/ask in reply to a photo', said('/ask', by(anna, '', captioned('粮食产量？'))), '/ask 粮食产量？'],
    [
      '/ask with a part marked',
      said('/ask', { ...by(anna, '早。粮食产量？'), quote: { text: '粮食产量？' } }),
      '/ask 粮食产量？',
    ],
    ['/ask about a post of the channel', said('/ask', by(otherBot, '产量？', { sender_chat: channel })), '/ask 产量？'],
    ['its mere name in reply', said('@baoshu_bot', by(anna, '粮食产量多少')), '/ask 粮食产量多少'],
    ['its mere name', said('@baoshu_bot'), '/help'],
    ['/ask alone', said('/ask@baoshu_bot'), '/ask'],
    ['/ask in reply to its own words', said('/ask', by(own, '17.4%')), '/ask'],
    ['an anonymous admin', said('@baoshu_bot 粮食', { from: otherBot, sender_chat: group }), '粮食'],
  ])('%s', (_, message, text) => {
    expect(listen(message, BOT)).toMatchObject({ kind: 'text', text })
  })

  test('which of its messages is replied to, and of no other message', () => {
    const replies = [by(own), by(anna, '粮食')].map((reply) => listen(said('@baoshu_bot 那棉花呢', reply), BOT))
    expect(replies).toEqual([
      { kind: 'text', text: '那棉花呢', repliesTo: String(said('').message_id) },
      { kind: 'text', text: '那棉花呢' },
    ])
  })

  test.each<[string, Message]>([
    ['what is said to nobody', said('粮食产量多少？')],
    ['a command of another bot', said('/ask@other_bot 粮食')],
    ['a command of another bot in reply to this one', said('/ask@other_bot 粮食', by(own))],
    ['a bare command that it does not know', said('/weather 新疆')],
    ['a bare command in reply to another bot', said('/help', by(otherBot))],
    ['a mention of somebody else', said('@zhang_san 粮食产量多少？')],
    ['a name that only begins like its own', said('@baoshu_bot_2 粮食')],
    ['a name inside a word', said('mail@baoshu_bot 粮食')],
    [
      'a mention by text of somebody else',
      said('张三 粮食', marked({ type: 'text_mention', offset: 0, length: 2, user: anna })),
    ],
    ['a reply to somebody else', said('多少？', by(anna))],
    ['a reply to it that speaks to somebody else', said('@zhang_san 你看', by(own))],
    ['a topic that it opened', said('多少？', by(own, '', { forum_topic_created: { name: '问数' } }))],
    ['another bot', said('@baoshu_bot 粮食', { from: otherBot })],
    ['a forwarded mention', said('@baoshu_bot 粮食', { forward_origin: { type: 'user' } })],
    ['its own inline result', said('/ask@baoshu_bot 粮食', { via_bot: own })],
    ['a post of the linked channel', said('@baoshu_bot 粮食', { is_automatic_forward: true, sender_chat: channel })],
    ["a message in another person's business chat", said('@baoshu_bot 粮食', { business_connection_id: 'b' })],
    ['a photo without words', said('', { ...captioned(''), caption: undefined })],
    ['a sticker in reply to it', said('', { text: undefined, sticker: {}, ...by(own) })],
  ])('not %s', (_, message) => {
    expect(listen(message, BOT)).toBeUndefined()
  })
})

describe('in a group that wants questions to nobody answered the bot hears', () => {
  const listening = { id: -777, type: 'supergroup', title: 'Group' }

  test.each(['粮食产量多少？', '粮食产量多少?', ' 粮食产量多少？ \n'])('%j', (text) => {
    expect(listen(said(text, { chat: listening }), BOT)).toEqual({ kind: 'text', text: text.trim(), isUntagged: true })
  })

  test.each<[string, Message]>([
    ['what is no question', said('粮食产量多少', { chat: listening })],
    ['a question in passing', said(`${'今天'.repeat(60)}粮食产量多少？`, { chat: listening })],
    ['a question to somebody', said('@zhang_san 粮食产量多少？', { chat: listening })],
    ['a question in reply to somebody', said('粮食产量多少？', { chat: listening, ...by(anna) })],
    ['a command', said('/weather 粮食产量多少？', { chat: listening })],
    ['a forwarded question', said('粮食产量多少？', { chat: listening, forward_origin: { type: 'user' } })],
    ['a question through another bot', said('粮食产量多少？', { chat: listening, via_bot: otherBot })],
    ['a question of another bot', said('粮食产量多少？', { chat: listening, from: otherBot })],
    ['a question in another group', said('粮食产量多少？')],
  ])('not %s', (_, message) => {
    expect(listen(message, BOT)).toBeUndefined()
  })
})

describe('in a private chat the bot hears', () => {
  test.each<[string, Message, object | undefined]>([
    ['every text', said('粮食产量', privately), { kind: 'text', text: '粮食产量' }],
    ['a command', said('/start p_1', privately), { kind: 'text', text: '/start p_1' }],
    ['a forwarded text', said('粮食', { ...privately, forward_origin: {} }), { kind: 'text', text: '粮食' }],
    [
      'the caption of a photo',
      said('', { ...captioned('这是多少'), ...privately }),
      { kind: 'text', text: '这是多少' },
    ],
    ['that there is a voice', said('', { text: undefined, voice: {}, ...privately }), { kind: 'unreadable' }],
    ['that there is a sticker', said('', { text: undefined, sticker: {}, ...privately }), { kind: 'unreadable' }],
    ['no service message', said('', { text: undefined, pinned_message: {}, ...privately }), undefined],
    ['no inline result of its own', said('17.4%', { via_bot: own, ...privately }), undefined],
  ])('%s', (_, message, expected) => {
    expect(listen(message, BOT)).toEqual(expected)
  })
})
