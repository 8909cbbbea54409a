import type { CallbackQuery, Message } from 'grammy/types'

/** Who may do what, by Telegram's numeric ids. */
export interface Access {
  readonly adminIds: readonly number[]
  /** Users and groups that may ask besides the admins, or everybody. */
  readonly allowedChats: readonly number[] | '*'
}

/**
 * Marks of a message whose sender did not write it himself, here and now. `from` holds a configured id in the first
 * two all the same: a forward of the admin's own words, and words that another bot put into his mouth.
 */
const BORROWED = [
  'forward_origin',
  'via_bot',
  'sender_chat',
  'is_automatic_forward',
  'business_connection_id',
  'guest_query_id',
] as const satisfies readonly (keyof Message)[]

/** True only for a plain message of a configured id. Give it the `message` of an update, never another kind. */
export function isAdminMessage(message: Message, { adminIds }: Access): boolean {
  const { from } = message
  if (from === undefined || from.is_bot || BORROWED.some((mark) => message[mark] !== undefined)) return false
  return adminIds.includes(from.id)
}

/** True when a configured id pressed the button. An anonymous admin shows his real id here. */
export function isAdminPress({ from, message }: CallbackQuery, { adminIds }: Access): boolean {
  const isBusiness = message !== undefined && 'business_connection_id' in message
  return !isBusiness && !from.is_bot && adminIds.includes(from.id)
}

/**
 * True when the person or the chat may ask. `userId` is absent for those who speak as a chat: their `from` is an id
 * that all of them share.
 */
export function mayAsk({ userId, chatId }: { userId?: number | undefined; chatId: number }, access: Access): boolean {
  const { adminIds, allowedChats } = access
  if (allowedChats === '*' || allowedChats.includes(chatId)) return true
  return userId !== undefined && (adminIds.includes(userId) || allowedChats.includes(userId))
}
