import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Speaker } from '../../src/chat/chat.ts'
import { openChatState } from '../../src/chat/chat-state.ts'
import { ASKER, openTestChat } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const report = (name: string, growth: string) => `---
title: ${name}2024年统计公报
place: 凤阳县
date: 2025-03-20
---
# ${name}2024年统计公报

2024年，全县固定资产投资同比增长${growth}。
`
const QUESTION = '凤阳县2024年固定资产投资增长多少？'
const GROUP: Partial<Speaker> = { chatId: 'telegram:-5', shownChatId: '-5', isGroup: true }
const ADMIN: Partial<Speaker> = { ...GROUP, userId: 'telegram:1', isAdmin: true }

let folder: IndexedFolder
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('公报/a.md', report('甲', '3.1%'))
  folder.write('年鉴/b.md', report('乙', '4.2%'))
  await folder.index(countingModel())
})
beforeEach(() => {
  chat = openTestChat(folder)
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

const labels = () => chat.last().buttons.map((row) => row.map(({ label }) => label))

describe('/settings', () => {
  test('limits a group to some collections: answers, sources and buttons know nothing else then', async () => {
    await chat.say(QUESTION, GROUP)
    for (const value of ['3.1%', '4.2%']) expect(chat.last().text).toContain(value)
    await chat.press('上下文', GROUP)
    const contextOfFirst = chat.last().text

    await chat.say('/settings', ADMIN)
    expect(chat.last().text).toBe('本群的设置\n\n从哪些资料回答：全部\n没有 @ 我的话：不理会')
    expect(labels()).toEqual([['✓ 全部资料'], ['公报', '年鉴'], ['不 @ 我的问句也回答']])
    await chat.press('年鉴', ADMIN)
    expect(chat.last().text).toContain('从哪些资料回答：年鉴\n')
    expect(labels()).toEqual([['全部资料'], ['公报', '✓ 年鉴'], ['不 @ 我的问句也回答']])

    await chat.say(QUESTION, GROUP)
    expect(chat.last().text).toContain('4.2%')
    expect(chat.last().text).not.toContain('3.1%')
    await chat.say('/sources', GROUP)
    expect(chat.last().text).toContain('共有1份资料')
    expect(contextOfFirst).toContain('3.1%')
  })

  test('of one group are not those of another, nor of private chats', async () => {
    chat.state.groups.set('telegram:-5', { collections: ['年鉴'], answersUntagged: false })
    await chat.say(QUESTION, { ...GROUP, chatId: 'telegram:-6' })
    expect(chat.last().text).toContain('3.1%')
    await chat.say(QUESTION)
    expect(chat.last().text).toContain('3.1%')
  })

  test('keeps old buttons from showing what the group is not answered from any more', async () => {
    await chat.say('凤阳县2024年固定资产投资增长多少？', GROUP)
    const old = chat
      .last()
      .buttons.flat()
      .find(({ label }) => label === '上下文')
    chat.state.groups.set('telegram:-5', { collections: ['没有的'], answersUntagged: false })
    const press = { kind: 'press', press: old?.press ?? '', speaker: { ...ASKER, ...GROUP } } as const
    expect(await chat.take(press)).toEqual({ notice: expect.stringContaining('已不在') })
  })

  test('takes several collections, and all of them when the last one is taken away', async () => {
    await chat.say('/settings', ADMIN)
    for (const label of ['公报', '年鉴', '✓ 公报']) await chat.press(label, ADMIN)
    expect(chat.state.groups.of('telegram:-5').collections).toEqual(['年鉴'])
    await chat.press('✓ 年鉴', ADMIN)
    expect(chat.state.groups.of('telegram:-5').collections).toBeUndefined()
    await chat.press('公报', ADMIN)
    await chat.press('全部资料', ADMIN)
    expect(chat.last().text).toContain('从哪些资料回答：全部')
  })

  test('says so where there is nothing to choose from, and where the privacy mode stands in the way', async () => {
    const empty = createIndexedFolder()
    const bare = openTestChat(empty)
    await bare.say('/settings', { ...ADMIN, bot: { name: 'baoshu_bot', hearsMentions: false } })
    expect(bare.last().text).toContain('没有可选的')
    await bare.press('不 @ 我的问句也回答', { ...ADMIN, bot: { name: 'baoshu_bot', hearsMentions: false } })
    expect(bare.last().text).toContain('/setprivacy')
    await bare.close()
    empty.dispose()
  })

  test('belongs to a group, and to admins', async () => {
    await chat.say('/settings', { isAdmin: true })
    expect(chat.last().text).toContain('在群里用')
    await chat.say('/settings', GROUP)
    expect(chat.last().text).toContain('只有管理员')
    for (const press of ['settings:untagged:', 'settings:all:', 'settings:collection:0123456789abcdef']) {
      expect((await chat.take({ kind: 'press', press, speaker: { ...ASKER, ...GROUP } })).notice).toContain(
        '只有管理员',
      )
    }
    const privately = { kind: 'press', press: 'settings:untagged:', speaker: { ...ASKER, isAdmin: true } } as const
    expect((await chat.take(privately)).notice).toContain('在群里用')
    expect(chat.state.groups.of('telegram:-5')).toEqual({ collections: undefined, answersUntagged: false })
  })

  test('of a collection that is gone gives a notice', async () => {
    const press = {
      kind: 'press',
      press: 'settings:collection:0123456789abcdef',
      speaker: { ...ASKER, ...ADMIN },
    } as const
    expect((await chat.take(press)).notice).toContain('已不在')
  })
})

const ask = (text: string) => chat.take({ kind: 'text', text, isUntagged: true, speaker: { ...ASKER, ...GROUP } })

describe('a question to nobody', () => {
  test('is answered where the reports know the answer', async () => {
    await ask(QUESTION)
    expect(chat.last().text).toContain('3.1%')
  })

  test.each(['今天谁去吃饭？', '宣城市2024年固定资产投资增长多少？', '你好？', '产值？'])(
    'is passed over in silence where they do not, and kept nowhere: %s',
    async (text) => {
      await ask(text)
      expect([chat.shown, chat.state.all()]).toEqual([[], []])
    },
  )

  test('is passed over when too much is asked, and where the group is not open', async () => {
    const limited = openTestChat(folder, {
      settings: { adminIds: [], allowedChats: [], userRate: 1, groupRate: 0, keepDays: 90 },
    })
    const turn = { kind: 'text', text: QUESTION, isUntagged: true, speaker: { ...ASKER, ...GROUP } } as const
    for (let at = 0; at < 3; at += 1) await limited.take(turn)
    await limited.take({ ...turn, speaker: { ...turn.speaker, userId: 'telegram:9', isAllowed: false } })
    expect(limited.shown).toHaveLength(1)
    await limited.close()
  })

  test('is heard only in the groups that were set to', async () => {
    expect(chat.answersUntagged('telegram:-5')).toBe(false)
    await chat.say('/settings', ADMIN)
    await chat.press('不 @ 我的问句也回答', ADMIN)
    expect([chat.answersUntagged('telegram:-5'), chat.answersUntagged('telegram:-6')]).toEqual([true, false])
    expect(chat.last().text).toContain('资料里有就回答，没有就不出声')
  })
})

test('what was set for groups is kept, and each group has its own', () => {
  const state = openChatState(':memory:')
  state.groups.set('telegram:-5', { collections: ['公报', '年鉴'], answersUntagged: true })
  expect(state.groups.of('telegram:-5')).toEqual({ collections: ['公报', '年鉴'], answersUntagged: true })
  expect(state.groups.of('telegram:-6')).toEqual({ collections: undefined, answersUntagged: false })
  state.close()
})
