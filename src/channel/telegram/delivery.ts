import type { Api } from 'grammy'
import type { InputRichMessage, ReplyParameters } from 'grammy/types'

import type { Logger } from '../../logger.ts'
import { factsOf, failureOf } from './failure.ts'
import type { Failure } from './failure.ts'
import type { Moves } from './moves.ts'
import type { Rendered } from './render.ts'
import { richMessageOf } from './rich-table.ts'
import type { Place } from './turn.ts'

/** Where messages go to, and how. */
export interface DeliveryOptions {
  readonly api: Api
  readonly place: Place
  /** Shows lists as tables, where Telegram takes them. */
  readonly showsTables: boolean
  readonly log: Logger
  readonly moves: Moves
}

/** Sends a piece of a message, or changes the one with this id; resolves to the id. */
export type Deliver = (rendered: Rendered, messageId?: number) => Promise<number>

type Refusal = Extract<Failure, { kind: 'refused' }>

/** One message on its way, as far as a refusal may change it. */
interface Draft {
  readonly chatId: number
  readonly rendered: Rendered
}

/** Delivers to one place, a second time where the first was refused for a reason that can be mended. */
export function createDelivery({ api, place, log, showsTables, moves }: DeliveryOptions): Deliver {
  async function call(draft: Draft, messageId: number | undefined): Promise<number> {
    const rich = richPayload(draft)
    if (messageId !== undefined) {
      await api.raw.editMessageText({ ...(rich ?? payload(draft)), message_id: messageId })
      return messageId
    }
    const address = addressOf(place)
    const sent = await (rich === undefined
      ? api.raw.sendMessage({ ...payload(draft), ...address })
      : api.raw.sendRichMessage({ ...rich, ...address }))
    return sent.message_id
  }

  return async (rendered, messageId) => {
    const chatId = moves.current(place.chatId)
    const draft = { chatId, rendered: showsTables ? rendered : withoutTable(rendered) }
    try {
      return await call(draft, messageId)
    } catch (error) {
      const failure = failureOf(error)
      const mended = failure && mend(draft, failure)
      if (failure === undefined || mended === undefined) throw error
      log.warn({ ...factsOf(failure), chat_id: chatId }, 'message.mended')
      if (mended.chatId !== chatId) moves.note({ from: chatId, to: mended.chatId })
      return call(mended, messageId)
    }
  }
}

type TextPayload = Omit<Rendered, 'table'> & { chat_id: number; link_preview_options: { is_disabled: true } }

function payload({ chatId, rendered }: Draft): TextPayload {
  // A report's domain names would grow previews under a figure that they have nothing to do with.
  return { chat_id: chatId, link_preview_options: { is_disabled: true }, ...withoutTable(rendered) }
}

type RichPayload = Pick<Rendered, 'reply_markup'> & { chat_id: number; rich_message: InputRichMessage }

/** Undefined for a message without a table. */
function richPayload({ chatId, rendered: { table, reply_markup: markup } }: Draft): RichPayload | undefined {
  if (table === undefined) return undefined
  return { chat_id: chatId, rich_message: richMessageOf(table), ...(markup && { reply_markup: markup }) }
}

function withoutTable({ text, entities, reply_markup: markup }: Rendered): Omit<Rendered, 'table'> {
  return { text, entities, ...(markup && { reply_markup: markup }) }
}

/** Topic and message that are answered; the question may be deleted before it is. */
export function addressOf({ threadId, replyTo }: Place): {
  message_thread_id?: number
  reply_parameters?: ReplyParameters
} {
  return {
    ...(threadId !== undefined && { message_thread_id: threadId }),
    ...(replyTo !== undefined && { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  }
}

/** The draft that may pass where this one was refused; undefined when the refusal is final. */
function mend(draft: Draft, failure: Failure): Draft | undefined {
  if (failure.kind !== 'refused') return undefined
  if (failure.migratedTo !== undefined) return { ...draft, chatId: failure.migratedTo }
  if (isTableRefused(draft, failure)) return { ...draft, rendered: withoutTable(draft.rendered) }
  return isEntityError(failure) ? { ...draft, rendered: { ...draft.rendered, entities: [] } } : undefined
}

/** An older Bot API server does not know tables (404), and a newer one may find fault with this one. */
function isTableRefused({ rendered }: Draft, failure: Refusal): boolean {
  return rendered.table !== undefined && (failure.code === 400 || failure.code === 404) && !isUnchanged(failure)
}

/** `can't parse entities: …`, `ENTITY_BOUNDS_INVALID`, `ENTITIES_TOO_LONG`. */
function isEntityError({ code, description }: Refusal): boolean {
  return code === 400 && /entit(?:y|ies)/i.test(description)
}

/** True for an edit that would change nothing. */
export function isUnchanged(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.description.includes('message is not modified')
}
