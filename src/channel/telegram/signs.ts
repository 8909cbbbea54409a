import type { Api } from 'grammy'
import type { Update } from 'grammy/types'

import type { Logger } from '../../logger.ts'
import { tolerate } from './failure.ts'
import type { Place } from './turn.ts'

/** What shows a person that he was heard. None rejects when Telegram refuses. */
export interface Signs {
  showTyping(place: Place): Promise<void>
  /** Puts 👀 under a message, or takes it away. Groups may forbid reactions, and then nothing happens. */
  markAsRead(message: { readonly chatId: number; readonly messageId: number }, isMarked: boolean): Promise<void>
  /** Ends the waiting that a pressed button shows, with a notice if there is one. Does nothing to other updates. */
  answerPress(update: Update, notice?: string): Promise<void>
}

/** Telegram's limit for the text shown after a press. */
const MAX_NOTICE_UNITS = 200

/** One of the emoji that Telegram takes as a reaction. */
const EYES = { type: 'emoji', emoji: '👀' } as const

/** Creates the signs of one bot. */
export function createSigns(api: Api, log: Logger): Signs {
  return {
    showTyping({ chatId, threadId }) {
      const topic = threadId === undefined ? {} : { message_thread_id: threadId }
      return tolerate(log, () => api.sendChatAction(chatId, 'typing', topic))
    },
    markAsRead({ chatId, messageId }, isMarked) {
      const reaction = isMarked ? [EYES] : []
      return tolerate(log, () => api.setMessageReaction(chatId, messageId, reaction))
    },
    async answerPress({ callback_query: press }, notice) {
      if (press === undefined) return
      const text = notice === undefined ? {} : { text: notice.slice(0, MAX_NOTICE_UNITS) }
      await tolerate(log, () => api.answerCallbackQuery(press.id, text))
    },
  }
}
