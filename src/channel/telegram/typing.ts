import { pause } from './pause.ts'

/** Most answers are there before anybody looks; an action that arrives after its answer would stay for 5 s. */
const FIRST_AFTER_MS = 500
/** Telegram shows an action for 5 s (core.telegram.org/bots/api#sendchataction). */
const REPEAT_MS = 4000

/** Shows that work is going on, again and again until it ends. `showTyping` must not reject. */
export async function whileTyping<T>(showTyping: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const done = new AbortController()
  void repeat(showTyping, done.signal)
  try {
    return await work()
  } finally {
    done.abort()
  }
}

async function repeat(showTyping: () => Promise<void>, done: AbortSignal): Promise<void> {
  await pause(FIRST_AFTER_MS, done)
  while (!done.aborted) {
    await showTyping()
    await pause(REPEAT_MS, done)
  }
}

/** A second is long for an answer: by then its question is marked as read. */
const MARKED_AFTER_MS = 1000

/**
 * Marks a question while work on it takes long, and takes the mark away afterwards, for which nobody waits who waits for
 * the work: `unmarked` resolves then. `mark` must not reject.
 */
export function whileMarked<T>(
  mark: (isMarked: boolean) => Promise<void>,
  work: () => Promise<T>,
): { readonly result: Promise<T>; readonly unmarked: Promise<void> } {
  const done = new AbortController()
  const marking = markLate(mark, done.signal)
  const result = work().finally(() => done.abort())
  return { result, unmarked: marking.then((isMarked) => (isMarked ? afterwards(result, mark) : undefined)) }
}

/** True when it came to a mark. */
async function markLate(mark: (isMarked: boolean) => Promise<void>, done: AbortSignal): Promise<boolean> {
  await pause(MARKED_AFTER_MS, done)
  if (done.aborted) return false
  await mark(true)
  return true
}

async function afterwards(work: Promise<unknown>, mark: (isMarked: boolean) => Promise<void>): Promise<void> {
  await Promise.allSettled([work])
  await mark(false)
}
