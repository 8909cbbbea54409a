import type { Update } from 'grammy/types'

/** What of an update says where it belongs: all kinds have some of it, and a mangled one none. */
interface Body {
  readonly id?: unknown
  readonly message_id?: unknown
  readonly edit_date?: unknown
  readonly chat?: { readonly id?: unknown } | null
  readonly message?: { readonly chat?: { readonly id?: unknown } | null } | null
  readonly from?: { readonly id?: unknown } | null
}

/** The chat whose order counts; what belongs to no chat is ordered by the person. */
export function lineOf(update: Update): string {
  const { chat, message, from } = bodyOf(update)
  return textOf(chat?.id ?? message?.chat?.id ?? from?.id ?? 0)
}

/**
 * What an update is about, whatever its `update_id`: Telegram counts anew after a quiet week, and when a bot changes
 * between polling and a webhook the same message may come by both ways. The same message edited is another update.
 */
export function identityOf(update: Update): string {
  const { id, message_id: messageId, edit_date: editDate = '' } = bodyOf(update)
  const kind = kindOf(update)
  if (messageId !== undefined) return [kind, lineOf(update), textOf(messageId), textOf(editDate)].join(' ')
  return id === undefined ? `update ${update.update_id}` : `${kind} ${textOf(id)}`
}

/** An id as it is told apart; a mangled one may be anything. */
function textOf(id: unknown): string {
  return typeof id === 'string' ? id : JSON.stringify(id)
}

function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? ''
}

// Whatever an update lacks is the handler's to find out: here nothing may stop the next one.
function bodyOf(update: Update): Body {
  const body: unknown = Reflect.get(update, kindOf(update))
  return typeof body === 'object' && body !== null ? body : {}
}
