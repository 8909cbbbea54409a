import type { Api } from 'grammy'
import type { InlineQuery, InlineQueryResultArticle } from 'grammy/types'

import type { Chat, Offer, Speaker } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import { rightsOfPerson } from './access.ts'
import type { Access } from './access.ts'
import { tolerate } from './failure.ts'
import { nameOfUser } from './names.ts'
import { render } from './render.ts'

/** What inline answers are made with. */
export interface InlineOptions {
  readonly api: Api
  readonly chat: Chat
  readonly access: Access
  readonly log: Logger
  /** The bot's own, for links to it. */
  readonly username: string
}

/** Seconds that Telegram may keep an answer: an update of the index must not go on being answered from the old one. */
const CACHE_SECONDS = 5

/** Stands above an empty list; whoever presses it is greeted in the bot's own chat. */
const HOW_TO_ASK = { text: '输入地区、时间和指标；点这里看怎么问', start_parameter: 'help' } as const

/**
 * Answers `@bot …` typed in any chat with quotations to pick from. An answer is kept for the one person alone, since
 * the next one may not ask. Telegram sends such queries only where @BotFather was told `/setinline`.
 */
export function createInlineAnswering(options: InlineOptions): (query: InlineQuery) => Promise<void> {
  const { api, chat, access, log, username } = options
  return async (query) => {
    const offers = await chat.offer(query.query, speakerOf(query, access))
    const results = offers.map((offer) => resultOf(offer, username))
    // Refused when the person has typed on meanwhile, which is asked anew.
    await tolerate(log, () =>
      api.answerInlineQuery(query.id, results, {
        cache_time: CACHE_SECONDS,
        is_personal: true,
        ...(results.length === 0 && { button: HOW_TO_ASK }),
      }),
    )
  }
}

/** A person alone: where he types is not told, and what he picks is read by others. */
function speakerOf({ from }: InlineQuery, access: Access): Speaker {
  return {
    chatId: `telegram:${from.id}`,
    userId: `telegram:${from.id}`,
    shownUserId: String(from.id),
    shownChatId: String(from.id),
    userName: nameOfUser(from),
    isGroup: false,
    ...rightsOfPerson(from, access),
  }
}

function resultOf({ id, title, description, message }: Offer, username: string): InlineQueryResultArticle {
  const [{ text, entities, reply_markup: markup }] = render(message, username)
  const content = { message_text: text, entities, link_preview_options: { is_disabled: true } }
  return {
    type: 'article',
    id,
    title,
    ...(description !== '' && { description }),
    input_message_content: content,
    ...(markup !== undefined && { reply_markup: markup }),
  }
}
