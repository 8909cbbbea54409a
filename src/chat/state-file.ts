import { StateError } from '../errors.ts'
import { isDamaged, isRefused, openDatabase } from '../report-index/sqlite/database.ts'
import type { Database } from '../report-index/sqlite/database.ts'
import { STATE_MIGRATIONS } from './state-migrations.ts'

/** The state file's name in STATE_DIR. */
export const STATE_FILE = 'state.db'

/**
 * Opens the state file, `state.db` in STATE_DIR, or one in memory for `:memory:`, with the tables of the newest schema.
 *
 * @throws {StateError} when the file is damaged or the disk refuses; nothing of it is touched then.
 */
export function openStateFile(file: string): Database {
  try {
    return openDatabase(file, STATE_MIGRATIONS)
  } catch (error) {
    if (isDamaged(error)) {
      throw new StateError(`状态文件已损坏：${file}。请从备份恢复，或把它移走后重新启动（此前的提问记录会丢失）`, {
        cause: error,
      })
    }
    if (isRefused(error)) throw new StateError(`状态文件读写不了：${file}。请检查权限和磁盘空间`, { cause: error })
    throw error
  }
}
