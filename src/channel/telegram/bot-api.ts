import assert from 'node:assert/strict'

import { autoRetry } from '@grammyjs/auto-retry'
import { apiThrottler } from '@grammyjs/transformer-throttler'
import { Api, HttpError, InputFile } from 'grammy'
import type { Transformer } from 'grammy'

import { reasonOf } from './failure.ts'
import { createProxyAgent } from './proxy.ts'

/** Which bot, and the way to Telegram. */
export interface BotApiOptions {
  readonly token: string
  /** Address of the Bot API server. */
  readonly apiRoot: string
  readonly proxyUrl: string | undefined
}

/** grammY's client as this channel uses it, with what ends its calls. */
export interface BotApi {
  readonly api: Api
  /** Gives up all calls that are under way or waiting, and those to come. */
  readonly abandonCalls: () => void
}

/** The type of signal that grammY's calls take. */
export type ApiSignal = NonNullable<Parameters<Transformer>[3]>

/** Telegram's own server. */
export const TELEGRAM_API_ROOT = 'https://api.telegram.org'

/** No call hangs longer; longer than a long poll of 30 s. */
const CALL_TIMEOUT_SECONDS = 45
/** A message that cannot be sent within two minutes of retries is given up. */
const DELIVERY_DEADLINE_MS = 120_000

/** Their callers have a rhythm of their own: a failed one is followed by the next, or is not worth repeating. */
const NOT_REPEATED: ReadonlySet<string> = new Set([
  'getUpdates',
  'getMe',
  'setWebhook',
  'deleteWebhook',
  'getWebhookInfo',
  'sendChatAction',
  'setMessageReaction',
  'answerInlineQuery',
])

/** They put nothing into a chat, so they have no limit there, and must not take the place of messages. */
const UNPACED: ReadonlySet<string> = new Set(['sendChatAction', 'setMessageReaction', 'answerInlineQuery'])

/**
 * A message a second in a private chat, with short bursts; 20 messages a minute in a group
 * (core.telegram.org/bots/faq#my-bot-is-hitting-limits), and as many edits. The package's own settings spend the minute
 * of a group in 20 seconds and are silent for the rest, and give private chats no burst.
 */
const PACE = {
  privateChat: tokenBucket(3, 1000),
  groupSends: tokenBucket(5, 4000),
  groupEdits: tokenBucket(1, 3000),
}

/**
 * 30 messages a second in all, sends and edits together. The package's own setting lets 30 go at the end of a second and
 * 30 more at the beginning of the next. Evenly spaced, few are on their way at once, and so few come twice after a kill.
 */
const PACE_IN_ALL = { minTime: 35 }

/** `burst` calls at once, then one in `intervalMs`: in a minute never more than `burst + 60,000 / intervalMs`. */
function tokenBucket(burst: number, intervalMs: number): object {
  return {
    maxConcurrent: 1,
    reservoir: burst,
    reservoirIncreaseAmount: 1,
    reservoirIncreaseInterval: intervalMs,
    reservoirIncreaseMaximum: burst,
  }
}

/**
 * Opens grammY's client. Calls repeat themselves on 429, 5xx and network loss, keep to the flood limits in the order they
 * were made, and fail without the token: grammY's HttpError would hold the address, and the address the token. Its `Bot`
 * is not used: it confirms updates before they are handled, and its filters throw at mangled ones.
 */
export function openBotApi({ token, apiRoot, proxyUrl }: BotApiOptions): BotApi {
  // As usual for HTTPS_PROXY: an http address (one's own Bot API server) is reached directly.
  const agent = proxyUrl !== undefined && apiRoot.startsWith('https:') ? createProxyAgent(proxyUrl) : undefined
  const api = new Api(token, {
    apiRoot: apiRoot.replace(/(?<!\/)\/+$/, ''),
    timeoutSeconds: CALL_TIMEOUT_SECONDS,
    ...(agent && { baseFetchConfig: { agent, compress: true } }),
  })
  const deadlines = createDeadlines()
  // The first is nearest to the network. Retries come before the throttle, which thus holds back the rest of the chat.
  api.config.use(nothingButTelegram, onlyRepeatable(autoRetry()), deadlines.transformer, createThrottle())
  return { api, abandonCalls: deadlines.expire }
}

/** A text as a file to send, in UTF-8. */
export function textFile(content: string, name: string): InputFile {
  return new InputFile(Buffer.from(content), name)
}

/** Node's signals are those of the package that grammY uses, in all but their types. */
export function apiSignal(signal: AbortSignal): ApiSignal {
  assert(isApiSignal(signal), 'a signal has listeners')
  return signal
}

function isApiSignal(signal: object): signal is ApiSignal {
  return 'aborted' in signal && 'addEventListener' in signal && 'removeEventListener' in signal
}

/** Whatever goes wrong between here and Telegram becomes an HttpError that does not hold the address. */
const nothingButTelegram: Transformer = async (prev, ...call) => {
  try {
    const answer = await prev(...call)
    if (isAnswer(answer)) return answer
  } catch (error) {
    throw error instanceof HttpError ? new HttpError(error.message, namedError(reasonOf(error.error))) : error
  }
  throw new HttpError(`Network request for '${call[0]}' failed!`, namedError('foreign-answer'))
}

/** Something on the way may answer with JSON of its own. */
function isAnswer(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer
}

function namedError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

function onlyRepeatable(retry: Transformer): Transformer {
  return (prev, ...call) => (NOT_REPEATED.has(call[0]) ? prev(...call) : retry(prev, ...call))
}

/** Edits have a limit of their own. */
function createThrottle(): Transformer {
  const sends = apiThrottler({ global: {}, out: PACE.privateChat, group: PACE.groupSends })
  const edits = apiThrottler({ global: {}, out: PACE.privateChat, group: PACE.groupEdits })
  const all = apiThrottler({ global: PACE_IN_ALL, out: {}, group: {} })
  return (prev, ...call) => {
    const [method] = call
    if (UNPACED.has(method)) return prev(...call)
    return (method.startsWith('edit') ? edits : sends)((...inTurn) => all(prev, ...inTurn), ...call)
  }
}

/** auto-retry repeats without end unless its signal is aborted. */
function createDeadlines(): { transformer: Transformer; expire: () => void } {
  const open = new Set<AbortController>()
  let isExpired = false
  return {
    async transformer(prev, ...[method, payload, signal]) {
      if (signal !== undefined) return prev(method, payload, signal)
      const call = new AbortController()
      const timer = setTimeout(() => call.abort(), DELIVERY_DEADLINE_MS)
      open.add(call)
      if (isExpired) call.abort()
      try {
        return await prev(method, payload, apiSignal(call.signal))
      } finally {
        clearTimeout(timer)
        open.delete(call)
      }
    },
    expire() {
      isExpired = true
      for (const call of open) call.abort()
    },
  }
}
