import type { Chat, Message, User } from 'grammy/types'

/** Longer names are somebody's joke. */
const MAX_NAME = 40

/** What the sender of a message is called, be it a chat somebody speaks as; '' where nobody is named. */
export function nameOfSender({ from, sender_chat: senderChat }: Message): string {
  if (senderChat !== undefined) return nameOfChat(senderChat)
  return from === undefined ? '' : nameOfUser(from)
}

/** What a person is called. */
export function nameOfUser({ first_name: first, last_name: last }: User): string {
  return plainName([first, last].filter(Boolean).join(' '))
}

/** The title of a group or channel. */
export function nameOfChat({ title = '' }: Chat): string {
  return plainName(title)
}

/** Without line breaks and the marks that turn the direction of writing: a name must not disturb what stands around it. */
function plainName(name: string): string {
  return Array.from(name.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]+/gu, ' ').trim())
    .slice(0, MAX_NAME)
    .join('')
}
