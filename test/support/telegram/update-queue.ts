import type { Update } from 'grammy/types'

/** Where updates wait until they are confirmed, as in Telegram. */
export interface UpdateQueue {
  add(update: Omit<Update, 'update_id'>): Update
  /** Gives an update once more although it is confirmed, as Telegram does when it has lost the confirmation. */
  repeat(update: Update): void
  /** What is waiting from `offset` on, after at most `timeoutMs`; everything before the offset is confirmed. */
  poll(request: PollRequest): Promise<Poll>
  /** Not yet confirmed. */
  readonly waiting: readonly Update[]
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

/** Telegram holds a poll open for at most 50 s. */
const LONGEST_POLL_MS = 50_000
/** Real ids are sequential, from a random start. */
const FIRST_ID = 700_000_001

/** Creates an empty queue. */
export function createUpdateQueue(): UpdateQueue {
  let nextId = FIRST_ID
  let waiting: Update[] = []
  let repeated: Update[] = []
  let allowed: readonly string[] = ['message', 'edited_message', 'channel_post', 'callback_query']
  /** Ends the poll that is held open. A second one ends the first with a conflict. */
  let open: ((poll: Poll | undefined) => void) | undefined

  function take(limit: number): readonly Update[] {
    const updates = [...repeated, ...waiting].slice(0, limit)
    repeated = []
    return updates
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

  return {
    get waiting() {
      return waiting
    },
    get polls() {
      return open === undefined ? 0 : 1
    },
    add(content) {
      const update = { update_id: nextId, ...content }
      nextId += 1
      if (Object.keys(content).some((kind) => allowed.includes(kind))) waiting.push(update)
      open?.(undefined)
      return update
    },
    repeat(update) {
      repeated.push(update)
      open?.(undefined)
    },
    async poll(request) {
      open?.({ kind: 'conflict' })
      allowed = request.allowed ?? allowed
      waiting = waiting.filter(({ update_id: id }) => id >= request.offset)
      const isReady = waiting.length > 0 || repeated.length > 0
      if (isReady || request.timeoutMs === 0) return { kind: 'updates', updates: take(request.limit) }
      return hold(request)
    },
  }
}
