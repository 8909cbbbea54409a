import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SETTINGS } from '../../src/config.ts'
import { ROOT } from './source-files.ts'

const MAIN = path.join(ROOT, 'dist/main.js')

/** What a command left behind. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** Settings; all others are empty, so that neither the shell's nor a `.env` of the project gets in. */
  readonly settings?: Readonly<Partial<Record<keyof typeof SETTINGS.entries, string>>>
  readonly cwd?: string
}

/** Starts the compiled program as a person does. */
export function startCommand(args: readonly string[], { settings = {}, cwd = ROOT }: RunOptions = {}): ChildProcess {
  const empty = Object.fromEntries(Object.keys(SETTINGS.entries).map((name) => [name, '']))
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...empty, ...settings }
  return spawn(process.execPath, [MAIN, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs the compiled program to its end. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return finished(startCommand(args, options))
}

/** Resolves when a started program has ended. */
export async function finished(child: ChildProcess): Promise<Finished> {
  const said = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve).on('error', reject)
  })
  return { code, ...said }
}

/** A folder that is removed at the end of the block that `await using` declares it in. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
  /** The absolute path of something in it. */
  at(name: string): string
  /** Writes files below it, by name; gives the folder itself. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>
  remove(name: string): Promise<void>
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baoshu-test-'))
  const at = (name: string) => path.join(folder, name)
  return {
    path: folder,
    at,
    async write(files) {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(path.dirname(at(name)), { recursive: true })
        await writeFile(at(name), content)
      }
    },
    remove: (name) => rm(at(name)),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The lines of an output, the last line break aside. */
export function linesOf(output: string): string[] {
  return output.trimEnd().split('\n')
}
