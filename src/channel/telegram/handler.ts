import type { Api } from 'grammy'
import type { Update } from 'grammy/types'

import type { Chat } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import type { Access } from './access.ts'
import type { BotIdentity } from './addressing.ts'
import { factsOf, failureOf } from './failure.ts'
import { createOutbox } from './outbox.ts'
import { heardIn } from './turn.ts'
import type { Heard, Place } from './turn.ts'
import { whileTyping } from './typing.ts'

export interface HandlerOptions {
  readonly api: Api
  readonly bot: BotIdentity
  readonly chat: Chat
  readonly access: Access
  readonly log: Logger
  /** Cuts the token out of a text. */
  readonly redact: (text: string) => string
}

/** Takes updates to the conversation and its answers back. */
export interface Handler {
  /** Answers one update, if it is meant for the bot. Rejects with whatever goes wrong. */
  handle(update: Update): Promise<void>
  /** Reports why `handle` rejected, and tells the person that something did. Rejects when the update is unreadable. */
  fail(update: Update, error: unknown): Promise<void>
}

/** Telegram's limit for the text shown after a press. */
const MAX_NOTICE_UNITS = 200

const APOLOGY = { text: '出错了，这次没有答成，问题已记入日志。请稍后再试。', styles: [], buttons: [] }

/** Creates the handler of one bot. */
export function createHandler({ api, bot, chat, access, log, redact }: HandlerOptions): Handler {
  const isNews = createDoorman()

  async function converse({ turn, place }: Heard): Promise<string | undefined> {
    const outbox = createOutbox({ api, place, log })
    const take = (): ReturnType<Chat['take']> => chat.take(turn, outbox)
    const { notice } = turn.kind === 'text' ? await whileTyping(() => showTyping(place), take) : await take()
    return notice
  }

  function showTyping({ chatId, threadId }: Place): Promise<void> {
    const topic = threadId === undefined ? {} : { message_thread_id: threadId }
    return attempt(log, () => api.sendChatAction(chatId, 'typing', topic))
  }

  /** Until a press is answered, the button shows that it is waiting. */
  async function answerPress({ callback_query: press }: Update, notice?: string): Promise<void> {
    if (press === undefined) return
    const text = notice === undefined ? {} : { text: notice.slice(0, MAX_NOTICE_UNITS) }
    await attempt(log, () => api.answerCallbackQuery(press.id, text))
  }

  return {
    async handle(update) {
      const heard = heardIn(update, bot, access)
      let notice: string | undefined
      try {
        if (heard !== undefined && isNews(heard)) notice = await converse(heard)
      } finally {
        await answerPress(update, notice)
      }
    },

    async fail(update, error) {
      const failure = failureOf(error)
      const heard = heardIn(update, bot, access)
      const facts = { update_id: update.update_id, chat_id: heard?.place.chatId }
      if (failure !== undefined) {
        // Blocked, removed from the group, or out of reach: an apology would not get there either.
        log.warn({ ...facts, ...factsOf(failure) }, 'message.undelivered')
        return
      }
      log.error({ ...facts, reason: redact(explain(error)) }, 'update.failed')
      if (heard !== undefined) await attempt(log, () => createOutbox({ api, place: heard.place, log }).send(APOLOGY))
    },
  }
}

/**
 * Lets everybody's turns through, but the words of a group that may not ask only once: it is told, and not nagged. A
 * press is answered with a notice, which only he sees who pressed.
 */
function createDoorman(): (heard: Heard) => boolean {
  const told = new Set<number>()
  return ({ turn: { kind, speaker }, place: { chatId } }) => {
    if (speaker.isAllowed || !speaker.isGroup || kind === 'press') return true
    const isFirst = !told.has(chatId)
    told.add(chatId)
    return isFirst
  }
}

/** For calls whose failure changes nothing. */
async function attempt(log: Logger, call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    log.debug(factsOf(failure), 'call.failed')
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
