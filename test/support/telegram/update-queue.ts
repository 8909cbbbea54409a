import type { Update } from 'grammy/types'

import type { Clock } from './world.ts'

/** Where updates wait until they are confirmed, as in Telegram. */
export interface UpdateQueue {
  add(update: Omit<Update, 'update_id'>): Update
  /** Gives an update once more although it is confirmed, as Telegram does when it has lost the confirmation. */
  repeat(update: Update): void
  /** What is waiting from `offset` on, after at most `timeoutMs`; everything before the offset is confirmed. */
  poll(request: PollRequest): Promise<Poll>
  /** Which kinds of update wait from now on; undefined leaves it as it was. */
  allow(kinds: readonly string[] | undefined): void
  /** Not yet confirmed and not a day old, in order. */
  pending(): readonly Update[]
  confirm(update: Update): void
  clear(): void
  /** Polls that are held open. */
  readonly polls: number
}

interface PollRequest {
  readonly offset: number
  readonly limit: number
  readonly timeoutMs: number
  readonly allowed: readonly string[] | undefined
  readonly signal: AbortSignal
}

type Poll = { readonly kind: 'updates'; readonly updates: readonly Update[] } | { readonly kind: 'conflict' }

interface Waiting {
  readonly update: Update
  readonly since: number
}

/** Telegram holds a poll open for at most 50 s. */
const LONGEST_POLL_MS = 50_000
/** Telegram keeps what is not fetched for a day (core.telegram.org/bots/api#getting-updates). */
const RETENTION_MS = 86_400_000
/** Real ids are sequential, from a random start. */
const FIRST_ID = 700_000_001
/** Kinds that only those get who ask for them by name (core.telegram.org/bots/api#getupdates). */
const ON_REQUEST: ReadonlySet<string> = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

/** Creates an empty queue. `onAdd` is told of everything new. */
export function createUpdateQueue(clock: Clock, onAdd: () => void): UpdateQueue {
  let nextId = FIRST_ID
  let waiting: Waiting[] = []
  let repeated: Update[] = []
  let allowed: readonly string[] = []
  /** Ends the poll that is held open. A second one ends the first with a conflict. */
  let open: ((poll: Poll | undefined) => void) | undefined

  function take(limit: number): readonly Update[] {
    const updates = [...repeated, ...waiting.slice(0, limit).map(({ update }) => update)].slice(0, limit)
    repeated = []
    return updates
  }

  function isAllowed(kind: string): boolean {
    return allowed.length === 0 ? !ON_REQUEST.has(kind) : allowed.includes(kind)
  }

  function dropOld(): void {
    const oldest = clock.now() - RETENTION_MS
    if ((waiting[0]?.since ?? Infinity) < oldest) waiting = waiting.filter(({ since }) => since >= oldest)
  }

  function hold({ limit, timeoutMs, signal }: PollRequest): Promise<Poll> {
    return new Promise((resolve) => {
      const close = (poll?: Poll): void => {
        clearTimeout(timer)
        if (open === close) open = undefined
        resolve(poll ?? { kind: 'updates', updates: take(limit) })
      }
      const timer = setTimeout(close, Math.min(timeoutMs, LONGEST_POLL_MS))
      signal.addEventListener('abort', () => close({ kind: 'updates', updates: [] }), { once: true })
      open = close
    })
  }

  function tell(): void {
    open?.(undefined)
    onAdd()
  }

  return {
    get polls() {
      return open === undefined ? 0 : 1
    },
    add(content) {
      const update = { update_id: nextId, ...content }
      nextId += 1
      if (!Object.keys(content).some(isAllowed)) return update
      waiting.push({ update, since: clock.now() })
      tell()
      return update
    },
    repeat(update) {
      repeated.push(update)
      tell()
    },
    async poll(request) {
      open?.({ kind: 'conflict' })
      allowed = request.allowed ?? allowed
      waiting = waiting.filter(({ update: { update_id: id } }) => id >= request.offset)
      dropOld()
      const isReady = waiting.length > 0 || repeated.length > 0
      if (isReady || request.timeoutMs === 0) return { kind: 'updates', updates: take(request.limit) }
      return hold(request)
    },
    allow(kinds) {
      allowed = kinds ?? allowed
    },
    pending() {
      dropOld()
      return [...repeated, ...waiting.map(({ update }) => update)]
    },
    confirm(update) {
      if (repeated.includes(update)) repeated = repeated.filter((one) => one !== update)
      else waiting = waiting.filter((one) => one.update !== update)
    },
    clear() {
      waiting = []
      repeated = []
    },
  }
}
