/** Lone halves of surrogate pairs, which Telegram refuses with the whole message. */
const LONE_SURROGATES = /\p{Surrogate}/gu

/** A text as Telegram takes it, of the same length. */
export function sendableText(text: string): string {
  return text.replace(LONE_SURROGATES, '\uFFFD')
}
