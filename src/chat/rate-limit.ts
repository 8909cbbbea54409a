/** Whether a turn keeps to the limit of its key. */
export type Rate =
  | { readonly kind: 'within' }
  /** One too many; `isFirst` only once a window, so that the notice about it is not repeated. */
  | { readonly kind: 'over'; readonly isFirst: boolean; readonly seconds: number }

/** How many turns each person or chat may take in a window of time. */
export interface RateLimit {
  /** Counts one turn more. `seconds` is how long until the window ends, at least 1. */
  count(key: string): Rate
}

/** The limits of a conversation: turns by person and by group, and how often a stranger may try a code. */
export interface Limits {
  readonly user: RateLimit
  /** Offers are asked for at every pause in typing. */
  readonly offers: RateLimit
  readonly group: RateLimit
  readonly codes: RateLimit
}

interface RateLimitOptions {
  /** Turns in a window; 0 is no limit. */
  readonly limit: number
  readonly windowMs: number
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

/** Keys kept at once, some 100 bytes each. Beyond that the one whose window began first is forgotten. */
export const MAX_KEYS = 10_000

interface Window {
  readonly startedAt: number
  count: number
}

/** Windows of fixed length, each begun by its first turn. */
export function createRateLimit({ limit, windowMs, now }: RateLimitOptions): RateLimit {
  const windows = new Map<string, Window>()

  function open(key: string): Window {
    // Taken out first, so that the keys stand in the order in which their windows began.
    windows.delete(key)
    const window = { startedAt: now(), count: 0 }
    windows.set(key, window)
    const [oldest] = windows.keys()
    if (windows.size > MAX_KEYS && oldest !== undefined) windows.delete(oldest)
    return window
  }

  return {
    count(key) {
      if (limit === 0) return { kind: 'within' }
      const known = windows.get(key)
      const window = known !== undefined && now() - known.startedAt < windowMs ? known : open(key)
      window.count += 1
      if (window.count <= limit) return { kind: 'within' }
      const leftMs = window.startedAt + windowMs - now()
      return { kind: 'over', isFirst: window.count === limit + 1, seconds: Math.max(1, Math.ceil(leftMs / 1000)) }
    },
  }
}
