import type { Update } from 'grammy/types'

import type { Outbox } from '../../chat/message.ts'
import { tolerate } from './failure.ts'
import type { HandlerOptions } from './handler.ts'
import { plainMessage } from './outbox.ts'
import type { Signs } from './signs.ts'
import { heardIn } from './turn.ts'
import type { Place } from './turn.ts'

const BUSY = plainMessage('这里排队的提问太多，刚才这一条没有排上，请稍后再问。')

/** Whoever writes faster than he is answered is told so, and not with every message. */
const INTERVAL_MS = 60_000

/** Tells people that their update found no room: a press at once, words once a minute in a chat. */
export function createDeclining(
  { bot, access, log }: Pick<HandlerOptions, 'bot' | 'access' | 'log'>,
  signs: Signs,
  openOutbox: (place: Place, update: Update) => Outbox,
): (update: Update) => Promise<void> {
  const isTime = createIntervals(INTERVAL_MS)
  return async (update) => {
    const heard = heardIn(update, bot, access)
    log.warn({ update_id: update.update_id, chat_id: heard?.place.chatId }, 'update.declined')
    await signs.answerPress(update, BUSY.text)
    if (heard === undefined || heard.turn.kind === 'press' || !isTime(heard.place.chatId)) return
    await tolerate(log, () => openOutbox(heard.place, update).send(BUSY))
  }
}

/** True at most once in the interval for each chat. */
function createIntervals(intervalMs: number): (chatId: number) => boolean {
  const told = new Map<number, number>()
  return (chatId) => {
    const now = Date.now()
    for (const [id, at] of told) if (at <= now - intervalMs) told.delete(id)
    if (told.has(chatId)) return false
    told.set(chatId, now)
    return true
  }
}
