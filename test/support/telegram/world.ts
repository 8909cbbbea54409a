import type { Message, ReactionType, Update, User } from 'grammy/types'

import type { FileStore } from './files.ts'
import type { InlineDesk } from './inline.ts'
import type { UpdateQueue } from './update-queue.ts'
import type { WebhookDelivery } from './webhook.ts'

/** A message as Telegram keeps it: the parts that all kinds have in common are certain. */
export type StoredMessage = Message & { readonly message_id: number }

/** What everybody's Telegram knows of a chat. */
export interface ChatRecord {
  readonly chat: Message['chat']
  readonly messages: Map<number, StoredMessage>
  /** Ids of its forum topics. */
  readonly topics: Set<number>
  /** What the bot has put under messages, by message id. */
  readonly reactions: Map<number, readonly ReactionType[]>
  /** Its group's admins. */
  readonly adminIds: Set<number>
  /** False where the group's admins have switched reactions off. */
  allowsReactions: boolean
  /** The bot may not write here (any more), and why. */
  forbidden: string | undefined
  /** The supergroup that a group has become. */
  migratedTo: number | undefined
  /** The sender of the last message: a bare command goes to the bot that spoke last. */
  lastSenderId: number | undefined
}

/** The state behind the Bot API: one bot, its chats, its updates. */
export interface World {
  readonly me: User & { username: string; can_read_all_group_messages: boolean; supports_inline_queries: boolean }
  readonly chats: Map<number, ChatRecord>
  readonly updates: UpdateQueue
  /** Presses that wait for an answer, and the answers given. */
  readonly presses: Map<string, { answer: { text?: string } | undefined }>
  /** Menus by scope, `default` or `chat:42`. */
  readonly menus: Map<string, readonly string[]>
  readonly files: FileStore
  readonly inline: InlineDesk
  readonly clock: Clock
  nextMessageId: number
  /** Set by the bot or by another program: then nobody can poll. */
  webhook: WebhookDelivery | undefined
  readonly startDelivery: (target: WebhookDelivery['target']) => WebhookDelivery
}

/** Telegram's time. It runs like ours, and a test may let hours pass at once. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  pass(ms: number): void
}

/** Starts with our time. */
export function createClock(): Clock {
  let passedMs = 0
  return {
    now: () => Date.now() + passedMs,
    pass(ms) {
      passedMs += ms
    },
  }
}

/** What the bot's own words look like on the screen. */
export interface ShownMessage {
  readonly chatId: number
  readonly messageId: number
  /** Text or caption; of a rich message its words, cells parted by tabs and the rest by line breaks. */
  readonly text: string
  readonly message: StoredMessage
}

/** Everything the bot has said and not changed since, in order. */
export function saidByBot({ me, chats }: World): readonly ShownMessage[] {
  return [...chats.values()].flatMap((record) => saidIn(record, me.id)).toSorted((a, b) => a.messageId - b.messageId)
}

/** What the bot with this id has said in one chat, in order. */
export function saidIn({ messages }: ChatRecord, botId: number): readonly ShownMessage[] {
  return [...messages.values()]
    .filter(({ from }) => from?.id === botId)
    .map((message) => ({
      chatId: message.chat.id,
      messageId: message.message_id,
      text: message.text ?? message.caption ?? wordsOf(message.rich_message).trim(),
      message,
    }))
}

/** The words of a rich message, found wherever the schema keeps words. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(wordsOf).join('')
  if (typeof value !== 'object' || value === null) return ''
  const words = ['text', 'summary', 'caption'].map((key) => wordsOf(Reflect.get(value, key)))
  const rows = listIn(value, 'cells').map((row) => (row as unknown[]).map(wordsOf).join('\t'))
  const lines = [...[...listIn(value, 'blocks'), ...listIn(value, 'items')].map(wordsOf), ...rows]
  return words.join('') + lines.map((line) => `${line}\n`).join('')
}

function listIn(value: object, key: string): readonly unknown[] {
  const list: unknown = Reflect.get(value, key)
  return Array.isArray(list) ? list : []
}

/** Keeps a message in its chat under the next id. */
export function store(world: World, record: ChatRecord, content: object): StoredMessage {
  const message = {
    message_id: world.nextMessageId,
    date: Math.floor(world.clock.now() / 1000),
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
  if (!isInGroup(message) || me.can_read_all_group_messages || isServiceMessage(message)) return true
  if ([message.reply_to_message?.from?.id, message.via_bot?.id].includes(me.id)) return true
  return isCommandFor(me, message.text ?? message.caption ?? '', lastSenderId)
}

function isInGroup({ chat: { type } }: Message): boolean {
  return type === 'group' || type === 'supergroup'
}

function isServiceMessage(message: Message): boolean {
  const marks = ['new_chat_members', 'left_chat_member', 'migrate_to_chat_id', 'migrate_from_chat_id'] as const
  return marks.some((mark) => message[mark] !== undefined)
}

/** A command without a name is for the bot that spoke last. */
function isCommandFor({ id, username }: World['me'], text: string, lastSenderId: number | undefined): boolean {
  const command = /^\/\w+(?:@(?<target>\w+))?/.exec(text)
  if (command === null) return false
  const target = command.groups?.['target']
  return target === undefined ? lastSenderId === id : target.toLowerCase() === username.toLowerCase()
}

/** An update that brings a message, new or edited; what a channel says has kinds of its own. */
export function messageUpdate(message: StoredMessage): Omit<Update, 'update_id'> {
  const isEdited = message.edit_date !== undefined
  if (message.chat.type === 'channel') return { [isEdited ? 'edited_channel_post' : 'channel_post']: message }
  return { [isEdited ? 'edited_message' : 'message']: message }
}
