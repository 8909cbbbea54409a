import { refuse } from './reply.ts'
import type { Parameters, Reply } from './reply.ts'
import type { Clock } from './world.ts'

/** The flood limits of one bot. */
export interface FloodGate {
  /** The refusal of a call that comes too soon; undefined lets it through and counts it. */
  refusal(method: string, parameters: Parameters): Reply | undefined
  /** Calls that were refused. */
  readonly refused: number
  /** Calls that came although the bot had been asked to wait: what Telegram punishes with longer waits. */
  readonly unheeded: number
}

/** So many calls in so long; `burst` more may go ahead and are made up for by a pause. */
interface Limit {
  readonly calls: number
  readonly windowMs: number
  readonly burst?: number
}

/**
 * About a message a second in a chat, 20 a minute in a group, 30 a second in all
 * (core.telegram.org/bots/faq#my-bot-is-hitting-limits), and 20 edits a minute in a group. Telegram tolerates short
 * bursts in a chat without saying how long; here they are of five messages.
 */
const LIMITS = {
  chat: { calls: 1, windowMs: 1000, burst: 4 },
  group: { calls: 20, windowMs: 60_000 },
  groupEdits: { calls: 20, windowMs: 60_000 },
  all: { calls: 30, windowMs: 1000 },
} as const satisfies Record<string, Limit>

/** What was refused this recently may already be on its way when the bot learns that it shall wait. */
const ON_THE_WAY_MS = 100

/** Messages and their edits count; chat actions, answers to presses and reactions do not. */
const COUNTED = /^(?:send(?!ChatAction)|editMessage|copy|forward)/

/** Starts without calls. */
export function createFloodGate(clock: Clock): FloodGate {
  const calls = new Map<string, number[]>()
  const asked = new Map<string, { since: number; until: number }>()
  let refused = 0
  let unheeded = 0

  /**
   * How long to wait until the line takes another call. A call counts from when it was due, which with a burst is later
   * than it came: so one that came ahead is made up for.
   */
  function waitOf(line: string, { calls: most, windowMs, burst = 0 }: Limit): number {
    const recent = (calls.get(line) ?? []).filter((due) => due > clock.now() - windowMs)
    calls.set(line, recent)
    const oldest = recent.at(-most)
    return oldest === undefined ? 0 : oldest + windowMs - clock.now() - (burst * windowMs) / most
  }

  function count(line: string, { calls: most, windowMs, burst }: Limit): void {
    const due = calls.get(line) ?? []
    const earliest = burst === undefined ? 0 : (due.at(-most) ?? 0) + windowMs
    calls.set(line, [...due, Math.max(clock.now(), earliest)])
  }

  function noteDisobedience(line: string): void {
    const pausing = asked.get(line)
    if (pausing === undefined) return
    const now = clock.now()
    if (now > pausing.since + ON_THE_WAY_MS && now < pausing.until) unheeded += 1
  }

  return {
    get refused() {
      return refused
    },
    get unheeded() {
      return unheeded
    },
    refusal(method, { chat_id: chatId }) {
      if (!COUNTED.test(method)) return undefined
      const lines = linesOf(method, Number(chatId))
      const waits = lines.map(([line, limit]) => waitOf(line, limit))
      const [[own]] = lines
      noteDisobedience(own)
      const waitMs = Math.max(...waits)
      if (waitMs <= 0) {
        for (const [line, limit] of lines) count(line, limit)
        return undefined
      }
      refused += 1
      const seconds = Math.ceil(waitMs / 1000)
      asked.set(own, { since: clock.now(), until: clock.now() + seconds * 1000 })
      return refuse(`Too Many Requests: retry after ${seconds}`, { code: 429, retry_after: seconds })
    },
  }
}

type Line = readonly [name: string, limit: Limit]

/** Groups have negative ids. */
function linesOf(method: string, chatId: number): readonly [Line, Line] {
  const all: Line = ['all', LIMITS.all]
  if (chatId >= 0) return [[`chat ${chatId}`, LIMITS.chat], all]
  return method.startsWith('edit')
    ? [[`edits ${chatId}`, LIMITS.groupEdits], all]
    : [[`group ${chatId}`, LIMITS.group], all]
}
