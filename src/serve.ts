import { createProgressBar } from './channel/terminal/progress-bar.ts'
import { print, tell } from './channel/terminal/print.ts'
import type { Config } from './config.ts'
import { createLog } from './log.ts'
import { createProgram } from './program.ts'
import { readableSecrets, redactOutput } from './secrecy.ts'

const NO_TOKEN = '没有设置 BOT_TOKEN，未连接 Telegram：向 @BotFather 发送 /newbot 领取令牌，写进 .env 后重新启动。'

/**
 * Serves until SIGINT, SIGTERM or the end of a channel. Gives the exit code; throws what ended a channel. The settings may
 * come from `settingsFiles`, which nobody else should be able to read.
 */
export async function serve(config: Config, settingsFiles: readonly string[]): Promise<number> {
  const secrets = secretsOf(config)
  redactOutput(secrets)
  for (const warning of readableSecrets(settingsFiles)) tell(warning)
  const bar = createProgressBar(process.stderr.isTTY)
  const program = createProgram({
    config,
    log: createLog({ level: config.logLevel, secrets }),
    notices: { onFirstIndexing: bar.show, onModelMissing: tell },
  })
  const stopped = signalled()
  try {
    // A signal may also come, and reach the indexing process, while the first index is being built.
    const started = await Promise.race([program.start(), stopped])
    bar.stop()
    if (started === undefined) return 0
    print(`报数已启动，在浏览器打开 ${started.url} 提问`)
    if (config.botToken === undefined) print(NO_TOKEN)
    const failure = await Promise.race([stopped, program.ended])
    if (failure !== undefined) throw failure
  } finally {
    bar.stop()
    await program.stop()
  }
  return 0
}

/** What no line of the log may show, whatever error it comes in with. */
function secretsOf({ botToken, httpsProxy, webhook }: Config): string[] {
  const password = httpsProxy === undefined ? '' : new URL(httpsProxy).password
  return [botToken ?? '', password, webhook?.secret ?? ''].filter((secret) => secret !== '')
}

function signalled(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(undefined))
  })
}
