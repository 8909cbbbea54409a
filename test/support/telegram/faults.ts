import { setTimeout as delay } from 'node:timers/promises'

import type { Parameters, Reply } from './reply.ts'

/** What goes wrong with a call. */
export type Fault =
  /** Answered so, and not carried out. */
  | { readonly kind: 'refused'; readonly code: number; readonly description: string; readonly parameters?: object }
  /** The connection breaks before or after the call is carried out. */
  | { readonly kind: 'dropped'; readonly isCarriedOut: boolean }
  /** Carried out after a while; a long one is a server that hangs. */
  | { readonly kind: 'delayed'; readonly ms: number }
  | Foreign

/** An answer of something on the way that is no Bot API: a proxy's error page. */
export interface Foreign {
  readonly kind: 'foreign'
  readonly status: number
  /** An HTML page where it is not given. */
  readonly body?: string
}

/** What comes back: `lost` when the connection was cut. */
export type Outcome = Reply | Foreign | 'lost'

/** Says what goes wrong with a call; undefined lets it through. */
export type Weather = (method: string, parameters: Parameters) => Fault | undefined

/** Lets a call be answered, or go wrong in the way that the fault says. No delay outlasts `signal`. */
export async function spoil(
  fault: Fault | undefined,
  carry: () => Promise<Reply>,
  signal: AbortSignal,
): Promise<Outcome> {
  switch (fault?.kind) {
    case undefined:
      return carry()
    case 'dropped':
      if (fault.isCarriedOut) await carry()
      return 'lost'
    case 'delayed':
      await delay(fault.ms, undefined, { signal }).catch(() => undefined)
      return carry()
    case 'foreign':
      return fault
    case 'refused': {
      const { code, description, parameters } = fault
      return { ok: false, error_code: code, description, ...(parameters && { parameters }) }
    }
  }
}
