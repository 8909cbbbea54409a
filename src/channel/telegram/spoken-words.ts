import type { Message, MessageEntity } from 'grammy/types'

/** Who is meant by a mention. */
export interface BotName {
  readonly id: number
  readonly username: string
}

/** Text or caption with its entities. Offsets are UTF-16 units, as in JavaScript. */
export interface Words {
  readonly text: string
  readonly entities: readonly MessageEntity[]
}

/** What is left in front of the question when `@bot，` is cut away. `\s` covers the U+2005 of some clients. */
const LEADING_SEPARATORS = /^[\s，,：:、]+/

/** The text of a message, or what is written under its picture or file; undefined where it has no words. */
export function wordsOf({ text, entities, caption, caption_entities }: Message): Words | undefined {
  if (text !== undefined) return { text, entities: entities ?? [] }
  if (caption !== undefined) return { text: caption, entities: caption_entities ?? [] }
  return undefined
}

/** The command a message opens with: `/ask@some_bot` is `{ name: 'ask', target: 'some_bot' }`. */
export function commandOf({ text, entities }: Words): { name: string; target: string | undefined } | undefined {
  const entity = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0)
  if (entity === undefined) return undefined
  const [name = '', target] = text.slice(1, entity.length).split('@')
  return { name: name.toLowerCase(), target }
}

/** True where the bot is meant, by its name or as a person. */
export function isMentionOf(bot: BotName, { text }: Words, entity: MessageEntity): boolean {
  if (entity.type === 'text_mention') return entity.user.id === bot.id
  if (entity.type !== 'mention') return false
  return isSameName(text.slice(entity.offset + 1, entity.offset + entity.length), bot.username)
}

/** The words without the bot's name; cut from the end, so that the offsets before stay true. */
export function withoutMentions(words: Words, bot: BotName): string {
  let { text } = words
  for (const entity of words.entities.toSorted((a, b) => b.offset - a.offset)) {
    const end = entity.offset + entity.length
    const start = cutFrom(entity, words, bot)
    if (start !== undefined) text = text.slice(0, start) + text.slice(end)
  }
  return text.replace(LEADING_SEPARATORS, '').trimEnd()
}

/** Where the bot's name begins in an entity: all of `@bot`, the tail of `/ask@bot`; undefined when it is not there. */
function cutFrom(entity: MessageEntity, words: Words, bot: BotName): number | undefined {
  if (isMentionOf(bot, words, entity)) return entity.offset
  if (entity.type !== 'bot_command') return undefined
  const command = words.text.slice(entity.offset, entity.offset + entity.length)
  const at = command.indexOf('@')
  return at > 0 && isSameName(command.slice(at + 1), bot.username) ? entity.offset + at : undefined
}

/** Usernames are told apart without regard to case. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
