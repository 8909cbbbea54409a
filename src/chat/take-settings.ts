import { collectionsOf } from '../report-index/collections.ts'
import type { Taken } from './chat.ts'
import { draft, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { GroupSetting } from './group-settings.ts'
import type { Talk } from './parts.ts'
import type { SettingsPress } from './admin-press.ts'
import { keyOfCollection, renderSettings } from './render-settings.ts'

const GROUPS_ONLY = draft(say`这个命令在群里用：设置那个群从哪些资料回答。`)

/** `/settings` in a group: from which collections it is answered, and what of all that is said. */
export async function takeSettings(talk: Talk): Promise<Taken> {
  await talk.say(talk.speaker.isGroup ? settingsPage(talk) : GROUPS_ONLY)
  return {}
}

/** A button of the settings; it changes those of the group that it is pressed in. */
export async function takeSettingsPress(talk: Talk, press: SettingsPress): Promise<Taken> {
  const { speaker, parts } = talk
  if (!speaker.isGroup) return { notice: '这个按钮在群里用' }
  const changed = changedBy(press, parts.state.groups.of(speaker.chatId), collectionsIn(talk))
  if (changed === undefined) return { notice: '这个文件夹已不在资料里' }
  parts.state.groups.set(speaker.chatId, changed)
  await talk.revise(settingsPage(talk))
  return { notice: '已更改' }
}

/** Undefined for a collection that is gone. */
function changedBy(
  { act, key }: SettingsPress,
  setting: GroupSetting,
  collections: readonly string[],
): GroupSetting | undefined {
  if (act === 'untagged') return { ...setting, answersUntagged: !setting.answersUntagged }
  if (act === 'all') return { ...setting, collections: undefined }
  const pressed = collections.find((collection) => keyOfCollection(collection) === key)
  return pressed === undefined ? undefined : { ...setting, collections: toggled(pressed, setting.collections) }
}

/** What is left when the last one is taken away is all of them: a group without any would have nothing to ask. */
function toggled(pressed: string, chosen: readonly string[] = []): readonly string[] | undefined {
  const left = chosen.includes(pressed) ? chosen.filter((collection) => collection !== pressed) : [...chosen, pressed]
  return left.length === 0 ? undefined : left.toSorted()
}

function settingsPage(talk: Talk): Draft {
  const { speaker, parts } = talk
  const setting = parts.state.groups.of(speaker.chatId)
  return renderSettings({ speaker, setting, collections: collectionsIn(talk) })
}

/** Of the whole index, whatever the group is limited to. */
function collectionsIn({ wholeIndex }: Talk): string[] {
  return wholeIndex.read((reading) => collectionsOf(reading.documents())) ?? []
}
