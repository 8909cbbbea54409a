import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import type { Config } from '../../../src/config.ts'
import { memoryOf } from '../process-memory.ts'
import type { TelegramStandIn } from './stand-in.ts'

const SCRIPT = fileURLToPath(new URL('./echo-bot.js', import.meta.url))

/** A bot in a process of its own that says again what it hears. */
export interface EchoBot {
  /** Its local page, once it has one. */
  ready(): Promise<string>
  /** All that it has written to stdout and stderr. */
  readonly output: string
  readonly isRunning: boolean
  /** The memory that it holds, in bytes; 0 where the system does not tell. */
  memory(): number
  /** Ends it at once, as a loss of power does. */
  kill(): Promise<void>
  /** Asks it to stop, as an operator does; resolves to its exit code. */
  stop(): Promise<number | null>
}

interface EchoBotOptions {
  readonly stateDir: string
  /** 0, the default, is any free port. */
  readonly port?: number
  readonly webhook?: Config['webhook']
  /** Says nothing to what it hears. */
  readonly isSilent?: boolean
}

/** Starts a bot on a stand-in. It keeps what it must not forget in `stateDir`. */
export function startEchoBot(
  telegram: TelegramStandIn,
  { stateDir, port = 0, webhook, isSilent = false }: EchoBotOptions,
): EchoBot {
  const { token: botToken, apiRoot: telegramApiRoot } = telegram
  const config = { botToken, telegramApiRoot, adminIds: [], allowedChats: '*', stateDir, webhook }
  const child = spawn(process.execPath, [SCRIPT], { env: { ECHO_BOT: JSON.stringify({ config, port, isSilent }) } })
  const exited = once(child, 'exit')
  let output = ''
  const [stdout, stderr] = [child.stdout.setEncoding('utf8'), child.stderr.setEncoding('utf8')]
  const urlWritten = new Promise<string>((resolve) => {
    stdout.on('data', (text: string) => {
      output += text
      resolve(text.trim())
    })
  })
  stderr.on('data', (text: string) => {
    output += text
  })
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    await exited
    return child.exitCode
  }
  return {
    async ready() {
      const ended = exited.then(() => Promise.reject(new Error(`the bot has ended: ${output}`)))
      return Promise.race([urlWritten, ended])
    },
    get output() {
      return output
    },
    get isRunning() {
      return child.exitCode === null && child.signalCode === null
    },
    memory: () => memoryOf(child.pid),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}
