import type { Message, Update, User } from 'grammy/types'

import type { UpdateQueue } from './update-queue.ts'

/** A message as Telegram keeps it: the parts that all kinds have in common are certain. */
export type StoredMessage = Message & { readonly message_id: number }

/** What everybody's Telegram knows of a chat. */
export interface ChatRecord {
  readonly chat: Message['chat']
  readonly messages: Map<number, StoredMessage>
  /** Ids of its forum topics. */
  readonly topics: Set<number>
  /** The bot may not write here (any more), and why. */
  forbidden: string | undefined
  /** The supergroup that a group has become. */
  migratedTo: number | undefined
  /** The sender of the last message: a bare command goes to the bot that spoke last. */
  lastSenderId: number | undefined
}

/** The state behind the Bot API: one bot, its chats, its updates. */
export interface World {
  readonly me: User & { username: string; can_read_all_group_messages: boolean }
  readonly chats: Map<number, ChatRecord>
  readonly updates: UpdateQueue
  /** Presses that wait for an answer, and the answers given. */
  readonly presses: Map<string, { answer: { text?: string } | undefined }>
  /** Menus by scope, `default` or `chat:42`. */
  readonly menus: Map<string, readonly string[]>
  nextMessageId: number
  /** Somebody has set a webhook: nobody can poll. */
  hasWebhook: boolean
}

/** What the bot's own words look like on the screen. */
export interface ShownMessage {
  readonly chatId: number
  readonly messageId: number
  readonly text: string
  readonly message: StoredMessage
}

/** Everything the bot has said and not changed since, in order. */
export function saidByBot({ me, chats }: World): readonly ShownMessage[] {
  const messages = [...chats.values()].flatMap((record) => Array.from(record.messages.values()))
  return messages
    .filter(({ from }) => from?.id === me.id)
    .toSorted((a, b) => a.message_id - b.message_id)
    .map((message) => ({
      chatId: message.chat.id,
      messageId: message.message_id,
      text: message.text ?? '',
      message,
    }))
}

/** Keeps a message in its chat under the next id. */
export function store(world: World, record: ChatRecord, content: object): StoredMessage {
  const message = {
    message_id: world.nextMessageId,
    date: Math.floor(Date.now() / 1000),
    chat: record.chat,
    ...content,
  } as StoredMessage
  world.nextMessageId += 1
  record.messages.set(message.message_id, message)
  record.lastSenderId = message.from?.id
  return message
}

/** True when a group's message reaches the bot (core.telegram.org/bots/faq#what-messages-will-my-bot-get). */
export function reachesBot(world: World, message: Message, lastSenderId: number | undefined): boolean {
  const { me } = world
  if (message.chat.type === 'private' || me.can_read_all_group_messages) return true
  if (message.reply_to_message?.from?.id === me.id || message.via_bot?.id === me.id) return true
  return isCommandFor(me, message.text ?? '', lastSenderId)
}

/** A command without a name is for the bot that spoke last. */
function isCommandFor({ id, username }: World['me'], text: string, lastSenderId: number | undefined): boolean {
  const command = /^\/\w+(?:@(?<target>\w+))?/.exec(text)
  if (command === null) return false
  const target = command.groups?.['target']
  return target === undefined ? lastSenderId === id : target.toLowerCase() === username.toLowerCase()
}

/** An update that brings a message. */
export function messageUpdate(message: StoredMessage): Omit<Update, 'update_id'> {
  return { message: message as NonNullable<Update['message']> }
}
