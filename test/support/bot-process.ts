import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { SETTINGS } from '../../src/config.ts'
import { memoryOf } from './process-memory.ts'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** The compiled program, serving in a process of its own. */
export interface BotProcess {
  /** All that it has written to stdout and stderr. */
  readonly output: string
  /** The memory that it holds, in bytes. */
  memory(): number
  /** Throws what it has written when it does not run any more. */
  expectRunning(): void
  /** Resolves to its exit code when it ends by itself. */
  ended(): Promise<number | null>
  /** Asks it to stop, as an operator does; resolves to its exit code. */
  stop(): Promise<number | null>
}

/** An empty setting is an absent one, and keeps a developer's `.env` from filling it. */
const ABSENT = Object.fromEntries(Object.keys(SETTINGS.entries).map((name) => [name, '']))

/** Starts the program with these settings and defaults for the rest, whatever this environment says. */
export function startBot(settings: Readonly<Record<string, string>>): BotProcess {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [MAIN, 'start'], { env: { PATH, HOME, ...ABSENT, ...settings } })
  const exited = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return {
    get output() {
      return output
    },
    memory: () => memoryOf(child.pid),
    expectRunning() {
      if (child.exitCode !== null) throw new Error(`the bot has ended with ${child.exitCode}: ${output}`)
    },
    async ended() {
      await exited
      return child.exitCode
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
      return child.exitCode
    },
  }
}
