import type { GrammyError, HttpError } from 'grammy'

import type { Logger } from '../../logger.ts'

/** Why a call to the Bot API failed, as far as it may be logged: without addresses, payloads and so without token. */
export type Failure =
  /** Telegram said no. */
  | {
      readonly kind: 'refused'
      readonly method: string
      readonly code: number
      readonly description: string
      readonly retryAfterMs: number | undefined
      readonly migratedTo: number | undefined
    }
  /** No answer of Telegram: the network, a proxy, a server that is down. */
  | { readonly kind: 'unreachable'; readonly reason: string }

/** Reads what grammY throws; undefined when the error is another's, and so a bug. */
export function failureOf(error: unknown): Failure | undefined {
  if (isGrammyError(error)) {
    const { method, error_code: code, description, parameters } = error
    const { retry_after: seconds, migrate_to_chat_id: migratedTo } = parameters
    const retryAfterMs = seconds === undefined ? undefined : seconds * 1000
    return { kind: 'refused', method, code, description, retryAfterMs, migratedTo }
  }
  if (isHttpError(error)) return { kind: 'unreachable', reason: reasonOf(error.error) }
  return isAbort(error) ? { kind: 'unreachable', reason: 'gave up' } : undefined
}

/** What of a failure goes into a log line. */
export function factsOf(failure: Failure): object {
  if (failure.kind === 'unreachable') return { reason: failure.reason }
  const { method, code, description } = failure
  return { method, code, description }
}

/** Makes a call whose failure changes nothing. Bugs are thrown all the same. */
export async function tolerate(log: Logger, call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    log.debug(factsOf(failure), 'call.failed')
  }
}

/**
 * The short name of a network error: `ECONNREFUSED`, `invalid-json`. Never its message, which names the address, and
 * the address holds the token.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  for (const key of ['code', 'type']) {
    const value: unknown = Reflect.get(error, key)
    if (typeof value === 'string' && value !== '') return value
  }
  return error.name === 'Error' && /timed out/.test(error.message) ? 'timeout' : error.name
}

// By name, so that grammY is imported at one place only.
function isGrammyError(error: unknown): error is GrammyError {
  return error instanceof Error && error.name === 'GrammyError' && 'error_code' in error
}

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && error.name === 'HttpError' && 'error' in error
}

/** auto-retry throws a bare Error when the call is given up while it waits. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.message.startsWith('Request aborted'))
}
