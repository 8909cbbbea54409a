/** What a button of ours asks for. It holds all it needs, so that old buttons work after a restart and a reindex. */
export type Press =
  | { readonly kind: 'context'; readonly paragraphId: string; readonly start: number; readonly end: number }
  | { readonly kind: 'copy'; readonly paragraphId: string; readonly start: number; readonly end: number }
  | { readonly kind: 'wrong'; readonly asked: number }
  | { readonly kind: 'option'; readonly text: string }

/** Telegram takes at most so many bytes with a button. */
const MAX_BYTES = 64

/** A press as the text that a button carries: at most 64 bytes; an option's text is cut to fit. */
export function pressFor(press: Press): string {
  switch (press.kind) {
    case 'context':
    case 'copy':
      return `${press.kind}:${press.paragraphId}:${press.start}-${press.end}`
    case 'wrong':
      return `wrong:${press.asked}`
    case 'option':
      return cutToBytes(`option:${press.text}`, MAX_BYTES)
  }
}

const PASSAGE_PRESS = /^(?<kind>context|copy):(?<paragraphId>[\da-f]{1,32}):(?<start>\d{1,7})-(?<end>\d{1,7})$/
const WRONG_PRESS = /^wrong:(?<asked>\d{1,15})$/
const OPTION_PRESS = /^option:(?<text>.+)$/s

/** Reads a press back; undefined for anything that no button of ours carries. */
export function parsePress(text: string): Press | undefined {
  const passage = PASSAGE_PRESS.exec(text)?.groups
  if (passage !== undefined) {
    const { kind, paragraphId = '', start, end } = passage
    return { kind: kind === 'copy' ? 'copy' : 'context', paragraphId, start: Number(start), end: Number(end) }
  }
  const wrong = WRONG_PRESS.exec(text)?.groups?.['asked']
  if (wrong !== undefined) return { kind: 'wrong', asked: Number(wrong) }
  const option = OPTION_PRESS.exec(text)?.groups?.['text']
  return option === undefined ? undefined : { kind: 'option', text: option }
}

function cutToBytes(text: string, bytes: number): string {
  const characters = [...text]
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop()
  return characters.join('')
}
