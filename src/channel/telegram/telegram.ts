import type { ChatMove } from '../../chat/chat-move.ts'
import type { Chat } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import type { Access } from './access.ts'
import { createBackground } from './background.ts'
import { apiSignal, openBotApi, TELEGRAM_API_ROOT } from './bot-api.ts'
import { factsOf, failureOf } from './failure.ts'
import type { GroupWaits } from './group-keeper.ts'
import type { InboxStore } from './inbox-store.ts'
import type { Patience } from './inbox.ts'
import { openLine } from './line.ts'
import type { Line } from './line.ts'
import { pause } from './pause.ts'
import { createPersist } from './persistence.ts'
import { CONFLICT_NOTICE, tellAdmins } from './tell-admins.ts'
import type { UpdateSource } from './update-source.ts'
import type { HookAnswer, HookPost, WebhookAddress } from './webhook.ts'

/** Settings of one bot, and what it serves. */
export interface TelegramOptions {
  /** From @BotFather. Never shown, logged or thrown. */
  readonly token: string
  /** Another Bot API server than Telegram's. */
  readonly apiRoot?: string | undefined
  /** HTTP proxy for an https `apiRoot`. */
  readonly proxyUrl?: string | undefined
  /** Where Telegram brings updates to; they are asked for where it is not given. */
  readonly webhook?: WebhookAddress | undefined
  /** Shows lists as tables, as it does where this is not given; clients of before the summer of 2026 cannot read them. */
  readonly showsTables?: boolean
  readonly access: Access
  readonly chat: Chat
  readonly log: Logger
  /** Keeps updates until they are answered; in memory, and so until a kill, where it is not given. */
  readonly store?: InboxStore
  /** Told once of each group that goes on under another id. */
  readonly onMove?: (move: ChatMove) => void
  /** How long it stays in groups that nobody opened, where it is not as long as their members are told. */
  readonly waits?: GroupWaits
}

/** Where a web server takes what Telegram brings. */
export interface Hook {
  readonly path: string
  readonly secretHeader: string
  readonly receive: (post: HookPost) => Promise<HookAnswer>
}

/** The Telegram channel of one bot. */
export interface Telegram {
  /** Undefined where updates are asked for. */
  readonly hook: Hook | undefined
  /**
   * Serves until `stop`, through every failure of network and server; `telegram.started` is logged when it is ready.
   * Rejects with a ConfigError when Telegram refuses the token, be it later while it serves.
   */
  start(): Promise<void>
  /** Takes no more updates and finishes those at hand. After 7 s it gives up; what is left is taken up at the next start. */
  stop(): Promise<void>
}

/** Telegram's header for the secret of a webhook (core.telegram.org/bots/api#setwebhook). */
const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token'
/** What Telegram is told that comes before the bot is ready, or after. */
const NOT_READY: HookAnswer = { status: 503, retryAfterS: 5 }

/** How long `stop` waits for answers: the whole program has to end before a container is killed, after 10 s. */
const PATIENCE: Patience = { beginMs: 5000, finishMs: 2000 }
/** How long `stop` waits for Telegram to note what was handled. */
const CONFIRM_MS = 2000

/** Connects a conversation with Telegram: source → inbox → handler. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { token, apiRoot = TELEGRAM_API_ROOT, proxyUrl, webhook, log } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const { api, abandonCalls } = openBotApi({ token, apiRoot, proxyUrl })
  const { adminIds } = options.access
  const onConflict = (): void => void tellAdmins(CONFLICT_NOTICE, { api, adminIds, log })
  const persist = createPersist({ signal, log, pause, onConflict })
  const background = createBackground()
  let line: Line | undefined
  let running = Promise.resolve()

  async function serve(): Promise<void> {
    const me = await persist(() => api.getMe(apiSignal(signal)))
    line = openLine({ api, me, options, persist, background, signal })
    await line.source.run(signal)
  }

  const receive = async (post: HookPost): Promise<HookAnswer> =>
    signal.aborted ? NOT_READY : ((await line?.webhook?.receive(post)) ?? NOT_READY)

  return {
    hook: webhook && { path: new URL(webhook.url).pathname, secretHeader: SECRET_HEADER, receive },
    async start() {
      running = serve().catch((error: unknown) => {
        abandonCalls()
        if (!signal.aborted) throw error
      })
      await running
    },
    async stop() {
      stopping.abort()
      const emptied = line?.inbox.drain(PATIENCE) ?? Promise.resolve(true)
      const [isDrained] = await Promise.all([emptied, background.settle(PATIENCE.beginMs + PATIENCE.finishMs)])
      if (isDrained) {
        await Promise.allSettled([running])
        await finish(line?.source, log)
      }
      abandonCalls()
      log.info({ is_drained: isDrained }, 'telegram.stopped')
    },
  }
}

async function finish(source: UpdateSource | undefined, log: Logger): Promise<void> {
  try {
    await source?.finish(AbortSignal.timeout(CONFIRM_MS))
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    // Then the last updates come again at the next start.
    log.warn(factsOf(failure), 'poll.unconfirmed')
  }
}
