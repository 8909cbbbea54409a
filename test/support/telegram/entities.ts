import type { MessageEntity } from 'grammy/types'

/**
 * What Telegram finds by itself in a person's words. A name or command ends at a letter of any script, so that
 * `@some_bot昌吉` is no mention, as in TDLib's `find_mentions` and `find_bot_commands`.
 */
const FOUND: readonly { readonly type: 'mention' | 'bot_command'; readonly pattern: RegExp }[] = [
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_])@\w{4,32}(?![\p{L}\p{N}_])/gu },
  { type: 'bot_command', pattern: /(?<![\p{L}\p{N}_/<>])\/\w{1,64}(?:@\w{3,32}|(?!@))(?![\p{L}\p{N}_/<>])/gu },
]

/** The entities of a text that somebody typed. */
export function entitiesIn(text: string): MessageEntity[] {
  return FOUND.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  ).toSorted((a, b) => a.offset - b.offset)
}
