import type { Config } from '../config.ts'
import type { Answerer } from '../answer/answerer.ts'
import type { Logger } from '../logger.ts'
import type { OpenIndex } from '../report-index/report-index.ts'
import type { About, Speaker } from './chat.ts'
import type { ChatState } from './chat-state.ts'
import type { Draft } from './draft.ts'
import { draft, say, toMessage } from './draft.ts'
import { guard, storedIn } from './guard.ts'
import type { Awaiting } from './library/awaiting.ts'
import type { Library } from './library/library.ts'
import type { Message, Outbox, OutgoingFile, SentMessage } from './message.ts'
import type { Limits } from './rate-limit.ts'
import type { Reindexing } from './reindexing.ts'

/** The settings that a conversation keeps to. */
export type ChatSettings = Pick<Config, 'adminIds' | 'allowedChats' | 'userRate' | 'groupRate' | 'keepDays'>

/** What a conversation is made of. */
export interface ChatParts {
  readonly answerer: Answerer
  /** The chat's own look into the index, for the guard, contexts and status. */
  readonly index: OpenIndex
  readonly reindexing: Reindexing
  readonly library: Library
  readonly awaiting: Awaiting
  readonly state: ChatState
  readonly settings: ChatSettings
  /** Questions that newcomers are shown. */
  readonly examples: readonly string[]
  readonly log: Logger
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

/** One turn: the parts, who speaks, and how to say something to him. */
export interface Talk {
  readonly parts: ChatParts
  readonly limits: Limits
  /** All reports, where `parts.index` shows only those that the group is answered from. */
  readonly wholeIndex: OpenIndex
  readonly speaker: Speaker
  /** Whose message the turn replies to. */
  readonly about: About | undefined
  /** Nobody asked the bot: it speaks only when the reports know the answer. */
  readonly isUntagged: boolean
  /** The message of ours that is replied to; undefined for none. */
  readonly repliesTo: string | undefined
  /** Sends a draft that the guard has passed; an unsound one is replaced by an apology and logged. */
  say(drafted: Draft): Promise<SaidMessage>
  /** Puts it in place of the message whose button was pressed; a new message where that cannot be reached. */
  revise(drafted: Draft): Promise<void>
  /** Hands a file over; false where the channel cannot. */
  hand(file: OutgoingFile): Promise<boolean>
}

export interface SaidMessage {
  /** As in SentMessage. */
  readonly ids: readonly string[]
  edit(drafted: Draft): Promise<void>
}

const APOLOGY = draft(say`抱歉，这条回答没有通过引文核对，所以没有发出。问题已经记录，请换个问法再试。`)

/** The only way from a draft to a person: past the guard. */
export function createTalk({ index, log }: ChatParts, outbox: Outbox): Pick<Talk, 'say' | 'revise' | 'hand'> {
  const guarded = (drafted: Draft): Message => {
    const result = guard(drafted, storedIn(index))
    if (result.kind === 'sound') return result.message
    log.error({ problem: result.problem }, 'message.refused')
    return toMessage(APOLOGY)
  }
  return {
    async say(drafted) {
      const sent: SentMessage = await outbox.send(guarded(drafted))
      return { ids: sent.ids, edit: (changed) => sent.edit(guarded(changed)) }
    },
    async revise(drafted) {
      const message = guarded(drafted)
      await (outbox.pressed === undefined ? outbox.send(message) : outbox.pressed.edit(message))
    },
    async hand(file) {
      await outbox.sendFile?.(file)
      return outbox.sendFile !== undefined
    },
  }
}
