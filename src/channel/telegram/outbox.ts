import type { Api } from 'grammy'
import type { InputRichMessage, ReplyParameters } from 'grammy/types'

import type { Message, Outbox, SentMessage } from '../../chat/message.ts'
import type { Logger } from '../../logger.ts'
import { textFile } from './bot-api.ts'
import { factsOf, failureOf } from './failure.ts'
import type { Failure } from './failure.ts'
import { render } from './render.ts'
import type { Rendered } from './render.ts'
import type { Receipts } from './inbox-store.ts'
import type { Moves } from './moves.ts'
import { richMessageOf } from './rich-table.ts'
import type { Place } from './turn.ts'

/** One place that messages go to, in answer to one update. */
export interface OutboxOptions {
  readonly api: Api
  readonly place: Place
  /** The bot's own, for links to it. */
  readonly username: string
  /** An earlier answer that the first message takes the place of. */
  readonly replaces?: number | undefined
  /** Told the id of each message that was sent or put in another's place. */
  readonly onSent?: (messageId: number) => void
  /** Shows lists as tables, where Telegram takes them. */
  readonly showsTables: boolean
  readonly log: Logger
  readonly updateId: number
  readonly receipts: Receipts
  readonly moves: Moves
}

/** Our own words where the conversation cannot speak: without styles and buttons. */
export function plainMessage(text: string): Message {
  return { text, styles: [], buttons: [] }
}

type Refusal = Extract<Failure, { kind: 'refused' }>

/** One message on its way, as far as a refusal may change it. */
interface Draft {
  readonly chatId: number
  readonly rendered: Rendered
}

/** The ids of a message's pieces. */
type SentIds = readonly [number, ...number[]]

/** Sends a piece of a message, or changes the one with this id; resolves to the id. */
type Deliver = (rendered: Rendered, messageId?: number) => Promise<number>

/**
 * The way back to one chat. It goes on working when its turn is over, for progress that is shown by edits. `send`
 * rejects when Telegram refuses for good; an edit that is refused is only logged, because what it was about may have
 * been deleted meanwhile.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const deliver = onceOnly(options, createDelivery(options))
  const { pressed } = options.place
  let { replaces } = options

  /** In place of an earlier answer where there is one, and as a new message where that is gone. */
  async function replaceOrSend(message: Message): Promise<SentIds> {
    const earlier = replaces
    replaces = undefined
    return earlier !== undefined && (await edit(earlier, message)) ? [earlier] : send(message)
  }

  async function send(message: Message): Promise<SentIds> {
    const [first, ...rest] = render(message, options.username)
    const ids: [number, ...number[]] = [await deliver(first)]
    for (const piece of rest) ids.push(await deliver(piece))
    return ids
  }

  /** False where Telegram refused the edit for good. */
  async function edit(messageId: number, changed: Message): Promise<boolean> {
    const [start, ...end] = render(changed, options.username)
    const isEdited = await deliver(start, messageId).then(
      () => true,
      (error: unknown) => isUneditedReported(options, error),
    )
    for (const piece of end) await deliver(piece)
    return isEdited
  }

  return {
    async send(message): Promise<SentMessage> {
      const ids = await replaceOrSend(message)
      options.onSent?.(ids[0])
      return { ids: ids.map(String), edit: async (changed) => void (await edit(ids[0], changed)) }
    },
    async sendFile({ name, content }) {
      const { api, place } = options
      await api.sendDocument(options.moves.current(place.chatId), textFile(content, name), addressOf(place))
    },
    ...(pressed !== undefined && { pressed: { edit: (changed) => editPressed(pressed, changed) } }),
  }

  /** Whoever pressed waits for what he asked: where his message is too old to change, it comes as a new one. */
  async function editPressed(messageId: number, changed: Message): Promise<void> {
    if (!(await edit(messageId, changed))) await send(changed)
  }
}

/**
 * Passes over the messages that an earlier try at the same update has sent, in order: a try that was cut short by a kill
 * or the network goes on where it stopped.
 */
function onceOnly({ updateId, receipts }: OutboxOptions, deliver: Deliver): Deliver {
  const before = [...receipts.sent(updateId)]
  return async (rendered, messageId) => {
    if (messageId !== undefined) return deliver(rendered, messageId)
    const sent = before.shift()
    if (sent !== undefined) return sent
    const id = await deliver(rendered)
    receipts.noteSent(updateId, id)
    return id
  }
}

/** Delivers to one place, a second time where the first was refused for a reason that can be mended. */
function createDelivery({ api, place, log, showsTables, moves }: OutboxOptions): Deliver {
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

/** True where nothing had to be changed; a refusal is logged. */
function isUneditedReported({ place, log }: OutboxOptions, error: unknown): boolean {
  const failure = failureOf(error)
  if (failure === undefined) throw error
  if (isUnchanged(failure)) return true
  log.warn({ ...factsOf(failure), chat_id: place.chatId }, 'message.unedited')
  return false
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

/** The question may be deleted before it is answered. */
function addressOf({ threadId, replyTo }: Place): { message_thread_id?: number; reply_parameters?: ReplyParameters } {
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

function isUnchanged(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.description.includes('message is not modified')
}
