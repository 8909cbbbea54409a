import { statSync } from 'node:fs'
import path from 'node:path'
import { backUpState, restoreState, timestamp } from '../../chat/state-backup.ts'
import type { Config } from '../../config.ts'
import { print } from './print.ts'

/** Copies the state into a file, also while the bot runs. Gives the exit code. */
export async function backup({ stateDir }: Config, { to }: { readonly to?: string }): Promise<number> {
  const file = path.resolve(to ?? `baoshu-state-${timestamp(new Date())}.db`)
  await backUpState(stateDir, file)
  print(`状态已备份到 ${file}（${Math.ceil(statSync(file).size / 1024)} KB）`)
  return 0
}

/** Puts a backup in place of the state of a bot that does not run. Gives the exit code. */
export async function restore({ stateDir }: Config, file: string): Promise<number> {
  const aside = await restoreState(path.resolve(file), stateDir)
  print(`已从 ${path.resolve(file)} 恢复状态`)
  if (aside !== undefined) print(`原来的状态保存在 ${aside}，确认无误后可以删除`)
  return 0
}
