import assert from 'node:assert/strict'

import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from 'grammy/types'

import type { Button, Message, Style, Table } from '../../chat/message.ts'
import { sendableText } from './sendable-text.ts'

/** A message as the Bot API takes it. Entities instead of markup: nothing is escaped, so nothing can differ. */
export interface Rendered {
  readonly text: string
  readonly entities: MessageEntity[]
  /** The same as a table; absent where there is none to show. */
  readonly table?: Table
  /** Absent when there are no buttons; an edit without it takes the buttons away. */
  readonly reply_markup?: InlineKeyboardMarkup
}

/** Telegram allows 4,096 code points; as many UTF-16 units are never more. */
const MAX_TEXT_UNITS = 4096
/** Telegram's limit for `callback_data`. */
const MAX_PRESS_BYTES = 64
/** Telegram's limit for `copy_text`. */
const MAX_COPY_UNITS = 256

const ENTITY_TYPES = {
  bold: 'bold',
  quotation: 'blockquote',
  'long-quotation': 'expandable_blockquote',
} as const satisfies Record<Style['type'], string>

/**
 * One message or, where the text is too long, several, cut at line ends, outside of quotations where they leave a place
 * for it; the buttons stand under the last. `username` is
 * the bot's, to whom links lead.
 */
export function render(message: Message, username: string): readonly [Rendered, ...Rendered[]] {
  const { text, styles, buttons, table } = message
  const ends = cuts(text, styles)
  const pieces = ends
    .map((end, i) => renderPiece(text, styles, { start: ends[i - 1] ?? 0, end }))
    // A piece of line breaks alone would be refused as empty.
    .filter((piece, i) => i === 0 || piece.text.trim() !== '')
  const [first, ...rest] = pieces
  assert(first !== undefined, 'every text has at least one piece')
  const markup = keyboard(buttons, username)
  const whole = { ...(table && { table }), ...(markup && { reply_markup: markup }) }
  if (rest.length === 0) return [{ ...first, ...whole }]
  const last = { ...(rest.pop() ?? first), ...(markup && { reply_markup: markup }) }
  return [first, ...rest, last]
}

/** The ends of the pieces. A piece keeps its line break, which Telegram trims away. */
function cuts(text: string, styles: readonly Style[]): number[] {
  const ends: number[] = []
  let start = 0
  while (text.length - start > MAX_TEXT_UNITS) {
    start = cutAfter(text, styles, start)
    ends.push(start)
  }
  return [...ends, text.length]
}

function cutAfter(text: string, styles: readonly Style[], start: number): number {
  const limit = start + MAX_TEXT_UNITS
  const lineEnds = [...text.slice(start, limit).matchAll(/\n/g)].map(({ index }) => start + index + 1)
  const isOutside = (at: number): boolean =>
    styles.every(({ type, start: from, end }) => type === 'bold' || at <= from || at >= end)
  const lineEnd = lineEnds.findLast(isOutside) ?? lineEnds.at(-1)
  if (lineEnd !== undefined) return lineEnd
  // Between the halves of a surrogate pair there is no place to cut.
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function renderPiece(text: string, styles: readonly Style[], piece: { start: number; end: number }): Rendered {
  const entities = styles.flatMap(({ type, start, end }) => {
    const offset = Math.max(start, piece.start)
    const length = Math.min(end, piece.end) - offset
    return length > 0 ? [{ type: ENTITY_TYPES[type], offset: offset - piece.start, length }] : []
  })
  return { text: sendableText(text.slice(piece.start, piece.end)), entities }
}

function keyboard(rows: Message['buttons'], username: string): InlineKeyboardMarkup | undefined {
  const filled = rows.filter((row) => row.length > 0)
  return filled.length === 0
    ? undefined
    : { inline_keyboard: filled.map((row) => row.map((button) => renderButton(button, username))) }
}

/** What is too long to be copied by the client comes back as a press, and the chat sends it as a message. */
function renderButton({ label, press, copy, link }: Button, username: string): InlineKeyboardButton {
  if (link !== undefined) {
    const url = `https://t.me/${username}?start=${link.start}`
    return link.does === 'open' ? { text: label, url } : { text: label, copy_text: { text: url } }
  }
  if (copy !== undefined && copy !== '' && copy.length <= MAX_COPY_UNITS)
    return { text: label, copy_text: { text: copy } }
  assert(Buffer.byteLength(press) <= MAX_PRESS_BYTES, `a press has at most ${MAX_PRESS_BYTES} bytes`)
  return { text: label, callback_data: press }
}
