import { readFileSync, statSync } from 'node:fs'
import { inspect } from 'node:util'

import { createRedactor } from './redaction.ts'

/** A bug, for whoever started the program. */
const EXIT_BUG = 70

/** What others on this machine may do with a file: read it. */
const READABLE_BY_OTHERS = 0o044

/** A line that sets a secret; the lines of the example are commented out. */
const SETS_SECRET = /^[ \t]*(?:export[ \t]+)?(?:BOT_TOKEN|WEBHOOK_SECRET|HTTPS_PROXY)[ \t]*=[ \t]*\S/m

/**
 * Takes the secrets out of everything that this process writes to its output, whoever writes it: a library, or Node when
 * an error was not caught. Such an error ends the process; what was not answered is taken up at the next start.
 */
export function redactOutput(secrets: readonly string[]): void {
  const redact = createRedactor(secrets)
  for (const stream of [process.stdout, process.stderr]) {
    // oxlint-disable-next-line typescript/unbound-method -- the proxy passes `this` on
    stream.write = new Proxy(stream.write, {
      apply: (write, self, [chunk, ...rest]: unknown[]): unknown =>
        Reflect.apply(write, self, [typeof chunk === 'string' ? redact(chunk) : chunk, ...rest]),
    })
  }
  // Node itself would write past the streams.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${inspect(error)}\n`)
    process.exit(EXIT_BUG)
  })
}

/** One warning for each of the files that holds a secret and that others on this machine may read. */
export function readableSecrets(files: readonly string[]): readonly string[] {
  // Windows keeps rights in another way, and Node says there that everybody may read everything.
  if (process.platform === 'win32') return []
  return files
    .filter(isReadableByOthers)
    .map((file) => `${file} 里有令牌或密码，而这台机器上的其他用户可以读取它：请运行 chmod 600 ${file}`)
}

function isReadableByOthers(file: string): boolean {
  const { mode = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {}
  return (mode & READABLE_BY_OTHERS) !== 0 && SETS_SECRET.test(readFileSync(file, 'utf8'))
}
