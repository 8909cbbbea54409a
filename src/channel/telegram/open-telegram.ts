import { randomBytes } from 'node:crypto'
import path from 'node:path'

import type { ChatMove } from '../../chat/chat-move.ts'
import type { ChatState } from '../../chat/chat-state.ts'
import { openStateFile, STATE_FILE } from '../../chat/state-file.ts'
import type { Config } from '../../config.ts'
import { createSqliteInboxStore } from './sqlite-inbox-store.ts'
import { createTelegram } from './telegram.ts'
import type { Telegram, TelegramOptions } from './telegram.ts'

/** What the settings do not hold. */
interface Parts extends Pick<TelegramOptions, 'chat' | 'log'> {
  readonly state: Pick<ChatState, 'access' | 'moveChat'>
}

/** Of a webhook's secret that is made anew at each start: nobody has to know it. */
const SECRET_BYTES = 32

/**
 * The Telegram channel as the settings describe it; undefined without a token. Updates are kept in the state file until
 * they are answered.
 *
 * @throws {StateError} when the state file cannot be opened.
 */
export function openTelegram(config: Config, { chat, log, state }: Parts): Telegram | undefined {
  const { botToken, adminIds, allowedChats, telegramApiRoot, httpsProxy, stateDir, webhook } = config
  if (botToken === undefined) return undefined
  const database = openStateFile(path.join(stateDir, STATE_FILE))
  const telegram = createTelegram({
    token: botToken,
    apiRoot: telegramApiRoot,
    showsTables: config.telegramTables,
    proxyUrl: httpsProxy,
    webhook: webhook && { url: webhook.url, secret: webhook.secret ?? randomBytes(SECRET_BYTES).toString('base64url') },
    access: { adminIds, allowedChats, list: state.access },
    chat,
    log,
    store: createSqliteInboxStore({ database, log }),
    onMove: createMoving(config, state),
  })
  return {
    hook: telegram.hook,
    start: () => telegram.start(),
    async stop() {
      await telegram.stop()
      database.close()
    },
  }
}

/** A group keeps what it had; where the settings let it in under its old id, the state lets it in under the new one. */
function createMoving({ allowedChats }: Config, state: Parts['state']): (move: ChatMove) => void {
  return (move) => {
    state.moveChat('telegram', move)
    const isLetInBySettings = allowedChats !== '*' && allowedChats.includes(move.from)
    if (!isLetInBySettings || state.access.verdictOn(move.to) !== undefined) return
    state.access.decide({ id: move.to, verdict: 'allowed', name: '' })
  }
}
