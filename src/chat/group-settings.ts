import type { Database } from '../report-index/sqlite/database.ts'

/** What an admin set for a group. */
export interface GroupSetting {
  /** The collections that its questions are answered from; undefined for all reports. */
  readonly collections: readonly string[] | undefined
  /** Questions are answered that are not addressed to the bot, where the reports know the answer. */
  readonly answersUntagged: boolean
}

/** The settings of groups, by the channel's id of the group. */
export interface GroupSettings {
  /** As every group is at first where nothing was set. */
  of(chat: string): GroupSetting
  set(chat: string, setting: GroupSetting): void
}

/** All reports, and only questions that are addressed to the bot. */
const AT_FIRST: GroupSetting = { collections: undefined, answersUntagged: false }

interface Row {
  readonly collections: string | null
  readonly untagged: number
}

/** Creates the settings that a state file keeps. */
export function createGroupSettings(database: Database): GroupSettings {
  const select = database.prepare<[string], Row>('SELECT collections, untagged FROM group_setting WHERE chat = ?')
  const insert = database.prepare('INSERT OR REPLACE INTO group_setting (chat, collections, untagged) VALUES (?, ?, ?)')
  return {
    of(chat) {
      const row = select.get(chat)
      if (row === undefined) return AT_FIRST
      const collections: string[] | undefined = row.collections === null ? undefined : JSON.parse(row.collections)
      return { collections, answersUntagged: row.untagged === 1 }
    },
    set(chat, { collections, answersUntagged }) {
      insert.run(chat, collections === undefined ? null : JSON.stringify(collections), answersUntagged ? 1 : 0)
    },
  }
}
