import type { Api } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'

import type { Chat } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import { createRedactor } from '../../redaction.ts'
import type { BotIdentity } from './addressing.ts'
import type { Background } from './background.ts'
import { TELEGRAM_API_ROOT } from './bot-api.ts'
import { tolerate } from './failure.ts'
import { createFileDownload } from './file-download.ts'
import { createGroupKeeper } from './group-keeper.ts'
import { createHandler } from './handler.ts'
import { createInbox } from './inbox.ts'
import type { Inbox } from './inbox.ts'
import { createMemoryInboxStore } from './memory-inbox-store.ts'
import { createMenus } from './menus.ts'
import type { Menus } from './menus.ts'
import { createMoves, moveIn } from './moves.ts'
import type { Moves } from './moves.ts'
import { openPolling, openWebhook } from './open-source.ts'
import type { Persist } from './persistence.ts'
import type { UpdateSource } from './update-source.ts'
import type { Webhook } from './webhook.ts'
import type { TelegramOptions } from './telegram.ts'

/** What a bot that knows its name works with. */
export interface Line {
  readonly source: UpdateSource
  /** The source, where it is called instead of asking. */
  readonly webhook: Webhook | undefined
  readonly inbox: Inbox
}

interface LineOptions {
  readonly api: Api
  readonly me: UserFromGetMe
  readonly options: TelegramOptions
  readonly persist: Persist
  readonly background: Background
  /** Aborts when the bot stops. */
  readonly signal: AbortSignal
}

/** Who the bot is; `readsAll` may be learned anew while it serves. */
function identityOf(me: UserFromGetMe, chat: Chat): BotIdentity & { readsAll: boolean } {
  return {
    id: me.id,
    username: me.username,
    commands: new Set(chat.commands.map(({ name }) => name)),
    readsAll: me.can_read_all_group_messages,
    answersUntagged: (chatId) => chat.answersUntagged(`telegram:${chatId}`),
  }
}

interface LearningOptions extends Pick<LineOptions, 'api'> {
  readonly bot: { readsAll: boolean }
  readonly menus: Menus
  readonly moves: Moves
  readonly log: Logger
}

/** What an update tells the bot about itself, before it is answered. */
function createLearning({ api, bot, menus, moves, log }: LearningOptions): (update: Update) => Promise<void> {
  const learnPrivacy = async (): Promise<void> => {
    bot.readsAll = (await api.getMe()).can_read_all_group_messages
  }
  return async (update) => {
    const move = moveIn(update)
    if (move !== undefined) moves.note(move)
    // BotFather's setting of the privacy mode holds for a group from when the bot is added to it.
    if (update.my_chat_member !== undefined) await tolerate(log, learnPrivacy)
    if (update.message?.chat?.type === 'private') void menus.publishLate(update.message.chat.id)
  }
}

/** Puts the parts together, takes up what was left of the last time and publishes the menus. */
export function openLine({ api, me, options, persist, background, signal }: LineOptions): Line {
  const { token, apiRoot = TELEGRAM_API_ROOT, proxyUrl, chat, access, log, store = createMemoryInboxStore() } = options
  const bot = identityOf(me, chat)
  const keeper = createGroupKeeper({ api, access, log, signal, ...(options.waits && { waits: options.waits }) })
  const download = createFileDownload(api, { token, apiRoot, proxyUrl }, log)
  const moves = createMoves(options.onMove ?? (() => {}), log)
  const handler = createHandler({
    api,
    bot,
    chat,
    access,
    log,
    keeper,
    moves,
    showsTables: options.showsTables ?? true,
    download,
    background,
    receipts: store,
    redact: createRedactor([token, options.webhook?.secret ?? '']),
  })
  const menus = createMenus({ api, commands: chat.commands, adminIds: access.adminIds, log })
  const learn = createLearning({ api, bot, menus, moves, log })
  const inbox = createInbox({
    store,
    log,
    concerns: handler.concerns,
    decline: handler.decline,
    async handle(update) {
      await learn(update)
      return handler.handle(update)
    },
  })
  const ways = { api, inbox, persist, log }
  const webhook = options.webhook && openWebhook(options.webhook, ways)
  inbox.resume()
  void menus.publish()
  const settings = { reads_all_group_messages: bot.readsAll, has_inline_mode: me.supports_inline_queries }
  log.info({ username: me.username, ...settings }, 'telegram.started')
  return { source: webhook ?? openPolling(ways), webhook, inbox }
}
