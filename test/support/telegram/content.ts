import type { MessageEntity } from 'grammy/types'

import { refuse } from './reply.ts'
import type { Parameters, Reply } from './reply.ts'

/** Why Telegram refuses what a message is to hold: the rules that the schema does not hold. */
export function contentRefusal({ text, entities = [], reply_markup: markup }: Parameters): Reply | undefined {
  return textRefusal(text as string, entities as readonly MessageEntity[]) ?? markupRefusal(markup)
}

/** Why Telegram refuses a caption, which may be empty. */
export function captionRefusal({ caption = '', caption_entities: entities = [] }: Parameters): Reply | undefined {
  return caption === '' ? undefined : textRefusal(caption as string, entities as readonly MessageEntity[])
}

function textRefusal(text: string, entities: readonly MessageEntity[]): Reply | undefined {
  if (text.trim() === '') return refuse('Bad Request: message text is empty')
  if (/\p{Surrogate}/u.test(text)) return refuse('Bad Request: strings must be encoded in UTF-8')
  const stray = entities.find((entity) => !isInside(text, entity))
  if (stray !== undefined) return refuse(`Bad Request: can't parse entities: ${JSON.stringify(stray)} is outside`)
  return undefined
}

/** Why Telegram refuses the buttons under a message. */
export function markupRefusal(markup: unknown): Reply | undefined {
  const { inline_keyboard: rows = [] } = (markup ?? {}) as { inline_keyboard?: readonly (readonly object[])[] }
  const isEveryButtonSound = rows.flat().every((button) => actionsOf(button) === 1)
  return isEveryButtonSound ? undefined : refuse('Bad Request: a button must have a text and exactly one action')
}

/** How a button looks is not what it does. */
const LOOKS: ReadonlySet<string> = new Set(['text', 'style', 'icon_custom_emoji_id', 'disabled'])

function actionsOf(button: object): number {
  return Object.keys(button).filter((key) => !LOOKS.has(key)).length
}

function isInside(text: string, { offset, length }: MessageEntity): boolean {
  return Number.isInteger(offset) && offset >= 0 && length > 0 && offset + length <= text.length
}

/** Limits of rich messages (core.telegram.org/bots/api#rich-message-limits). */
const RICH = { characters: 32_768, blocks: 500, columns: 20, nesting: 16 } as const

interface Measured {
  characters: number
  blocks: number
  columns: number
  nesting: number
}

/** Why Telegram refuses a rich message. Only `blocks` can be looked into here, so the two kinds of markup are refused. */
export function richRefusal({ rich_message: rich, reply_markup: markup }: Parameters): Reply | undefined {
  const { blocks, html, markdown } = rich as { blocks?: readonly unknown[]; html?: string; markdown?: string }
  const given = [blocks, html, markdown].filter((form) => form !== undefined)
  if (given.length !== 1) return refuse('Bad Request: exactly one of blocks, html and markdown must be specified')
  if (blocks === undefined) return refuse('Bad Request: the stand-in takes rich messages as blocks alone')
  const measured: Measured = { characters: 0, blocks: 0, columns: 0, nesting: 0 }
  measure(blocks, measured, 0)
  if (measured.characters === 0) return refuse('Bad Request: message text is empty')
  const exceeded = (['characters', 'blocks', 'columns', 'nesting'] as const).find((what) => measured[what] > RICH[what])
  if (exceeded !== undefined) return refuse(`Bad Request: rich message has too many ${exceeded}`)
  return markupRefusal(markup)
}

/** Keys of the schema that hold words, and those that hold more of the same. */
const WORDS: ReadonlySet<string> = new Set(['text', 'summary', 'credit'])
const NESTED: ReadonlySet<string> = new Set(['blocks', 'items'])

function measure(value: unknown, measured: Measured, depth: number): void {
  measured.nesting = Math.max(measured.nesting, depth)
  if (Array.isArray(value)) {
    for (const item of value) measure(item, measured, depth)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) measureField(key, child, measured, depth)
  }
}

// oxlint-disable-next-line max-params -- a walk with what it is at, what it found and how deep it is
function measureField(key: string, value: unknown, measured: Measured, depth: number): void {
  if (key === 'type') measured.blocks += 1
  if (key === 'cells') measured.columns = Math.max(measured.columns, ...(value as unknown[][]).map((row) => row.length))
  if (typeof value === 'string' && WORDS.has(key)) measured.characters += Array.from(value).length
  else measure(value, measured, NESTED.has(key) ? depth + 1 : depth)
}
