import type { InlineQueryResult, MessageEntity, User } from 'grammy/types'

import { contentRefusal, markupRefusal } from './content.ts'
import { done, refuse } from './reply.ts'
import type { Parameters, Reply } from './reply.ts'
import type { Clock, World } from './world.ts'

/** What the bot offers to an inline query. */
export interface InlineAnswer {
  readonly results: readonly InlineQueryResult[]
  readonly next_offset?: string
  readonly button?: { readonly text: string; readonly start_parameter?: string }
}

/** What somebody types behind the bot's name, in any chat. */
export interface InlineSearch {
  readonly query: string
  readonly offset: string
  /** Undefined until the bot has answered. */
  readonly answer: InlineAnswer | undefined
}

interface Open {
  readonly person: User
  readonly query: string
  readonly offset: string
  answer: InlineAnswer | undefined
}

/** Inline queries and the answers that Telegram keeps to show them to others. */
export interface InlineDesk {
  /** Opens a search; `id` is undefined where an answer is kept that the bot need not be asked for. */
  open(asked: { person: User; query: string; offset: string }): { search: InlineSearch; id: string | undefined }
  get(id: string): Open | undefined
  keep(asked: Open, answer: InlineAnswer, caching: { seconds: number; isPersonal: boolean }): void
}

/** Telegram keeps an answer for five minutes, and shows it to everybody, where the bot does not say otherwise. */
const CACHE_SECONDS = 300
/** A client does not let anybody type more. */
const MAX_QUERY_UNITS = 256
/** What a button above the results opens a private chat with. */
const START_PARAMETER = /^[\w-]{1,64}$/

/** Starts without queries. */
export function createInlineDesk(clock: Clock): InlineDesk {
  const searches = new Map<string, Open>()
  const cache = new Map<string, { answer: InlineAnswer; until: number }>()

  function kept({ person, query, offset }: Open): InlineAnswer | undefined {
    const entries = [String(person.id), 'everybody'].map((reader) => cache.get([reader, query, offset].join('\n')))
    return entries.find((entry) => entry !== undefined && entry.until > clock.now())?.answer
  }

  return {
    open({ person, query, offset }) {
      const search: Open = { person, query: query.slice(0, MAX_QUERY_UNITS), offset, answer: undefined }
      search.answer = kept(search)
      if (search.answer !== undefined) return { search, id: undefined }
      const id = `inline-${searches.size + 1}`
      searches.set(id, search)
      return { search, id }
    },
    get: (id) => searches.get(id),
    keep(asked, answer, { seconds, isPersonal }) {
      asked.answer = answer
      const reader = isPersonal ? String(asked.person.id) : 'everybody'
      const until = clock.now() + seconds * 1000
      cache.set([reader, asked.query, asked.offset].join('\n'), { answer, until })
    },
  }
}

/** The method `answerInlineQuery`. */
export function answerInlineQuery({ inline }: World, parameters: Parameters): Reply {
  const { inline_query_id: id, results, button, next_offset, cache_time: seconds = CACHE_SECONDS } = parameters
  const asked = inline.get(String(id))
  if (asked === undefined || asked.answer !== undefined) {
    return refuse('Bad Request: query is too old and response timeout expired or query ID is invalid')
  }
  const answer = { results, next_offset, button } as InlineAnswer
  const refusal = answerRefusal(answer)
  if (refusal !== undefined) return refusal
  inline.keep(asked, answer, { seconds: Number(seconds), isPersonal: parameters['is_personal'] === true })
  return done(true)
}

function answerRefusal({ results, button }: InlineAnswer): Reply | undefined {
  if (new Set(results.map(({ id }) => id)).size < results.length) return refuse('Bad Request: RESULT_ID_DUPLICATE')
  if (button !== undefined && !START_PARAMETER.test(button.start_parameter ?? '')) {
    return refuse('Bad Request: START_PARAM_INVALID')
  }
  return results.map(resultRefusal).find((refusal) => refusal !== undefined)
}

function resultRefusal(result: InlineQueryResult): Reply | undefined {
  const content = messageOf(result)
  const refusal = content === undefined ? undefined : contentRefusal(content)
  return refusal ?? markupRefusal(result.reply_markup)
}

/** The words that picking the result puts into the chat; undefined where it puts something else there. */
export function messageOf(
  result: InlineQueryResult,
): { readonly text: string; readonly entities: readonly MessageEntity[] } | undefined {
  if (!('input_message_content' in result) || result.input_message_content === undefined) return undefined
  const content = result.input_message_content
  return 'message_text' in content ? { text: content.message_text, entities: content.entities ?? [] } : undefined
}
