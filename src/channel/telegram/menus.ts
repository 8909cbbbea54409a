import type { Api } from 'grammy'
import type { BotCommandScope } from 'grammy/types'

import type { Chat } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import { factsOf, failureOf } from './failure.ts'

/** Whose menus, and what they show. */
export interface MenuOptions {
  readonly api: Api
  readonly commands: Chat['commands']
  readonly adminIds: readonly number[]
  readonly log: Logger
}

/** The command menus: a help to the memory, not a way of giving rights. */
export interface Menus {
  /** Shows everybody the common commands, and each admin all of them. Does not reject. */
  publish(): Promise<void>
  /** Shows an admin his commands who had not spoken to the bot when the menus were published. Does not reject. */
  publishLate(adminId: number): Promise<void>
}

/** Telegram does not know the private chat of an admin who has never opened it: his menu waits until he does. */
export function createMenus({ api, commands, adminIds, log }: MenuOptions): Menus {
  const unpublished = new Set(adminIds)

  async function set(scope: BotCommandScope, shown: Chat['commands']): Promise<boolean> {
    try {
      await api.setMyCommands(
        shown.map(({ name, description }) => ({ command: name, description })),
        { scope },
      )
      return true
    } catch (error) {
      const failure = failureOf(error)
      if (failure === undefined) throw error
      log.info({ ...factsOf(failure), scope: scope.type }, 'menu.unpublished')
      return false
    }
  }

  async function publishFor(adminId: number): Promise<void> {
    // Taken out at once, so that two messages do not publish twice.
    unpublished.delete(adminId)
    if (!(await set({ type: 'chat', chat_id: adminId }, commands))) unpublished.add(adminId)
  }

  return {
    async publish() {
      await set(
        { type: 'default' },
        commands.filter(({ forAdmins }) => !forAdmins),
      )
      for (const adminId of adminIds) await publishFor(adminId)
    },
    async publishLate(adminId) {
      if (unpublished.has(adminId)) await publishFor(adminId)
    },
  }
}
