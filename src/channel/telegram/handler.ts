import type { Api } from 'grammy'
import type { Update } from 'grammy/types'

import type { Chat } from '../../chat/chat.ts'
import type { Outbox } from '../../chat/message.ts'
import type { Logger } from '../../logger.ts'
import type { Access } from './access.ts'
import type { BotIdentity } from './addressing.ts'
import type { Background } from './background.ts'
import { factsOf, failureOf, tolerate } from './failure.ts'
import { createOutbox } from './outbox.ts'
import { createSigns } from './signs.ts'
import { heardIn } from './turn.ts'
import type { Heard, Place } from './turn.ts'
import { whileTyping } from './typing.ts'

/** What a handler works with. */
export interface HandlerOptions {
  readonly api: Api
  readonly bot: BotIdentity
  readonly chat: Chat
  readonly access: Access
  readonly log: Logger
  /** Where turns leave what goes on after them. */
  readonly background: Background
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

const APOLOGY = { text: '出错了，这次没有回答成功。请稍后再试；如果一直这样，请告诉管理员。', styles: [], buttons: [] }

/** Creates the handler of one bot. */
export function createHandler({ api, bot, chat, access, log, background, redact }: HandlerOptions): Handler {
  const isNews = createDoorman()
  const signs = createSigns(api, log)
  const openOutbox = (place: Place): Outbox => createOutbox({ api, place, username: bot.username, log })

  async function converse({ turn, place }: Heard): Promise<string | undefined> {
    const outbox = openOutbox(place)
    const take = (): ReturnType<Chat['take']> => chat.take(turn, outbox)
    const { notice, afterwards } =
      turn.kind === 'text' ? await whileTyping(() => signs.showTyping(place), take) : await take()
    if (afterwards !== undefined) background.add(afterwards)
    return notice
  }

  return {
    async handle(update) {
      const heard = heardIn(update, bot, access)
      let notice: string | undefined
      try {
        if (heard !== undefined && isNews(heard)) notice = await converse(heard)
      } finally {
        await signs.answerPress(update, notice)
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
      if (heard !== undefined) await tolerate(log, () => openOutbox(heard.place).send(APOLOGY))
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

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
