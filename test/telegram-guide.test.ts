import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../src/chat/command.ts'
import type { OfferedFile, Speaker } from '../src/chat/chat.ts'
import { SETTINGS } from '../src/config.ts'
import { ASKER, openTestChat } from './support/chat-folder.ts'
import type { TestChat } from './support/chat-folder.ts'
import { countingModel, createIndexedFolder } from './support/indexed-folder.ts'
import type { IndexedFolder } from './support/indexed-folder.ts'
import { ROOT } from './support/source-files.ts'

const GUIDE = readFileSync(path.join(ROOT, 'docs/telegram.md'), 'utf8')

/** Commands of @BotFather's. */
const FOREIGN = new Set(['newbot', 'setprivacy', 'setinline'])

const GROUP: Partial<Speaker> = {
  chatId: 'telegram:-1001234567890',
  shownChatId: '-1001234567890',
  isGroup: true,
  bot: { name: 'baoshu_bot', hearsMentions: true },
}
const ADMIN: Partial<Speaker> = { isAdmin: true }
const STRANGER: Partial<Speaker> = { shownUserId: '100200300', isAllowed: false }

let folder: IndexedFolder
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  for (const name of ['统计公报', '财政预算'])
    folder.write(`${name}/a.md`, `# ${name}\n\n2024年，全县粮食产量5万吨。\n`)
  await folder.index(countingModel())
  chat = openTestChat(folder)
})
afterAll(async () => {
  await chat.close()
  folder.dispose()
})

/** A file as an admin sends one. */
const FILE: OfferedFile = {
  name: '公报初稿.txt',
  size: undefined,
  caption: '',
  download: async () => ({ kind: 'bytes', bytes: Buffer.from('全县粮食产量5万吨。\n') }),
}

/** What the bot says, as the guide quotes it: in lines, without quotation marks of Markdown, every code the same. */
const QUOTED = [...GUIDE.matchAll(/(?:^ *>.*\n)+/gm)].map(([block]) =>
  block
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^ *> ?/, ''))
    .join('\n'),
)

describe('the guide to Telegram', () => {
  test('names every command of the bot, and none that there is not', () => {
    const named = new Set([...GUIDE.matchAll(/`\/([a-z]+)/g)].map(([, name]) => name ?? ''))
    expect([...named].filter((name) => !FOREIGN.has(name)).toSorted()).toEqual(
      COMMANDS.map<string>(({ name }) => name).toSorted(),
    )
  })

  test('names settings that there are', () => {
    const named = [...GUIDE.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, name]) => name ?? '')
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !(name in SETTINGS.entries))).toEqual([])
  })

  test('quotes what the bot says, word for word', async () => {
    await chat.say('你好', STRANGER)
    await chat.say('/pair', ADMIN)
    await chat.take({ kind: 'joined', speaker: { ...ASKER, ...GROUP, ...ADMIN, isAllowed: false } })
    await chat.say('/settings', { ...GROUP, ...ADMIN })
    await chat.take({ kind: 'file', file: FILE, speaker: { ...ASKER, ...ADMIN } })
    const said = chat.texts().map((text) => text.replace(/[A-Z2-9]{4}-[A-Z2-9]{4}/, 'K7QM-R4XT'))
    expect(QUOTED).toEqual(said)
  })

  test('says which commands are for private chats', () => {
    const [, listed = ''] = /。((?:`\/[a-z]+`、?)+) 的结果不该让群里的人看到/.exec(GUIDE) ?? []
    const isPrivate = COMMANDS.filter((entry) => entry.isPrivate === true).map(({ name }) => `\`/${name}\``)
    expect(listed.split('、')).toEqual(isPrivate)
  })

  test('links only to what is there', () => {
    const links = [...GUIDE.matchAll(/\]\((?<target>[^)#:]+)\)/g)].map(({ groups }) => groups?.['target'] ?? '')
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(statSync(path.join(ROOT, 'docs', link)).isFile()).toBe(true)
  })
})
