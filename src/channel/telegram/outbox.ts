import type { Message, Outbox, SentMessage } from '../../chat/message.ts'
import { textFile } from './bot-api.ts'
import { addressOf, createDelivery, isUnchanged } from './delivery.ts'
import type { Deliver, DeliveryOptions } from './delivery.ts'
import { factsOf, failureOf } from './failure.ts'
import { render } from './render.ts'
import type { Receipts } from './inbox-store.ts'

/** One place that messages go to, in answer to one update. */
export interface OutboxOptions extends DeliveryOptions {
  /** The bot's own, for links to it. */
  readonly username: string
  /** An earlier answer that the first message takes the place of. */
  readonly replaces?: number | undefined
  /** Told the id of each message that was sent or put in another's place. */
  readonly onSent?: (messageId: number) => void
  readonly updateId: number
  readonly receipts: Receipts
}

/** Our own words where the conversation cannot speak: without styles and buttons. */
export function plainMessage(text: string): Message {
  return { text, styles: [], buttons: [] }
}

/** The ids of a message's pieces. */
type SentIds = readonly [number, ...number[]]

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

/** True where nothing had to be changed; a refusal is logged. */
function isUneditedReported({ place, log }: OutboxOptions, error: unknown): boolean {
  const failure = failureOf(error)
  if (failure === undefined) throw error
  if (isUnchanged(failure)) return true
  log.warn({ ...factsOf(failure), chat_id: place.chatId }, 'message.unedited')
  return false
}
