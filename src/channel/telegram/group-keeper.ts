import type { Api } from 'grammy'
import type { ChatMemberUpdated } from 'grammy/types'

import { GROUP_GRACE_MINUTES } from '../../chat/render-access.ts'
import type { Logger } from '../../logger.ts'
import { isAllowedGroup } from './access.ts'
import type { Access } from './access.ts'
import { tolerate } from './failure.ts'
import { pause } from './pause.ts'
import type { Heard } from './turn.ts'

/** What a keeper works with. */
export interface GroupKeeperOptions {
  readonly api: Api
  readonly access: Access
  readonly log: Logger
  /** Ends the waiting. */
  readonly signal: AbortSignal
  /** How long groups may wait; by default as their members are told. */
  readonly waits?: GroupWaits
}

/** How long the bot stays in a group that nobody opened, in milliseconds. */
export interface GroupWaits {
  /** Where an admin may open it from inside. */
  readonly graceMs: number
  /** Where a stranger added it. Not at once: a group that becomes a supergroup may look like a strange one for a moment. */
  readonly farewellMs: number
}

const WAITS: GroupWaits = { graceMs: GROUP_GRACE_MINUTES * 60_000, farewellMs: 2000 }

/** Leaves the groups that nobody opened. */
export interface GroupKeeper {
  /** False for words in a group that was told already that it is not open: it is not nagged. */
  isNews(heard: Heard): boolean
  /** Notes where something was said or done, after it was answered. */
  review(heard: Heard): void
  /** Leaves a channel that it was added to and that is not open: nobody can ask there, and its posts are none of ours. */
  leaveChannel(change: ChatMemberUpdated): Promise<void>
}

/** Groups about to be left, at once; one more is left without waiting. */
const MAX_WAITING = 1000

/**
 * A group that is not open is left: after a while where an admin added the bot or somebody speaks to it, so that
 * `/allow` can still be sent there; at once where a stranger added it or an admin shut it out.
 */
export function createGroupKeeper({ api, access, log, signal, waits = WAITS }: GroupKeeperOptions): GroupKeeper {
  const leaving = new Set<number>()

  async function leaveAfter(ms: number, chatId: number): Promise<void> {
    leaving.add(chatId)
    await pause(ms, signal)
    leaving.delete(chatId)
    if (signal.aborted || isAllowedGroup(chatId, access)) return
    await tolerate(log, () => api.leaveChat(chatId))
    log.info({ chat_id: chatId }, 'group.closed')
  }

  function waitFor({ turn: { kind, speaker } }: Heard): number {
    const isAtOnce = speaker.isBanned === true || (kind === 'joined' && !speaker.isAdmin)
    return isAtOnce || leaving.size >= MAX_WAITING ? waits.farewellMs : waits.graceMs
  }

  return {
    isNews({ turn: { kind, speaker }, place: { chatId } }) {
      return kind !== 'text' || !speaker.isGroup || speaker.isAllowed || !leaving.has(chatId)
    },
    review(heard) {
      const { turn, place } = heard
      const isOfNoConcern = !turn.speaker.isGroup || (turn.kind !== 'joined' && turn.speaker.isAllowed)
      if (isOfNoConcern || leaving.has(place.chatId) || isAllowedGroup(place.chatId, access)) return
      // It cannot reject, and a stop ends it.
      void leaveAfter(waitFor(heard), place.chatId)
    },
    async leaveChannel({ chat, new_chat_member: { status } }) {
      if (chat.type === 'channel' && status === 'administrator') await leaveAfter(0, chat.id)
    },
  }
}
