import type { Message } from 'grammy/types'
import { commandOf, isMentionOf, isSameName, withoutMentions, wordsOf } from './spoken-words.ts'
import type { BotName, Words } from './spoken-words.ts'

/** Who the bot is, and which commands it knows. */
export interface BotIdentity extends BotName {
  /** Privacy mode is off: in groups it gets every message, and not only commands and replies. */
  readonly readsAll: boolean
  /** Names without slash: in a group a bare command that is not among them belongs to another bot. */
  readonly commands: ReadonlySet<string>
  /** True for a group that wants questions to nobody answered too. */
  readonly answersUntagged: (chatId: number) => boolean
}

/** What a message says to the bot: words, a file in a private chat, or something that it cannot read. */
export type Said =
  /** `repliesTo` is the id of the bot's own message that is replied to. */
  | { readonly kind: 'text'; readonly text: string; readonly repliesTo?: string; readonly isUntagged?: boolean }
  | { readonly kind: 'file'; readonly sent: SentFile }
  | { readonly kind: 'unreadable' }

/** A file as Telegram tells of it. */
export interface SentFile {
  readonly fileId: string
  readonly name: string
  readonly size: number | undefined
  /** What was written under it; empty for nothing. */
  readonly caption: string
}

/** Contents without words. Service messages (somebody joined, a message was pinned) are not among them: no reply. */
const UNREADABLE = [
  'photo',
  'voice',
  'audio',
  'video',
  'video_note',
  'animation',
  'sticker',
  'location',
  'venue',
  'contact',
  'poll',
  'dice',
  'game',
  'story',
  'checklist',
  'paid_media',
] as const satisfies readonly (keyof Message)[]

/**
 * What `message` says to the bot, with the mention cut out; undefined when it is not addressed to it. In a private
 * chat everything is; in a group a command, a mention or a reply to the bot, and nothing else.
 */
export function listen(message: Message, bot: BotIdentity): Said | undefined {
  if (isMachineMade(message, bot)) return undefined
  const words = wordsOf(message)
  if (message.chat.type === 'private') {
    const sent = fileIn(message)
    if (sent !== undefined) return { kind: 'file', sent }
    if (words !== undefined) return saidIn(message, words, bot)
    return UNREADABLE.some((content) => message[content] !== undefined) ? { kind: 'unreadable' } : undefined
  }
  if (words === undefined) return undefined
  if (isAddressed(message, words, bot)) return saidIn(message, words, bot)
  const isAsked = isQuestionToNobody(message, words) && bot.answersUntagged(message.chat.id)
  return isAsked ? { kind: 'text', text: words.text.trim(), isUntagged: true } : undefined
}

/** Longer ones are talk that happens to end in a question. */
const MAX_UNTAGGED = 100

/** A short question that is put to nobody: no command, no mention, no reply, no forward, nobody else's words. */
function isQuestionToNobody(message: Message, { text, entities }: Words): boolean {
  if (message.forward_origin !== undefined || message.via_bot !== undefined) return false
  if (repliedMessage(message) !== undefined || text.length > MAX_UNTAGGED || !/[？?]\s*$/.test(text)) return false
  return !entities.some(({ type }) => type === 'bot_command' || type === 'mention' || type === 'text_mention')
}

/** An animation comes as a document too, for clients that do not know animations. */
function fileIn({ document, animation, caption = '' }: Message): SentFile | undefined {
  if (document === undefined || animation !== undefined) return undefined
  const { file_id: fileId, file_name: name = '', file_size: size } = document
  return { fileId, name, size, caption }
}

function saidIn(message: Message, words: Words, bot: BotIdentity): Said {
  const text = textFor(bot, message, words)
  const repliedTo = repliedMessage(message)
  return repliedTo?.from?.id === bot.id
    ? { kind: 'text', text, repliesTo: String(repliedTo.message_id) }
    : { kind: 'text', text }
}

/** Words of bots, of our own inline results, of a linked channel, of other people's business chats. */
function isMachineMade(message: Message, bot: BotIdentity): boolean {
  const isForeign = message.business_connection_id !== undefined || message.guest_query_id !== undefined
  return isFromBot(message) || isForeign || message.is_automatic_forward === true || message.via_bot?.id === bot.id
}

/** The first that says something decides: the command's own target, a mention, the message replied to. */
function isAddressed(message: Message, words: Words, bot: BotIdentity): boolean {
  // A forward quotes what was once said to a bot; the one who forwards it says it to the group.
  if (message.forward_origin !== undefined) return false
  const command = commandOf(words)
  if (command?.target !== undefined) return isSameName(command.target, bot.username)
  if (words.entities.some((entity) => isMentionOf(bot, words, entity))) return true
  const repliedTo = repliedMessage(message)
  if (repliedTo !== undefined && isFromBot(repliedTo)) {
    return repliedTo.from?.id === bot.id && !opensWithOtherPerson(words, bot)
  }
  return command !== undefined && bot.commands.has(command.name)
}

/** Whoever speaks as a chat (anonymous admin, as a channel) comes from a shared bot id, and is a person. */
function isFromBot({ from, sender_chat }: Message): boolean {
  return from?.is_bot === true && sender_chat === undefined
}

/** The message that another replies to. In a topic every message that replies to nothing "replies" to the message that opened the topic. */
export function repliedMessage({ reply_to_message }: Message): Message | undefined {
  return reply_to_message?.forum_topic_created === undefined ? reply_to_message : undefined
}

/** `@张三 你看` as a reply to the bot speaks to 张三. */
function opensWithOtherPerson(words: Words, bot: BotIdentity): boolean {
  return words.entities.some(
    (entity) =>
      (entity.type === 'mention' || entity.type === 'text_mention') &&
      words.text.slice(0, entity.offset).trim() === '' &&
      !isMentionOf(bot, words, entity),
  )
}

function textFor(bot: BotIdentity, message: Message, words: Words): string {
  const text = withoutMentions(words, bot)
  if (text !== '' && text.toLowerCase() !== '/ask') return text
  const shown = pointedAt(message, bot)
  if (shown !== undefined) return `/ask ${shown}`
  return text === '' ? '/help' : text
}

/** A bare `/ask` or `@bot` in reply to somebody's message asks what that message, or the marked part of it, says. */
function pointedAt(message: Message, bot: BotIdentity): string | undefined {
  if (message.quote !== undefined) return message.quote.text
  const repliedTo = repliedMessage(message)
  if (repliedTo === undefined || repliedTo.from?.id === bot.id) return undefined
  return wordsOf(repliedTo)?.text
}
