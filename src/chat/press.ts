import type { Span } from '../span.ts'

/** What a button of ours asks for. It holds all it needs, so that old buttons work after a restart and a reindex. */
export type Press =
  | PassagePress
  | { readonly kind: 'wrong'; readonly asked: number }
  | { readonly kind: 'option'; readonly text: string }

/**
 * The surroundings of a figure, in a new message or (`page`) in place of the one pressed; a quotation to copy; the
 * other places that tell the fact of a figure. An empty span points at no figure.
 */
export interface PassagePress extends Span {
  readonly kind: (typeof PASSAGE_KINDS)[number]
  readonly paragraphId: string
  /** Tells equal paragraphs of two reports apart; absent in buttons made before it was carried. */
  readonly documentId?: string
}

/** Telegram takes at most so many bytes with a button. */
const MAX_BYTES = 64

/** A press as the text that a button carries: at most 64 bytes; an option's text is cut to fit. */
export function pressFor(press: Press): string {
  switch (press.kind) {
    case 'context':
    case 'page':
    case 'copy':
    case 'also':
      return `${press.kind}:${press.paragraphId}:${press.start}-${press.end}${press.documentId === undefined ? '' : `@${press.documentId}`}`
    case 'wrong':
      return `wrong:${press.asked}`
    case 'option':
      return cutToBytes(`option:${press.text}`, MAX_BYTES)
  }
}

const PASSAGE_KINDS = ['context', 'page', 'copy', 'also'] as const
const PASSAGE_PRESS =
  /^(?<name>[a-z]+):(?<paragraphId>[\da-f]{1,32}):(?<start>\d{1,7})-(?<end>\d{1,7})(?:@(?<documentId>[\da-f]{1,32}))?$/
const WRONG_PRESS = /^wrong:(?<asked>\d{1,15})$/
const OPTION_PRESS = /^option:(?<text>.+)$/s

/** Reads a press back; undefined for anything that no button of ours carries. */
export function parsePress(text: string): Press | undefined {
  const wrong = WRONG_PRESS.exec(text)?.groups?.['asked']
  if (wrong !== undefined) return { kind: 'wrong', asked: Number(wrong) }
  const option = OPTION_PRESS.exec(text)?.groups?.['text']
  return option === undefined ? parsePassagePress(text) : { kind: 'option', text: option }
}

function parsePassagePress(text: string): PassagePress | undefined {
  const { name, paragraphId = '', start, end, documentId } = PASSAGE_PRESS.exec(text)?.groups ?? {}
  const kind = PASSAGE_KINDS.find((known) => known === name)
  const document = documentId === undefined ? {} : { documentId }
  return kind && { kind, paragraphId, start: Number(start), end: Number(end), ...document }
}

function cutToBytes(text: string, bytes: number): string {
  const characters = Array.from(text)
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop()
  return characters.join('')
}
