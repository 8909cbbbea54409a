import type { MessageEntity } from 'grammy/types'

import { saidByBot, store } from './world.ts'
import type { ChatRecord, World } from './world.ts'

/** What a method answers, or the refusal it answers with. */
export type Reply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error_code: number; readonly description: string; readonly parameters?: object }

/** Parameters of a call, checked against the schema before. */
export type Parameters = Readonly<Record<string, unknown>>

/** What the methods do, long polling and faults left out. */
export const METHODS: Readonly<Record<string, (world: World, parameters: Parameters) => Reply>> = {
  getMe: ({ me }) => done(me),
  deleteWebhook: (world) => {
    world.hasWebhook = false
    return done(true)
  },
  setMyCommands: setMenu,
  sendMessage,
  editMessageText,
  answerCallbackQuery: answerPress,
  sendChatAction: (world, parameters) => {
    const record = findChat(world, parameters)
    return 'ok' in record ? record : done(true)
  },
  getFile: (_, { file_id: id }) =>
    done({ file_id: id, file_unique_id: `unique-${String(id)}`, file_path: 'documents/1' }),
}

/** Long polling: the answer waits until there is something, or `signal` says that nobody listens any more. */
export async function poll(world: World, parameters: Parameters, signal: AbortSignal): Promise<Reply> {
  const {
    offset = 0,
    limit = 100,
    timeout = 0,
    allowed_updates: allowed,
  } = parameters as {
    offset?: number
    limit?: number
    timeout?: number
    allowed_updates?: readonly string[]
  }
  if (world.hasWebhook) return conflict("can't use getUpdates method while webhook is active; use deleteWebhook")
  const result = await world.updates.poll({ offset, limit, timeoutMs: timeout * 1000, allowed, signal })
  if (result.kind === 'updates') return { ok: true, result: result.updates }
  return conflict('terminated by other getUpdates request; make sure that only one bot instance is running')
}

function conflict(reason: string): Reply {
  return { ok: false, error_code: 409, description: `Conflict: ${reason}` }
}

function done(result: unknown): Reply {
  return { ok: true, result }
}

function refuse(description: string, { code = 400, ...parameters }: { code?: number } & Parameters = {}): Reply {
  const details = Object.keys(parameters).length > 0 ? { parameters } : {}
  return { ok: false, error_code: code, description, ...details }
}

function setMenu(world: World, { commands, scope }: Parameters): Reply {
  const { type = 'default', chat_id: chatId } = (scope ?? {}) as { type?: string; chat_id?: number }
  if (chatId !== undefined && !world.chats.has(chatId)) return refuse('Bad Request: chat not found')
  const names = (commands as readonly { command: string }[]).map(({ command }) => command)
  world.menus.set(chatId === undefined ? type : `${type}:${chatId}`, names)
  return done(true)
}

/** The chat a call is about, or why nothing can be sent there. */
function findChat(world: World, { chat_id: id, message_thread_id: topic }: Parameters): ChatRecord | Reply {
  const record = world.chats.get(Number(id))
  if (record === undefined) return refuse('Bad Request: chat not found')
  if (record.forbidden !== undefined) return refuse(`Forbidden: ${record.forbidden}`, { code: 403 })
  if (record.migratedTo !== undefined) {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat'
    return refuse(description, { migrate_to_chat_id: record.migratedTo })
  }
  if (topic !== undefined && !record.topics.has(Number(topic))) return refuse('Bad Request: message thread not found')
  return record
}

function sendMessage(world: World, parameters: Parameters): Reply {
  const record = findChat(world, parameters)
  if ('ok' in record) return record
  const refusal = contentRefusal(parameters)
  if (refusal !== undefined) return refusal
  const { message_id: questionId, allow_sending_without_reply: isOptional } = replyOf(parameters)
  const question = record.messages.get(questionId ?? 0)
  if (questionId !== undefined && question === undefined && isOptional !== true) {
    return refuse('Bad Request: message to be replied not found')
  }
  const { text, entities, reply_markup, message_thread_id: topic } = parameters
  const content = { text, entities, reply_markup, reply_to_message: question }
  const thread = topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }
  return done(store(world, record, { from: world.me, ...withoutAbsent(content), ...thread }))
}

function replyOf({ reply_parameters: reply }: Parameters): {
  message_id?: number
  allow_sending_without_reply?: boolean
} {
  return reply ?? {}
}

function withoutAbsent(content: object): object {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined))
}

function editMessageText(world: World, parameters: Parameters): Reply {
  const record = findChat(world, parameters)
  if ('ok' in record) return record
  const refusal = contentRefusal(parameters)
  if (refusal !== undefined) return refusal
  const shown = saidByBot(world).find(({ messageId }) => messageId === parameters['message_id'])
  if (shown === undefined) return refuse('Bad Request: message to edit not found')
  const { reply_markup: _, ...kept } = shown.message
  const { text, entities = [], reply_markup } = parameters
  const changed = {
    ...kept,
    text,
    entities,
    ...(reply_markup !== undefined && { reply_markup }),
  } as typeof shown.message
  if (isSame(shown.message, changed)) {
    return refuse(
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
    )
  }
  record.messages.set(shown.messageId, changed)
  return done(changed)
}

function isSame(a: object, b: object): boolean {
  return shape(a) === shape(b)
}

function shape(message: object): string {
  return JSON.stringify(['text', 'entities', 'reply_markup'].map((key) => Reflect.get(message, key) ?? []))
}

/** The rules that the schema does not hold. */
function contentRefusal({ text, entities = [], reply_markup: markup = {} }: Parameters): Reply | undefined {
  const shown = text as string
  if (shown.trim() === '') return refuse('Bad Request: message text is empty')
  if (/\p{Surrogate}/u.test(shown)) return refuse('Bad Request: strings must be encoded in UTF-8')
  const stray = (entities as readonly MessageEntity[]).find((entity) => !isInside(shown, entity))
  if (stray !== undefined) return refuse(`Bad Request: can't parse entities: ${JSON.stringify(stray)} is outside`)
  const { inline_keyboard: rows = [] } = markup as { inline_keyboard?: readonly (readonly object[])[] }
  const isEveryButtonSound = rows.flat().every((button) => Object.keys(button).length === 2)
  return isEveryButtonSound ? undefined : refuse('Bad Request: a button must have a text and exactly one action')
}

function isInside(text: string, { offset, length }: MessageEntity): boolean {
  return Number.isInteger(offset) && offset >= 0 && length > 0 && offset + length <= text.length
}

function answerPress(world: World, { callback_query_id: id, text }: Parameters): Reply {
  const press = world.presses.get(String(id))
  if (press === undefined || press.answer !== undefined) {
    return refuse('Bad Request: query is too old and response timeout expired or query ID is invalid')
  }
  press.answer = text === undefined ? {} : { text: text as string }
  return done(true)
}
