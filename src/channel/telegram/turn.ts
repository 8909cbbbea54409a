import type { CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update } from 'grammy/types'

import type { About, Speaker, Turn } from '../../chat/chat.ts'
import { actorOf, rightsInJoining, rightsInMessage, rightsInPress } from './access.ts'
import type { Access, Rights } from './access.ts'
import { listen, repliedMessage } from './addressing.ts'
import type { BotIdentity, SentFile } from './addressing.ts'
import { nameOfChat, nameOfSender, nameOfUser } from './names.ts'

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

/** A speaker whose rights are not known yet. */
type Identified = Omit<Speaker, keyof Rights>

/** What a person did in Telegram, as the conversation takes it; a file is still to be fetched from there. */
export interface Heard {
  readonly turn: Exclude<Turn, { kind: 'file' }> | FileTurn
  readonly place: Place
  /** The message that asks; absent for a press and for what happens to the bot. */
  readonly question?: AskedIn
}

/** A message with a question, perhaps in another wording than before. */
export interface AskedIn {
  readonly messageId: number
  /** How long after it was sent the message was changed; absent for a message as it was sent. */
  readonly editedAfterSeconds?: number
}

/** Somebody sent a file. */
export interface FileTurn {
  readonly kind: 'file'
  readonly speaker: Speaker
  readonly sent: SentFile
}

/** Reads an update; undefined when there is nothing in it that the bot has to answer. */
export function heardIn(update: Update, bot: BotIdentity, access: Access): Heard | undefined {
  const { callback_query: press, my_chat_member: change } = update
  const message = update.message ?? update.edited_message
  if (message !== undefined) return heardInMessage(message, bot, access)
  if (press !== undefined) return heardInPress(press, bot, access)
  return change === undefined ? undefined : heardInChange(change, bot, access)
}

function heardInMessage(message: Message, bot: BotIdentity, access: Access): Heard | undefined {
  const said = listen(message, bot)
  // A new caption under a file changes nothing: the file was taken when it came.
  if (said === undefined || (said.kind === 'file' && message.edit_date !== undefined)) return undefined
  const { userId, senderChatId, chatId } = actorOf(message)
  const person = { id: userId ?? senderChatId ?? chatId, name: nameOfSender(message) }
  const speaker = { ...speakerOf(message.chat, bot, person), ...rightsInMessage(message, access) }
  const about = aboutOf(message, bot)
  return { turn: { ...said, speaker, ...(about && { about }) }, place: placeOf(message), question: askedIn(message) }
}

function askedIn({ message_id: messageId, date, edit_date: edited }: Message): AskedIn {
  return edited === undefined ? { messageId } : { messageId, editedAfterSeconds: edited - date }
}

/** Being added to a group, or made its admin right away. */
function heardInChange(change: ChatMemberUpdated, bot: BotIdentity, access: Access): Heard | undefined {
  const { chat, from, old_chat_member: before, new_chat_member: after } = change
  const isGroup = chat.type === 'group' || chat.type === 'supergroup'
  if (!isGroup || isInside(before) || !isInside(after)) return undefined
  const isTold = bot.readsAll || after.status === 'administrator'
  const who = speakerOf(chat, { ...bot, readsAll: isTold }, { id: from.id, name: nameOfUser(from) })
  const speaker = { ...who, ...rightsInJoining(change, access) }
  return { turn: { kind: 'joined', speaker }, place: { chatId: chat.id, threadId: undefined, replyTo: undefined } }
}

function isInside(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member
  return member.status === 'member' || member.status === 'administrator'
}

/** The person, or the chat somebody speaks as, whose message is replied to. */
function aboutOf(message: Message, bot: BotIdentity): About | undefined {
  const repliedTo = repliedMessage(message)
  if (repliedTo === undefined || repliedTo.from?.id === bot.id) return undefined
  const { userId, senderChatId } = actorOf(repliedTo)
  const id = userId ?? senderChatId
  return id === undefined ? undefined : { id, name: nameOfSender(repliedTo) }
}

/** A press without its message comes from a message sent inline, into a chat that is not the bot's. */
function heardInPress(callback: CallbackQuery, bot: BotIdentity, access: Access): Heard | undefined {
  const { message, data, from } = callback
  if (message === undefined || data === undefined) return undefined
  const who = speakerOf(message.chat, bot, { id: from.id, name: nameOfUser(from) })
  const speaker = { ...who, ...rightsInPress(callback, access) }
  return { turn: { kind: 'press', press: data, speaker }, place: { ...placeOf(message), pressed: message.message_id } }
}

function speakerOf(chat: Message['chat'], { username, readsAll }: BotIdentity, { id, name }: About): Identified {
  const isGroup = chat.type !== 'private'
  return {
    chatId: `telegram:${chat.id}`,
    userId: `telegram:${id}`,
    shownUserId: String(id),
    shownChatId: String(chat.id),
    userName: name,
    ...(isGroup && { chatName: nameOfChat(chat), bot: { name: username, hearsMentions: readsAll } }),
    isGroup,
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
