import { createHash } from 'node:crypto'
import type { Speaker } from './chat.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, nameOf, say } from './draft.ts'
import type { GroupSetting } from './group-settings.ts'
import type { Button } from './message.ts'
import { pressFor } from './press.ts'
import { shorten } from './shorten.ts'

/** Collections that have a button. */
const MAX_BUTTONS = 40
const MAX_LABEL = 24
/** What the names of the chosen collections may take. */
const MAX_NAMES = 1000

interface Settings {
  readonly speaker: Speaker
  readonly setting: GroupSetting
  /** The collections that there are. */
  readonly collections: readonly string[]
}

/** The settings of a group, with buttons to change them. */
export function renderSettings({ speaker, setting, collections }: Settings): Draft {
  return draft(
    [
      ...say`本群的设置\n\n从哪些资料回答：${chosenNames(setting)}`,
      ...aboutChoice(collections),
      ...untagged(speaker, setting),
    ],
    [...collectionButtons(setting, collections), [untaggedButton(setting)]],
  )
}

function chosenNames({ collections }: GroupSetting): Fragment[] {
  if (collections === undefined) return say`全部`
  return [nameOf(shorten(collections.map(nameOfCollection).join('、'), MAX_NAMES))]
}

function aboutChoice(collections: readonly string[]): Fragment[] {
  if (collections.length < 2) return say`\n（报告文件夹里没有分出子文件夹，没有可选的。）`
  const hidden = collections.length - MAX_BUTTONS
  return hidden > 0 ? say`\n（还有${hidden}个子文件夹没有列出。）` : []
}

function untagged({ bot }: Speaker, { answersUntagged }: GroupSetting): Fragment[] {
  const state = answersUntagged
    ? say`\n没有 @ 我、但以问号结尾的话：资料里有就回答，没有就不出声`
    : say`\n没有 @ 我的话：不理会`
  const isDeaf = answersUntagged && bot !== undefined && !bot.hearsMentions
  return [
    ...state,
    ...(isDeaf
      ? say`\n（我开着隐私模式，收不到这些话。请先在 @BotFather 用 /setprivacy 关闭，再把我移出群、重新加进来，或者把我设为群管理员。）`
      : []),
  ]
}

/** Two in a row. A choice of none would answer nothing, so the last one that is left cannot be taken away. */
function collectionButtons({ collections: chosen }: GroupSetting, collections: readonly string[]): Button[][] {
  if (collections.length < 2) return []
  const all: Button = {
    label: `${chosen === undefined ? '✓ ' : ''}全部资料`,
    press: pressFor({ kind: 'settings', act: 'all', key: '' }),
  }
  const each = collections.slice(0, MAX_BUTTONS).map((collection): Button => {
    const mark = chosen?.includes(collection) === true ? '✓ ' : ''
    const label = `${mark}${shorten(nameOfCollection(collection), MAX_LABEL)}`
    return { label, press: pressFor({ kind: 'settings', act: 'collection', key: keyOfCollection(collection) }) }
  })
  const rows = each.flatMap((button, at) => (at % 2 === 0 ? [[button, ...each.slice(at + 1, at + 2)]] : []))
  return [[all], ...rows]
}

function untaggedButton({ answersUntagged }: GroupSetting): Button {
  const label = answersUntagged ? '不 @ 我的不再回答' : '不 @ 我的问句也回答'
  return { label, press: pressFor({ kind: 'settings', act: 'untagged', key: '' }) }
}

/** How people see a collection. */
function nameOfCollection(collection: string): string {
  return collection === '' ? '未分文件夹的' : collection
}

/** What stands for a collection in a button, whose 64 bytes do not hold every name. */
export function keyOfCollection(collection: string): string {
  return createHash('sha256').update(collection).digest('hex').slice(0, 16)
}
