import { getFile } from './files.ts'
import { answerInlineQuery } from './inline.ts'
import {
  deleteMessage,
  editMessageReplyMarkup,
  editMessageText,
  findChat,
  sendDocument,
  sendMessage,
  sendRichMessage,
  setMessageReaction,
} from './messages.ts'
import { done, refuse } from './reply.ts'
import type { Parameters, Reply } from './reply.ts'
import { deleteWebhook, getWebhookInfo, setWebhook } from './webhook.ts'
import type { World } from './world.ts'

/** What the methods do, long polling and faults left out. */
export const METHODS: Readonly<Record<string, (world: World, parameters: Parameters) => Reply>> = {
  getMe: ({ me }) => done(me),
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  setMyCommands: setMenu,
  deleteMyCommands: (world, { scope }) => {
    world.menus.delete(menuOf(scope))
    return done(true)
  },
  sendMessage,
  sendRichMessage,
  sendDocument,
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
  setMessageReaction,
  answerCallbackQuery: answerPress,
  answerInlineQuery,
  sendChatAction: (world, parameters) => {
    const record = findChat(world, parameters)
    return 'ok' in record ? record : done(true)
  },
  getFile: ({ files }, parameters) => getFile(files, parameters),
  getChat: (world, parameters) => {
    const record = findChat(world, parameters)
    return 'ok' in record ? record : done({ ...record.chat, accent_color_id: 0, max_reaction_count: 11 })
  },
  getChatMember,
  leaveChat: (world, parameters) => {
    const record = findChat(world, parameters)
    if ('ok' in record) return record
    record.forbidden = 'bot is not a member of the supergroup chat'
    return done(true)
  },
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
  if (world.webhook !== undefined) {
    return conflict("can't use getUpdates method while webhook is active; use deleteWebhook")
  }
  const result = await world.updates.poll({ offset, limit, timeoutMs: timeout * 1000, allowed, signal })
  if (result.kind === 'updates') return { ok: true, result: result.updates }
  return conflict('terminated by other getUpdates request; make sure that only one bot instance is running')
}

function conflict(reason: string): Reply {
  return refuse(`Conflict: ${reason}`, { code: 409 })
}

function menuOf(scope: unknown): string {
  const { type = 'default', chat_id: chatId } = (scope ?? {}) as { type?: string; chat_id?: number }
  return chatId === undefined ? type : `${type}:${chatId}`
}

function setMenu(world: World, { commands, scope }: Parameters): Reply {
  const { chat_id: chatId } = (scope ?? {}) as { chat_id?: number }
  if (chatId !== undefined && !world.chats.has(chatId)) return refuse('Bad Request: chat not found')
  const names = (commands as readonly { command: string }[]).map(({ command }) => command)
  world.menus.set(menuOf(scope), names)
  return done(true)
}

function getChatMember(world: World, parameters: Parameters): Reply {
  const record = findChat(world, parameters)
  if ('ok' in record) return record
  const id = Number(parameters['user_id'])
  const status = record.adminIds.has(id) ? 'administrator' : 'member'
  return done({ status, user: { id, is_bot: id === world.me.id, first_name: `Person ${id}` } })
}

function answerPress(world: World, { callback_query_id: id, text }: Parameters): Reply {
  const press = world.presses.get(String(id))
  if (press === undefined || press.answer !== undefined) {
    return refuse('Bad Request: query is too old and response timeout expired or query ID is invalid')
  }
  press.answer = text === undefined ? {} : { text: text as string }
  return done(true)
}
