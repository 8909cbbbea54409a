import type { CallbackQuery, Chat, Message, Update, User } from 'grammy/types'

import type { About, Speaker, Turn } from '../../chat/chat.ts'
import { actorOf, rightsInMessage, rightsInPress } from './access.ts'
import type { Access, Rights } from './access.ts'
import { listen, repliedMessage } from './addressing.ts'
import type { BotIdentity } from './addressing.ts'

/** Where answers go. */
export interface Place {
  readonly chatId: number
  /** The forum topic, absent outside of topics. */
  readonly threadId: number | undefined
  /** The message to reply to: in groups, where others speak in between; absent in private chats. */
  readonly replyTo: number | undefined
  /** The bot's message whose button was pressed; absent for words. */
  readonly pressed?: number
}

/** What a person did in Telegram, as the conversation takes it. */
export interface Heard {
  readonly turn: Turn
  readonly place: Place
}

/** Reads an update; undefined when there is nothing in it that the bot has to answer. */
export function heardIn(update: Update, bot: BotIdentity, access: Access): Heard | undefined {
  if (update.message !== undefined) return heardInMessage(update.message, bot, access)
  return update.callback_query === undefined ? undefined : heardInPress(update.callback_query, access)
}

function heardInMessage(message: Message, bot: BotIdentity, access: Access): Heard | undefined {
  const said = listen(message, bot)
  if (said === undefined) return undefined
  const { userId, senderChatId, chatId } = actorOf(message)
  const person = { id: userId ?? senderChatId ?? chatId, name: senderNameOf(message) }
  const speaker = speakerOf(message.chat, person, rightsInMessage(message, access))
  const about = aboutOf(message, bot)
  return { turn: { ...said, speaker, ...(about && { about }) }, place: placeOf(message) }
}

/** The person, or the chat somebody speaks as, whose message is replied to. */
function aboutOf(message: Message, bot: BotIdentity): About | undefined {
  const repliedTo = repliedMessage(message)
  if (repliedTo === undefined || repliedTo.from?.id === bot.id) return undefined
  const { userId, senderChatId } = actorOf(repliedTo)
  const id = userId ?? senderChatId
  return id === undefined ? undefined : { id, name: senderNameOf(repliedTo) }
}

function senderNameOf({ from, sender_chat: senderChat }: Message): string {
  return senderChat === undefined ? (from === undefined ? '' : nameOfUser(from)) : nameOfChat(senderChat)
}

function nameOfUser({ first_name: first, last_name: last }: User): string {
  return plainName([first, last].filter(Boolean).join(' '))
}

function nameOfChat(chat: Chat): string {
  return plainName(chat.title ?? '')
}

/** Longer names are somebody's joke. */
const MAX_NAME = 40

/** Without line breaks and the marks that turn the direction of writing: a name must not disturb what stands around it. */
function plainName(name: string): string {
  return Array.from(name.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]+/gu, ' ').trim())
    .slice(0, MAX_NAME)
    .join('')
}

/** A press without its message comes from a message sent inline, into a chat that is not the bot's. */
function heardInPress(callback: CallbackQuery, access: Access): Heard | undefined {
  const { message, data, from } = callback
  if (message === undefined || data === undefined) return undefined
  const speaker = speakerOf(message.chat, { id: from.id, name: nameOfUser(from) }, rightsInPress(callback, access))
  return { turn: { kind: 'press', press: data, speaker }, place: { ...placeOf(message), pressed: message.message_id } }
}

function speakerOf(chat: Chat, { id, name }: About, rights: Rights): Speaker {
  const isGroup = chat.type !== 'private'
  return {
    chatId: `telegram:${chat.id}`,
    userId: `telegram:${id}`,
    shownUserId: String(id),
    shownChatId: String(chat.id),
    userName: name,
    ...(isGroup && { chatName: nameOfChat(chat) }),
    isGroup,
    ...rights,
  }
}

/** An inaccessible message (too old, deleted) still names its chat; replying to it falls back to a plain message. */
function placeOf(message: NonNullable<CallbackQuery['message']>): Place {
  return {
    chatId: message.chat.id,
    // Outside of topics a thread id is that of a chain of replies, and none to send into.
    threadId: 'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined,
    replyTo: message.chat.type === 'private' ? undefined : message.message_id,
  }
}
