/**
 * The compiled Telegram channel with a conversation that says again what it hears, as a process of its own: it starts in
 * a moment and can be killed; or one that is silent. Its settings come in the environment variable ECHO_BOT as JSON.
 */
import { openTelegram } from '../../../dist/channel/telegram/open-telegram.js'
import { createWebPage } from '../../../dist/channel/web/web-page.js'
import { openChatState } from '../../../dist/chat/chat-state.js'
import { createLog } from '../../../dist/log.js'

const { config, port, isSilent } = JSON.parse(process.env['ECHO_BOT'] ?? '{}')
const secrets = [config.botToken, config.webhook?.secret ?? '']
const log = createLog({ level: 'debug', secrets })
const chat = {
  commands: [{ name: 'help', description: '怎么提问', forAdmins: false }],
  async take(turn, outbox) {
    if (!isSilent) await outbox.send({ text: turn.kind === 'text' ? turn.text : turn.kind, styles: [], buttons: [] })
    return {}
  },
}

const telegram = openTelegram(config, { chat, log, state: openChatState(':memory:') })
const page = createWebPage({ host: '127.0.0.1', port, chat, log, hook: telegram.hook })
const { url } = await page.start()
process.stdout.write(`${url}\n`)
process.once('SIGTERM', () => void page.stop().then(() => telegram.stop()))
await telegram.start()
