import type { CallbackQuery, Message, Update } from 'grammy/types'

import type { Speaker, Turn } from '../../chat/chat.ts'
import { actorOf, rightsInMessage, rightsInPress } from './access.ts'
import type { Access, Rights } from './access.ts'
import { listen } from './addressing.ts'
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
  const speaker = speakerOf(message.chat, userId ?? senderChatId ?? chatId, rightsInMessage(message, access))
  return { turn: { ...said, speaker }, place: placeOf(message) }
}

/** A press without its message comes from a message sent inline, into a chat that is not the bot's. */
function heardInPress(callback: CallbackQuery, access: Access): Heard | undefined {
  const { message, data, from } = callback
  if (message === undefined || data === undefined) return undefined
  const speaker = speakerOf(message.chat, from.id, rightsInPress(callback, access))
  return { turn: { kind: 'press', press: data, speaker }, place: { ...placeOf(message), pressed: message.message_id } }
}

function speakerOf(chat: Message['chat'], userId: number, rights: Rights): Speaker {
  return {
    chatId: `telegram:${chat.id}`,
    userId: `telegram:${userId}`,
    shownUserId: String(userId),
    shownChatId: String(chat.id),
    isGroup: chat.type !== 'private',
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
