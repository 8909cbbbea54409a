import type { Speaker, Turn } from '../../chat/chat.ts'

/** What the page posts: one thing a person did in the conversation of one open page. */
export type TurnRequest =
  | { readonly kind: 'text'; readonly conversation: string; readonly text: string; readonly repliesTo?: string }
  | { readonly kind: 'press'; readonly conversation: string; readonly press: string }

/** The page draws 128 random bits when it opens, so that nobody can speak in the conversation of another page. */
const CONVERSATION = /^[0-9a-f]{32}$/

/** Reads `{conversation, text, repliesTo?}` or `{conversation, press}`; anything else, or both at once, is undefined. */
export function readTurnRequest(body: unknown): TurnRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { conversation, text, press, repliesTo } = body as {
    conversation?: unknown
    text?: unknown
    press?: unknown
    repliesTo?: unknown
  }
  if (typeof conversation !== 'string' || !CONVERSATION.test(conversation)) return undefined
  if (isWords(text) && press === undefined)
    return { kind: 'text', conversation, text, ...(isWords(repliesTo) && { repliesTo }) }
  if (isWords(press) && text === undefined) return { kind: 'press', conversation, press }
  return undefined
}

/** The turn that a request means. The page is open by nature: whoever reaches it may ask. */
export function turnOf(request: TurnRequest, isAdmin: boolean): Turn {
  const id = `web:${request.conversation}`
  const speaker: Speaker = {
    chatId: id,
    userId: id,
    shownUserId: request.conversation,
    shownChatId: request.conversation,
    isGroup: false,
    isAdmin,
    isAllowed: true,
  }
  return request.kind === 'text'
    ? { kind: 'text', speaker, text: request.text, ...(request.repliesTo && { repliesTo: request.repliesTo }) }
    : { kind: 'press', speaker, press: request.press }
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
