import { createHash, timingSafeEqual } from 'node:crypto'

import type { Update } from 'grammy/types'

import { StateError } from '../../errors.ts'
import type { Logger } from '../../logger.ts'
import type { Inbox } from './inbox.ts'
import type { pause } from './pause.ts'
import type { Persist } from './persistence.ts'
import { ALLOWED_UPDATES } from './update-source.ts'
import type { UpdateSource } from './update-source.ts'

/** Where Telegram sends updates to, and the word by which it shows that it is Telegram. */
export interface WebhookAddress {
  readonly url: string
  /** 1 to 256 of `A-Za-z0-9_-`. */
  readonly secret: string
}

/** What arrives at the webhook's address. */
export interface HookPost {
  /** The header `X-Telegram-Bot-Api-Secret-Token`. */
  readonly secret: string | undefined
  /** Reads the body, which whoever calls has bounded. */
  readonly read: () => Promise<string>
}

/** What to answer: Telegram sends again what is not answered with 200, after `retryAfterS` where it is given. */
export interface HookAnswer {
  readonly status: 200 | 400 | 401 | 503
  readonly retryAfterS?: number
}

/** What a webhook works with. */
export interface WebhookOptions {
  readonly address: WebhookAddress
  readonly setWebhook: (signal: AbortSignal) => Promise<unknown>
  readonly getWebhookInfo: (signal: AbortSignal) => Promise<WebhookInfo>
  readonly inbox: Pick<Inbox, 'put'>
  readonly persist: Persist
  readonly pause: typeof pause
  readonly log: Logger
}

/** What of Telegram's own view of a webhook counts here. */
interface WebhookInfo {
  readonly url?: string
  readonly pending_update_count: number
  readonly last_error_message?: string
}

/** An update source that is called instead of asking. */
export interface Webhook extends UpdateSource {
  /** Takes one update. Does not reject. */
  readonly receive: (post: HookPost) => Promise<HookAnswer>
}

/** How often Telegram is asked whether it gets through; that is also how a revoked token comes to light. */
const LOOK_INTERVAL_MS = 300_000
/** When Telegram shall try again while nothing can be kept. */
const RETRY_AFTER_S = 1

/** Lets Telegram bring the updates. Each is answered with 200 when the inbox keeps it, and not before. */
export function createWebhook(options: WebhookOptions): Webhook {
  const { address, setWebhook, getWebhookInfo, inbox, persist, pause: wait, log } = options

  async function look(signal: AbortSignal): Promise<void> {
    const info = await persist(() => getWebhookInfo(signal))
    const { url = '', pending_update_count: updates, last_error_message: problem } = info
    if (url !== address.url) {
      log.warn({}, 'webhook.replaced')
      await persist(() => setWebhook(signal))
    } else if (updates > 0 && problem !== undefined) {
      log.warn({ updates, problem }, 'webhook.missed')
    }
  }

  return {
    async run(signal) {
      try {
        await persist(() => setWebhook(signal))
        while (!signal.aborted) {
          await wait(LOOK_INTERVAL_MS, signal)
          if (!signal.aborted) await look(signal)
        }
      } catch (error) {
        if (!signal.aborted) throw error
      }
    },
    // Whatever was taken was answered with 200. The webhook stays set: Telegram keeps what comes until the next start.
    finish: () => Promise.resolve(),
    async receive({ secret, read }) {
      if (!isSame(secret ?? '', address.secret)) return { status: 401 }
      const update = parseUpdate(await read().catch(() => ''))
      if (update === undefined) return { status: 400 }
      try {
        inbox.put([update])
        return { status: 200 }
      } catch (error) {
        const problem = error instanceof StateError ? error.message : String(error)
        log.error({ update_id: update.update_id, problem }, 'update.unsaved')
        return { status: 503, retryAfterS: RETRY_AFTER_S }
      }
    },
  }
}

/** Compares in a time that does not depend on where the two differ. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

/** An update with an id and one body, of a kind that was asked for; undefined for everything else. */
function parseUpdate(body: string): Update | undefined {
  const value = parseJson(body)
  return isUpdate(value) ? value : undefined
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function isUpdate(value: unknown): value is Update {
  if (typeof value !== 'object' || value === null || !('update_id' in value)) return false
  if (!Number.isSafeInteger(value.update_id)) return false
  const bodies = ALLOWED_UPDATES.map((kind): unknown => Reflect.get(value, kind)).filter((one) => one !== undefined)
  return bodies.length === 1 && bodies.every((body) => typeof body === 'object' && body !== null)
}
