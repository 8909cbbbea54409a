import type { Api } from 'grammy'
import type { Update } from 'grammy/types'

import type { Chat, Turn } from '../../chat/chat.ts'
import type { Outbox } from '../../chat/message.ts'
import type { Logger } from '../../logger.ts'
import type { Access } from './access.ts'
import type { BotIdentity } from './addressing.ts'
import { createAnswered } from './answered.ts'
import type { Background } from './background.ts'
import { createDeclining } from './declining.ts'
import { factsOf, failureOf, tolerate } from './failure.ts'
import type { Failure } from './failure.ts'
import type { DownloadFile } from './file-download.ts'
import type { GroupKeeper } from './group-keeper.ts'
import type { Outcome } from './inbox.ts'
import type { Receipts } from './inbox-store.ts'
import { createInlineAnswering } from './inline.ts'
import type { Moves } from './moves.ts'
import { createOutbox, plainMessage } from './outbox.ts'
import type { OutboxOptions } from './outbox.ts'
import { createSigns } from './signs.ts'
import type { Signs } from './signs.ts'
import { heardIn } from './turn.ts'
import type { Heard, Place } from './turn.ts'
import { whileMarked, whileTyping } from './typing.ts'

/** What a handler works with. */
export interface HandlerOptions {
  readonly api: Api
  readonly bot: BotIdentity
  readonly chat: Chat
  readonly access: Access
  readonly log: Logger
  readonly keeper: GroupKeeper
  /** As in OutboxOptions. */
  readonly showsTables: boolean
  readonly download: DownloadFile
  /** Where turns leave what goes on after them. */
  readonly background: Background
  /** What was sent in answer to which update. */
  readonly receipts: Receipts
  readonly moves: Moves
  /** Cuts the token out of a text. */
  readonly redact: (text: string) => string
}

/** Takes updates to the conversation and its answers back. Nothing of it rejects, whatever the update looks like. */
export interface Handler {
  /** True for what is to be handled. What people say to each other in a group is not even kept. */
  readonly concerns: (update: Update) => boolean
  /** Answers one update, if it is meant for the bot. `later` where no answer could get through to Telegram. */
  readonly handle: (update: Update) => Promise<Outcome>
  /** Says that too much is waiting, once a minute in a chat. */
  readonly decline: (update: Update) => Promise<void>
}

const APOLOGY = plainMessage('出错了，这次没有回答成功。请稍后再试；如果一直这样，请告诉管理员。')

/** Creates the handler of one bot. */
export function createHandler(options: HandlerOptions): Handler {
  const { api, bot, access, log, redact } = options
  const signs = createSigns(api, log)
  const openOutbox: OpenOutbox = (place, { update_id: updateId }, more) =>
    createOutbox({ ...options, username: bot.username, place, updateId, ...more })
  const answer = createAnswering(options, signs, openOutbox)
  const decline = createDeclining(options, signs, openOutbox)

  async function fail(update: Update, error: unknown): Promise<Outcome> {
    const failure = failureOf(error)
    const heard = heardIn(update, bot, access)
    const facts = { update_id: update.update_id, chat_id: heard?.place.chatId }
    if (failure !== undefined) {
      // Blocked, removed from the group, or out of reach: an apology would not get there either.
      log.warn({ ...facts, ...factsOf(failure) }, 'message.undelivered')
      return outcomeOf(failure)
    }
    log.error({ ...facts, reason: redact(explain(error)) }, 'update.failed')
    if (heard !== undefined) await tolerate(log, () => openOutbox(heard.place, update).send(APOLOGY))
    return 'handled'
  }

  /** The last resort: an update so strange that even its failure could not be dealt with. */
  function reportUnreadable(error: unknown): Outcome {
    log.error({ reason: redact(String(error)) }, 'update.unreadable')
    return 'handled'
  }

  return {
    concerns(update) {
      try {
        return !isChatter(update) || heardIn(update, bot, access) !== undefined
      } catch {
        return true
      }
    },
    handle: (update) =>
      answer(update)
        .then((): Outcome => 'handled')
        .catch((error: unknown) => fail(update, error))
        .catch(reportUnreadable),
    decline: (update) => decline(update).catch((error: unknown) => void reportUnreadable(error)),
  }
}

/** The way back to a place, in answer to an update. */
export type OpenOutbox = (place: Place, update: Update, more?: Pick<OutboxOptions, 'replaces' | 'onSent'>) => Outbox

type Taking = () => ReturnType<Chat['take']>

function createAnswering(
  { api, bot, chat, access, log, keeper, download, background }: HandlerOptions,
  signs: Signs,
  openOutbox: OpenOutbox,
): (update: Update) => Promise<void> {
  const answered = createAnswered()
  const answerInline = createInlineAnswering({ api, chat, access, log, username: bot.username })

  async function converse(heard: Heard, update: Update): Promise<string | undefined> {
    const { turn, place } = heard
    const onSent = (messageId: number): void => answered.note(heard, messageId)
    const outbox = openOutbox(place, update, { replaces: answered.earlierAnswer(heard), onSent })
    const take: Taking = () => chat.take(offering(turn, download), outbox)
    const { notice, afterwards } = isQuiet(turn) ? await take() : await takeVisibly(heard, take)
    if (afterwards !== undefined) background.add(afterwards)
    return notice
  }

  /** Whoever waits sees that something is done for him. */
  async function takeVisibly({ place, question }: Heard, take: Taking): ReturnType<Taking> {
    const whileTaken: Taking = () => whileTyping(() => signs.showTyping(place), take)
    if (question === undefined) return whileTaken()
    const message = { chatId: place.chatId, messageId: question.messageId }
    const { result, unmarked } = whileMarked((isMarked) => signs.markAsRead(message, isMarked), whileTaken)
    background.add(unmarked)
    return result
  }

  return async (update) => {
    if (update.inline_query !== undefined) return answerInline(update.inline_query)
    if (update.my_chat_member !== undefined) await keeper.leaveChannel(update.my_chat_member)
    const heard = heardIn(update, bot, access)
    let notice: string | undefined
    try {
      if (heard !== undefined && keeper.isNews(heard) && answered.isTimely(heard))
        notice = await converse(heard, update)
    } finally {
      await signs.answerPress(update, notice)
      if (heard !== undefined) keeper.review(heard)
    }
  }
}

/** A file of Telegram's as the conversation takes one. */
function offering(turn: Heard['turn'], download: DownloadFile): Turn {
  if (turn.kind !== 'file') return turn
  const { speaker, sent } = turn
  const { fileId, name, size, caption } = sent
  return { kind: 'file', speaker, file: { name, size, caption, download: (limit) => download(fileId, limit) } }
}

/** Who presses sees that himself; and nobody waits for an answer to what was not asked of the bot. */
function isQuiet(turn: Heard['turn']): boolean {
  return turn.kind === 'press' || (turn.kind === 'text' && turn.isUntagged === true)
}

/** What concerns the bot although nobody said it to it. */
const SERVICE_MARKS = ['migrate_to_chat_id', 'new_chat_members', 'left_chat_member'] as const

/** Words or files said in a group; what Telegram itself says there (somebody joined) is none. */
function isChatter({ message: sent, edited_message: edited }: Update): boolean {
  const message = sent ?? edited
  if (message === undefined || message.chat.type === 'private') return false
  return SERVICE_MARKS.every((mark) => message[mark] === undefined)
}

/** Where Telegram did not answer at all, or is in trouble itself, the next try may get through. */
function outcomeOf(failure: Failure): Outcome {
  if (failure.kind === 'unreachable') return 'later'
  return failure.code === 429 || failure.code >= 500 ? 'later' : 'handled'
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
