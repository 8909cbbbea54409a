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
