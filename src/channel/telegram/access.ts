import type { CallbackQuery, ChatMemberUpdated, Message, User } from 'grammy/types'

import type { AccessList } from '../../chat/access-list.ts'

/** Who may do what, by Telegram's numeric ids. */
export interface Access {
  readonly adminIds: readonly number[]
  /** Users and groups that may ask besides the admins, or everybody. */
  readonly allowedChats: readonly number[] | '*'
  /** What admins decided in chat. */
  readonly list: Pick<AccessList, 'verdictOn'>
}

/** What somebody may do, here and now. */
export interface Rights {
  readonly isAdmin: boolean
  readonly isAllowed: boolean
  /** Shut out by an admin, himself or with his group: he gets no word. */
  readonly isBanned: boolean
}

/** Who does something, and where. */
interface Actor {
  /** Absent for those who speak as a chat: their `from` is an id that all of them share. */
  readonly userId?: number | undefined
  /** The chat they speak as. */
  readonly senderChatId?: number | undefined
  readonly chatId: number
}

/** The rights of a message's sender. An edit never gives an admin's rights. */
export function rightsInMessage(message: Message, access: Access): Rights {
  return { isAdmin: isAdminMessage(message, access), ...rightToAsk(actorOf(message), access) }
}

/** The rights of who presses a button: his own, not those of whom the message was for. */
export function rightsInPress(press: CallbackQuery, access: Access): Rights {
  const { from, message } = press
  const actor = { userId: from.id, chatId: message?.chat.id ?? from.id }
  return { isAdmin: isAdminPress(press, access), ...rightToAsk(actor, access) }
}

/** The rights of a person where no chat is known, as in an inline query. Nobody is an admin there. */
export function rightsOfPerson({ id }: User, access: Access): Rights {
  return { isAdmin: false, ...rightToAsk({ userId: id, chatId: id }, access) }
}

/** The rights of who adds the bot to a group. What he may ask himself says nothing about the others there. */
export function rightsInJoining({ from, chat }: ChatMemberUpdated, access: Access): Rights {
  const isAdmin = !from.is_bot && access.adminIds.includes(from.id)
  return { isAdmin, ...rightToAsk({ chatId: chat.id }, access) }
}

/** True for a group that may stay: everybody in it may ask. */
export function isAllowedGroup(chatId: number, access: Access): boolean {
  return rightToAsk({ chatId }, access).isAllowed
}

/** Who speaks in a message. */
export function actorOf({ chat, from, sender_chat: senderChat }: Message): Actor {
  return senderChat === undefined
    ? { userId: from?.id, chatId: chat.id }
    : { senderChatId: senderChat.id, chatId: chat.id }
}

/**
 * Marks of a message whose sender did not write it himself, here and now. `from` holds a configured id in the first
 * two all the same (a forward of the admin's own words, words that another bot put into his mouth), and in the last: an
 * old message that is edited must do nothing new.
 */
const BORROWED = [
  'forward_origin',
  'via_bot',
  'sender_chat',
  'is_automatic_forward',
  'business_connection_id',
  'guest_query_id',
  'edit_date',
] as const satisfies readonly (keyof Message)[]

/** True only for a plain message of a configured id. */
function isAdminMessage(message: Message, { adminIds }: Access): boolean {
  const { from } = message
  if (from === undefined || from.is_bot || BORROWED.some((mark) => message[mark] !== undefined)) return false
  return adminIds.includes(from.id)
}

/** True when a configured id pressed the button. An anonymous admin shows his real id here. */
function isAdminPress({ from, message }: CallbackQuery, { adminIds }: Access): boolean {
  const isBusiness = message !== undefined && 'business_connection_id' in message
  return !isBusiness && !from.is_bot && adminIds.includes(from.id)
}

/**
 * May ask: admins anywhere; whoever the settings or an admin let in, himself or with his group. A ban outweighs all but
 * an admin's place in the settings, since it is what an admin does when something must stop now.
 */
function rightToAsk(actor: Actor, { adminIds, allowedChats, list }: Access): Omit<Rights, 'isAdmin'> {
  const { userId, senderChatId, chatId } = actor
  if (userId !== undefined && adminIds.includes(userId)) return { isAllowed: true, isBanned: false }
  const isBanned = [userId, senderChatId, chatId].some((id) => id !== undefined && list.verdictOn(id) === 'banned')
  const isLetIn = (id: number) => allowedChats === '*' || allowedChats.includes(id) || list.verdictOn(id) === 'allowed'
  return { isAllowed: !isBanned && (isLetIn(chatId) || (userId !== undefined && isLetIn(userId))), isBanned }
}
