import { ConfigError, StateError } from '../../errors.ts'
import type { Logger } from '../../logger.ts'
import { factsOf, failureOf } from './failure.ts'
import type { pause } from './pause.ts'

/** The first wait after a failed call; each further one doubles it. */
const FIRST_WAIT_MS = 1000
/** No wait is longer, so that the bot is back half a minute after the network is. */
const LONGEST_WAIT_MS = 30_000

/** What Telegram says to the one of two programs that it stops serving. */
const CONFLICT = 409

/** What Telegram says to a token that it does not know (404 where it is not even shaped like one). */
const TOKEN_REFUSALS: ReadonlySet<number> = new Set([401, 404])

/** When to stop, and how to wait. */
export interface PersistenceOptions {
  readonly signal: AbortSignal
  readonly log: Logger
  readonly pause: typeof pause
  /** Told once when another program goes on receiving with this token, until a call gets through again. */
  readonly onConflict?: () => void
}

/** A restart of one's own may meet the poll of the last process for a moment; after so many failures it is another's. */
const FAILURES_OF_A_CONFLICT = 3

/** Why a call has to wait: an error of Telegram or on the way there, or of our own disk. */
interface Trouble {
  readonly facts: object
  readonly retryAfterMs: number | undefined
  /** Another program receives with this token. */
  readonly isConflict: boolean
}

/** Makes a call until it succeeds. Rejects with a ConfigError when the token is refused, and when the signal aborts. */
export type Persist = <T>(call: () => Promise<T>) => Promise<T>

/**
 * Returns a `Persist` that waits longer after each failure (network, 5xx, 429 as long as Telegram asks, 409 until the
 * other program that polls with this token has ended) and reports the first good call after it.
 */
export function createPersist({ signal, log, pause: wait, onConflict }: PersistenceOptions): Persist {
  return async (call) => {
    for (let failures = 0; ; failures += 1) {
      try {
        const result = await call()
        if (failures > 0) log.info({ failures }, 'telegram.resumed')
        return result
      } catch (error) {
        signal.throwIfAborted()
        const trouble = mendable(error)
        const retryMs = trouble.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures)
        if (trouble.isConflict && failures + 1 === FAILURES_OF_A_CONFLICT) onConflict?.()
        log.warn({ ...trouble.facts, retry_ms: retryMs }, 'telegram.interrupted')
        await wait(retryMs, signal)
        signal.throwIfAborted()
      }
    }
  }
}

const UNKNOWN = { retryAfterMs: undefined, isConflict: false } as const

/** The trouble that another try may mend; everything else is thrown on. */
function mendable(error: unknown): Trouble {
  if (error instanceof StateError) return { facts: { problem: error.message }, ...UNKNOWN }
  const failure = failureOf(error)
  if (failure === undefined) throw error
  if (failure.kind === 'unreachable') return { facts: factsOf(failure), ...UNKNOWN }
  if (TOKEN_REFUSALS.has(failure.code)) {
    throw new ConfigError([`BOT_TOKEN 不被 Telegram 接受（${failure.code}），请向 @BotFather 核对`])
  }
  return { facts: factsOf(failure), retryAfterMs: failure.retryAfterMs, isConflict: failure.code === CONFLICT }
}
