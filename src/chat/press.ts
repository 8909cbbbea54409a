import type { Span } from '../span.ts'

/** What a button of ours asks for. It holds all it needs, so that old buttons work after a restart and a reindex. */
export type Press =
  | PassagePress
  | { readonly kind: 'wrong'; readonly asked: number }
  /** An option of the question back that stands as the answer of that number; `at` counts from 0. */
  | { readonly kind: 'option'; readonly asked: number; readonly at: number }

/** The surroundings of a figure, a quotation to copy, or the other places that tell the fact of a figure. */
export interface PassagePress extends Span {
  readonly kind: (typeof PASSAGE_KINDS)[number]
  readonly paragraphId: string
}

/** A press as the text that a button carries: Telegram takes at most 64 bytes, and no press comes near. */
export function pressFor(press: Press): string {
  switch (press.kind) {
    case 'context':
    case 'copy':
    case 'also':
      return `${press.kind}:${press.paragraphId}:${press.start}-${press.end}`
    case 'wrong':
      return `wrong:${press.asked}`
    case 'option':
      return `option:${press.asked}:${press.at}`
  }
}

const PASSAGE_KINDS = ['context', 'copy', 'also'] as const
const PASSAGE_PRESS = /^(?<name>[a-z]+):(?<paragraphId>[\da-f]{1,32}):(?<start>\d{1,7})-(?<end>\d{1,7})$/
const WRONG_PRESS = /^wrong:(?<asked>\d{1,15})$/
const OPTION_PRESS = /^option:(?<asked>\d{1,15}):(?<at>\d{1,3})$/

/** Reads a press back; undefined for anything that no button of ours carries. */
export function parsePress(text: string): Press | undefined {
  const wrong = WRONG_PRESS.exec(text)?.groups?.['asked']
  if (wrong !== undefined) return { kind: 'wrong', asked: Number(wrong) }
  const option = OPTION_PRESS.exec(text)?.groups
  return option === undefined
    ? parsePassagePress(text)
    : { kind: 'option', asked: Number(option['asked']), at: Number(option['at']) }
}

function parsePassagePress(text: string): PassagePress | undefined {
  const { name, paragraphId = '', start, end } = PASSAGE_PRESS.exec(text)?.groups ?? {}
  const kind = PASSAGE_KINDS.find((known) => known === name)
  return kind && { kind, paragraphId, start: Number(start), end: Number(end) }
}
