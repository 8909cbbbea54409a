import type { Update } from 'grammy/types'

import { done, refuse } from './reply.ts'
import type { Parameters, Reply } from './reply.ts'
import type { UpdateQueue } from './update-queue.ts'
import type { World } from './world.ts'

/** Where updates are sent to. */
interface WebhookTarget {
  readonly url: string
  readonly secret: string | undefined
  readonly maxConnections: number
}

/** Updates on their way to a webhook. */
export interface WebhookDelivery {
  readonly target: WebhookTarget
  /** How often an update was sent and not accepted. */
  readonly failures: number
  readonly lastError: string | undefined
  /** Sends what can be sent now: the oldest update of every chat that has none under way. */
  pump(): void
  /** Sends nothing more. */
  stop(): void
}

export interface DeliveryOptions {
  readonly updates: UpdateQueue
  readonly target: WebhookTarget
  /** The first wait after a failure; each further one doubles it. Telegram's is 2 s, after one try at once. */
  readonly retryMs: number
}

/** Telegram sends the secret that the bot has set in this header. */
const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token'
const SECRET = /^[\w-]{1,256}$/
const DEFAULT_CONNECTIONS = 40
/** Longer a bot may not ask Telegram to wait, by `Retry-After`. */
const LONGEST_RETRY_AFTER_S = 3600

/**
 * Sends each update to the webhook until it is answered with 2xx, those of one chat one after the other. Failed ones
 * are sent again at once and then after longer and longer waits, as in TDLib's WebhookActor.
 */
export function createDelivery({ updates, target, retryMs }: DeliveryOptions): WebhookDelivery {
  const busy = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  const stopping = new AbortController()
  let failures = 0
  let lastError: string | undefined

  async function deliver(update: Update, line: string): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      const { isAccepted, waitMs } = await send(target, update, stopping.signal)
      if (isAccepted) break
      failures += 1
      lastError = 'Wrong response from the webhook'
      await wait(waitMs ?? (tries === 0 ? 0 : retryMs * 2 ** (tries - 1)))
    }
    if (stopping.signal.aborted) return
    updates.confirm(update)
    busy.delete(line)
    pump()
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      timers.add(timer)
    })
  }

  function pump(): void {
    for (const update of updates.pending()) {
      const line = lineOf(update)
      if (stopping.signal.aborted || busy.size >= target.maxConnections) return
      if (busy.has(line)) continue
      busy.add(line)
      void deliver(update, line)
    }
  }

  return {
    target,
    get failures() {
      return failures
    },
    get lastError() {
      return lastError
    },
    pump,
    stop() {
      stopping.abort()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

async function send(
  { url, secret }: WebhookTarget,
  update: Update,
  signal: AbortSignal,
): Promise<{ isAccepted: boolean; waitMs?: number | undefined }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret !== undefined && { [SECRET_HEADER]: secret }) },
      body: JSON.stringify(update),
      signal,
    })
    await response.arrayBuffer()
    const seconds = Number(response.headers.get('retry-after') ?? NaN)
    const waitMs = Number.isFinite(seconds) ? Math.min(seconds, LONGEST_RETRY_AFTER_S) * 1000 : undefined
    return { isAccepted: response.ok, waitMs }
  } catch {
    return { isAccepted: false }
  }
}

/** What keeps its order: the updates of a chat. */
function lineOf({ update_id, ...content }: Update): string {
  const [body] = Object.values(content) as { chat?: { id: number }; message?: { chat: { id: number } } }[]
  return String(body?.chat?.id ?? body?.message?.chat.id ?? `update ${update_id}`)
}

/** The method `setWebhook`. An empty address takes the webhook away. */
export function setWebhook(world: World, parameters: Parameters): Reply {
  const { url, secret_token: secret, max_connections: max = DEFAULT_CONNECTIONS, allowed_updates: allowed } = parameters
  if (url === '') return deleteWebhook(world, parameters)
  const refusal = addressRefusal(String(url))
  if (refusal !== undefined) return refuse(`Bad Request: bad webhook: ${refusal}`)
  if (secret !== undefined && !SECRET.test(secret as string)) {
    return refuse('Bad Request: secret token contains unallowed characters')
  }
  world.webhook?.stop()
  if (parameters['drop_pending_updates'] === true) world.updates.clear()
  world.updates.allow(allowed as readonly string[] | undefined)
  const target = { url: String(url), secret: secret as string | undefined, maxConnections: Number(max) }
  world.webhook = world.startDelivery(target)
  world.webhook.pump()
  return done(true)
}

/** Telegram wants HTTPS on four ports. A test listens on a loopback address without it, as a server of one's own may. */
function addressRefusal(address: string): string | undefined {
  if (!URL.canParse(address)) return 'invalid webhook URL specified'
  const { protocol, hostname, port } = new URL(address)
  if (hostname === '127.0.0.1') return undefined
  if (protocol !== 'https:') return 'An HTTPS URL must be provided for webhook'
  const isOpen = ['', '443', '80', '88', '8443'].includes(port)
  return isOpen ? undefined : 'Webhook can be set up only on ports 80, 88, 443 or 8443'
}

/** The method `deleteWebhook`. */
export function deleteWebhook(world: World, parameters: Parameters): Reply {
  world.webhook?.stop()
  world.webhook = undefined
  if (parameters['drop_pending_updates'] === true) world.updates.clear()
  return done(true)
}

/** The method `getWebhookInfo`. */
export function getWebhookInfo({ webhook, updates }: World): Reply {
  return done({
    url: webhook?.target.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending().length,
    ...(webhook?.lastError !== undefined && { last_error_message: webhook.lastError }),
  })
}
