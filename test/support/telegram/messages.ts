import type { ReactionType } from 'grammy/types'

import { captionRefusal, contentRefusal, markupRefusal, richRefusal } from './content.ts'
import { documentOf } from './files.ts'
import { done, refuse } from './reply.ts'
import type { Parameters, Reply } from './reply.ts'
import { saidByBot, store } from './world.ts'
import type { ChatRecord, StoredMessage, World } from './world.ts'

/** The chat a call is about, or why nothing can be done there. */
export function findChat(world: World, { chat_id: id, message_thread_id: topic }: Parameters): ChatRecord | Reply {
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

/** Parts of a call that stay parts of its message. */
const KEPT = ['text', 'entities', 'caption', 'caption_entities', 'reply_markup', 'rich_message'] as const

/** Puts a message of the bot into the chat, if there is nothing against it. */
function post(world: World, parameters: Parameters, content: object = {}): Reply {
  const record = findChat(world, parameters)
  if ('ok' in record) return record
  const { message_id: questionId, allow_sending_without_reply: isOptional } = replyOf(parameters)
  const question = record.messages.get(questionId ?? 0)
  if (questionId !== undefined && question === undefined && isOptional !== true) {
    return refuse('Bad Request: message to be replied not found')
  }
  const { message_thread_id: topic } = parameters
  const thread = topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }
  const kept = Object.fromEntries(KEPT.map((key) => [key, parameters[key]]))
  const reply = withoutAbsent({ ...kept, ...content, reply_to_message: question })
  return done(store(world, record, { from: world.me, ...reply, ...thread }))
}

/** The method `sendMessage`. */
export function sendMessage(world: World, parameters: Parameters): Reply {
  return contentRefusal(parameters) ?? post(world, parameters)
}

/** The method `sendRichMessage`. */
export function sendRichMessage(world: World, parameters: Parameters): Reply {
  return richRefusal(parameters) ?? post(world, parameters)
}

/** The method `sendDocument`. */
export function sendDocument(world: World, parameters: Parameters): Reply {
  const refusal = captionRefusal(parameters) ?? markupRefusal(parameters['reply_markup'])
  if (refusal !== undefined) return refusal
  const document = documentOf(world.files, parameters['document'])
  return 'ok' in document ? document : post(world, parameters, { document })
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

/** The method `editMessageText`, which also makes rich messages of plain ones and back. */
export function editMessageText(world: World, parameters: Parameters): Reply {
  const refusal = parameters['rich_message'] === undefined ? contentRefusal(parameters) : richRefusal(parameters)
  if (refusal !== undefined) return refusal
  const { text, entities = [], rich_message } = parameters
  return change(world, parameters, rich_message === undefined ? { text, entities } : { rich_message })
}

/** The method `editMessageReplyMarkup`. */
export function editMessageReplyMarkup(world: World, parameters: Parameters): Reply {
  const refusal = markupRefusal(parameters['reply_markup'])
  if (refusal !== undefined) return refusal
  const { text, entities, rich_message } = shownBy(world, parameters) ?? {}
  return change(world, parameters, withoutAbsent({ text, entities, rich_message }))
}

function shownBy(world: World, { chat_id: chatId, message_id: id }: Parameters): StoredMessage | undefined {
  return saidByBot(world).find((said) => said.messageId === id && said.chatId === Number(chatId))?.message
}

/** An edit without buttons takes them away. */
function change(world: World, parameters: Parameters, content: object): Reply {
  const record = findChat(world, parameters)
  if ('ok' in record) return record
  const shown = shownBy(world, parameters)
  if (shown === undefined) return refuse('Bad Request: message to edit not found')
  const { reply_markup: _, text: _text, entities: _entities, rich_message: _rich, ...kept } = shown
  const { reply_markup } = parameters
  const changed = { ...kept, ...content, ...(reply_markup !== undefined && { reply_markup }) } as StoredMessage
  if (shapeOf(shown) === shapeOf(changed)) {
    return refuse(
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
    )
  }
  record.messages.set(shown.message_id, changed)
  return done(changed)
}

function shapeOf(message: object): string {
  const parts = ['text', 'entities', 'rich_message', 'reply_markup']
  return JSON.stringify(parts.map((key) => Reflect.get(message, key) ?? []))
}

/** The method `deleteMessage`. */
export function deleteMessage(world: World, parameters: Parameters): Reply {
  const record = findChat(world, parameters)
  if ('ok' in record) return record
  const isThere = record.messages.delete(Number(parameters['message_id']))
  return isThere ? done(true) : refuse('Bad Request: message to delete not found')
}

/** The method `setMessageReaction`. Without a reaction it takes the bot's own away. */
export function setMessageReaction(world: World, parameters: Parameters): Reply {
  const record = findChat(world, parameters)
  if ('ok' in record) return record
  const id = Number(parameters['message_id'])
  const reactions = (parameters['reaction'] ?? []) as readonly ReactionType[]
  if (!record.messages.has(id)) return refuse('Bad Request: message to react not found')
  if (reactions.length > 1) return refuse('Bad Request: REACTIONS_TOO_MANY')
  if (reactions.length > 0 && !record.allowsReactions) return refuse('Bad Request: REACTION_INVALID')
  record.reactions.set(id, reactions)
  return done(true)
}
