import { vi } from 'vitest'

import type { Access } from '../../../src/channel/telegram/access.ts'
import type { GroupWaits } from '../../../src/channel/telegram/group-keeper.ts'
import type { InboxStore } from '../../../src/channel/telegram/inbox-store.ts'
import { createTelegram } from '../../../src/channel/telegram/telegram.ts'
import type { TelegramOptions } from '../../../src/channel/telegram/telegram.ts'
import type { Chat } from '../../../src/chat/chat.ts'
import { createFakeChat } from '../fake-chat.ts'
import { createRecordingLog } from '../recording-log.ts'
import type { Recorded } from '../recording-log.ts'
import { listOf } from './access-list.ts'
import type { TelegramStandIn } from './stand-in.ts'

/** A bot that serves on a stand-in until it is disposed of. */
export interface Served extends AsyncDisposable {
  readonly log: readonly Recorded[]
  stop(): Promise<void>
}

export interface ServeOptions {
  readonly chat?: Chat
  readonly access?: Partial<Access>
  readonly store?: InboxStore
  /** How long the bot stays in groups that nobody opened. */
  readonly waits?: GroupWaits
  readonly showsTables?: boolean
  readonly onMove?: TelegramOptions['onMove']
}

/** A start that meets faults waits and tries again. */
const START_MS = 10_000

/** Everybody may ask, and 1 is an admin, where `access` does not say otherwise. */
export async function serve(
  telegram: TelegramStandIn,
  { chat, access, store, waits, showsTables = true, onMove }: ServeOptions = {},
): Promise<Served> {
  const { log, recorded } = createRecordingLog()
  const channel = createTelegram({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    access: { adminIds: [1], allowedChats: '*', list: listOf(), ...access },
    chat: chat ?? createFakeChat(),
    log,
    showsTables,
    ...(store && { store }),
    ...(waits && { waits }),
    ...(onMove && { onMove }),
  })
  const running = channel.start()
  await vi.waitFor(() => {
    if (!telegram.isPolled) throw new Error('the bot does not poll')
  }, START_MS)
  const stop = async (): Promise<void> => {
    await channel.stop()
    await running
  }
  return { log: recorded, stop, [Symbol.asyncDispose]: stop }
}
