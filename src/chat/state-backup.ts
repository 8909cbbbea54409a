import { chmodSync, copyFileSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { StateError } from '../errors.ts'
import { copyDatabase } from '../report-index/sqlite/copy-database.ts'
import { isDamaged, isRefused, isWellFormed, opened, versionOf } from '../report-index/sqlite/database.ts'
import { tryLock, tryShare } from '../report-index/sqlite/process-lock.ts'
import type { ProcessLock } from '../report-index/sqlite/process-lock.ts'
import { STATE_FILE } from './state-file.ts'
import { STATE_MIGRATIONS } from './state-migrations.ts'

/**
 * Marks the state as being used by a bot, so that nobody puts a backup in its place meanwhile.
 *
 * @throws {StateError} while somebody does.
 */
export function useState(stateDir: string): ProcessLock {
  const used = locked(tryShare, stateDir)
  if (used === undefined) throw new StateError(`正在向 ${stateDir} 恢复备份，请等它完成再启动`)
  return used
}

/**
 * Copies the state into a new file, also while a bot uses it.
 *
 * @throws {StateError} when there is no state, it is damaged, or the file cannot be made.
 */
export async function backUpState(stateDir: string, to: string): Promise<void> {
  const file = path.join(stateDir, STATE_FILE)
  if (!existsSync(file)) throw new StateError(`还没有可备份的状态：找不到 ${file}。请检查 STATE_DIR`)
  if (existsSync(to)) throw new StateError(`${to} 已经存在，请用 --to 换一个文件名`)
  await copy(file, to)
  checkBackup(to)
}

/**
 * Puts a backup in place of the state. What was there is kept beside it, and its name is given; undefined where nothing
 * was.
 *
 * @throws {StateError} when a bot is running, or the file is no backup or one of a newer program; nothing is touched then.
 */
export async function restoreState(from: string, stateDir: string): Promise<string | undefined> {
  checkBackup(from)
  const lock = locked(tryLock, stateDir)
  if (lock === undefined) throw new StateError('机器人正在使用这个状态文件夹，请先停止它，再恢复备份')
  try {
    const file = path.join(stateDir, STATE_FILE)
    const restored = `${file}.restored`
    await copy(from, restored)
    const aside = keepAside(file)
    await copy(restored, file)
    rmSync(restored)
    return aside
  } finally {
    lock.release()
  }
}

function locked(take: typeof tryLock, stateDir: string): ProcessLock | undefined {
  try {
    return take(path.join(stateDir, 'state.lock'))
  } catch (error) {
    if (!isRefused(error)) throw error
    throw new StateError(`状态文件夹写不进去：${stateDir}。请检查 STATE_DIR、权限和磁盘空间`, { cause: error })
  }
}

async function copy(from: string, to: string): Promise<void> {
  try {
    await copyDatabase(from, to)
    // Questions of people are in it.
    chmodSync(to, 0o600)
  } catch (error) {
    if (isDamaged(error)) throw new StateError(`状态文件已损坏：${from}。请换一份备份`, { cause: error })
    if (isRefused(error)) throw new StateError(`${to} 写不进去，请检查文件夹、权限和磁盘空间`, { cause: error })
    throw error
  }
}

function checkBackup(file: string): void {
  const version = versionOfBackup(file)
  if (version === undefined) throw new StateError(`${file} 不是完好的状态备份，请换一份`)
  if (version > STATE_MIGRATIONS.length) throw new StateError(`${file} 是更新版本的报数备份的，请先升级，再恢复`)
}

/** Undefined for what is no backup, or not whole. */
function versionOfBackup(file: string): number | undefined {
  if (!existsSync(file)) throw new StateError(`找不到备份文件 ${file}`)
  try {
    const database = opened(file, { readonly: true, fileMustExist: true }, (backup) => backup)
    try {
      const isState = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'asked'").get() !== undefined
      return isState && isWellFormed(database) ? versionOf(database) : undefined
    } finally {
      database.close()
    }
  } catch (error) {
    if (isDamaged(error)) return undefined
    if (isRefused(error)) throw new StateError(`备份文件 ${file} 读不了，请检查权限`, { cause: error })
    throw error
  }
}

/** Copies what serves to a name with the time, and takes its write-ahead log away, which would be read into the new file. */
function keepAside(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  const aside = `${file}.before-${timestamp(new Date())}`
  for (const suffix of ['', '-wal']) {
    if (existsSync(`${file}${suffix}`)) copyFileSync(`${file}${suffix}`, `${aside}${suffix}`)
  }
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  return aside
}

/** 20261123-093005, local time: for names of files. */
export function timestamp(time: Date): string {
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()]
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()]
  return [date, clock].map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('')).join('-')
}
