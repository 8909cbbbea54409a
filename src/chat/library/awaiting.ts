import type { Speaker } from '../chat.ts'
import type { ReportField } from './report-field.ts'

/** What an admin was asked for. */
export interface Awaited {
  readonly field: ReportField
  readonly about: ReportPointer
  /** He pressed a button for it, so that other words are a mistake; otherwise they are a question like any other. */
  readonly isAskedFor: boolean
}

/** A file that waits, by its id, or a report, by the hash of its name. */
export type ReportPointer =
  | { readonly kind: 'upload'; readonly id: string }
  | { readonly kind: 'report'; readonly key: string }

/** What the next words of whom may be. Kept in memory: after a restart the button is pressed again. */
export interface Awaiting {
  get(speaker: Speaker): Awaited | undefined
  set(speaker: Speaker, awaited: Awaited): void
  clear(speaker: Speaker): void
}

/** Asks of so many people at once are remembered, the newest. */
const REMEMBERED = 100

/** Nobody is asked for anything. */
export function createAwaiting(): Awaiting {
  const all = new Map<string, Awaited>()
  return {
    get: (speaker) => all.get(keyOf(speaker)),
    set(speaker, awaited) {
      all.delete(keyOf(speaker))
      all.set(keyOf(speaker), awaited)
      const [oldest] = all.keys()
      if (all.size > REMEMBERED && oldest !== undefined) all.delete(oldest)
    },
    clear: (speaker) => void all.delete(keyOf(speaker)),
  }
}

function keyOf({ chatId, userId }: Speaker): string {
  return `${chatId} ${userId}`
}
