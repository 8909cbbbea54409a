import type { Bot } from 'grammy'

import type { Chat } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import { createRedactor } from '../../redaction.ts'
import type { Access } from './access.ts'
import { createBackground } from './background.ts'
import type { Background } from './background.ts'
import { factsOf, failureOf } from './failure.ts'
import { apiSignal, openGrammyBot } from './grammy-bot.ts'
import { createHandler } from './handler.ts'
import { createMemoryInbox } from './memory-inbox.ts'
import { createMenus } from './menus.ts'
import { pause } from './pause.ts'
import { createPersist } from './persistence.ts'
import type { Persist } from './persistence.ts'
import { createPoller } from './poller.ts'
import type { Poller, PollerOptions } from './poller.ts'

/** Settings of one bot, and what it serves. */
export interface TelegramOptions {
  /** From @BotFather. Never shown, logged or thrown. */
  readonly token: string
  /** Another Bot API server than Telegram's. */
  readonly apiRoot?: string | undefined
  /** HTTP proxy for an https `apiRoot`. */
  readonly proxyUrl?: string | undefined
  readonly access: Access
  readonly chat: Chat
  readonly log: Logger
}

/** The Telegram channel of one bot. */
export interface Telegram {
  /**
   * Serves until `stop`, through every failure of network and server; `telegram.started` is logged when it is ready.
   * Rejects with a ConfigError when Telegram refuses the token, be it later while it serves.
   */
  start(): Promise<void>
  /** Takes no more updates and finishes those at hand. After 10 s it gives up, and what is left of them is lost. */
  stop(): Promise<void>
}

const TELEGRAM_API_ROOT = 'https://api.telegram.org'
/** How long `stop` waits for answers at work. */
const DRAIN_MS = 10_000
/** How long `stop` waits for Telegram to note what was handled. */
const CONFIRM_MS = 2000

/** Connects a conversation with Telegram: poller → inbox → handler. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { token, apiRoot = TELEGRAM_API_ROOT, proxyUrl, log } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const grammy = openGrammyBot({ token, apiRoot, proxyUrl })
  const { api } = grammy.bot
  const persist = createPersist({ signal, log, pause })
  const redact = createRedactor([token])
  const background = createBackground()
  const inbox = createMemoryInbox({ handle: (update) => grammy.handle(update).catch(reportUnreadable) })
  const getUpdates: PollerOptions['getUpdates'] = (request, until) => api.getUpdates(request, apiSignal(until))
  const poller = createPoller({ getUpdates, inbox, persist })
  let running = Promise.resolve()

  /** The last resort: an update so strange that even its failure could not be dealt with. */
  function reportUnreadable(error: unknown): void {
    log.error({ reason: redact(String(error)) }, 'update.unreadable')
  }

  return {
    async start() {
      running = introduce({ bot: grammy.bot, options, persist, signal, background, redact })
        .then(() => poller.run(signal))
        .catch((error: unknown) => {
          grammy.abandonCalls()
          if (!signal.aborted) throw error
        })
      await running
    },
    async stop() {
      stopping.abort()
      const [isDrained] = await Promise.all([inbox.drain(DRAIN_MS), background.settle(DRAIN_MS)])
      if (isDrained) {
        await Promise.allSettled([running])
        await confirm(poller, log)
      }
      grammy.abandonCalls()
      log.info({ is_drained: isDrained }, 'telegram.stopped')
    },
  }
}

interface Introduction {
  readonly bot: Bot
  readonly options: TelegramOptions
  readonly persist: Persist
  readonly signal: AbortSignal
  readonly background: Background
  readonly redact: (text: string) => string
}

/** Learns who the bot is, makes it ready for updates and publishes its menus. */
async function introduce({ bot, options, persist, signal, background, redact }: Introduction): Promise<void> {
  const { chat, access, log } = options
  const { api } = bot
  const me = await persist(() => api.getMe(apiSignal(signal)))
  bot.botInfo = me
  // A webhook left by another program would answer every poll with 409.
  await persist(() => api.deleteWebhook({}, apiSignal(signal)))
  const commands = new Set(chat.commands.map(({ name }) => name))
  const identity = { id: me.id, username: me.username, commands }
  const handler = createHandler({ api, bot: identity, chat, access, log, background, redact })
  const menus = createMenus({ api, commands: chat.commands, adminIds: access.adminIds, log })
  bot.on(['message', 'callback_query'], async ({ update }) => {
    if (update.message?.chat.type === 'private') void menus.publishLate(update.message.chat.id)
    await handler.handle(update)
  })
  bot.catch(({ ctx, error }) => handler.fail(ctx.update, error))
  void menus.publish()
  log.info({ username: me.username, reads_all_group_messages: me.can_read_all_group_messages }, 'telegram.started')
}

async function confirm(poller: Poller, log: Logger): Promise<void> {
  try {
    await poller.confirm(AbortSignal.timeout(CONFIRM_MS))
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    // Then the last updates come again at the next start.
    log.warn(factsOf(failure), 'poll.unconfirmed')
  }
}
