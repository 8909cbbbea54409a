import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ASKER, openTestChat, SETTINGS } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const ADMIN = { userId: 'telegram:1', shownUserId: '1', isAdmin: true }
const REPORT = `---
title: 凤阳县2024年统计公报
date: 2025-03-20
---
# 凤阳县2024年统计公报

2024年，凤阳县固定资产投资同比增长12.6%。
`

let folder: IndexedFolder
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('bulletin.md', REPORT)
  await folder.index(countingModel())
})
beforeEach(() => {
  chat = openTestChat(folder)
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

describe('/gaps', () => {
  test('says what the reports lack, by place, period and indicator, and which answers are disputed', async () => {
    await chat.say('凤阳县2019年固定资产投资增长多少')
    await chat.say('宣城市2024年固定资产投资增长多少')
    await chat.say('宣城市2024年固定资产投资是多少')
    await chat.say('凤阳县2024年固定资产投资增长多少')
    await chat.press('不对')
    await chat.say('/gaps', ADMIN)
    const { text, buttons } = chat.last()
    expect(text).toMatch(/^最近90天没有答上来的问题3个，被标为“不对”的回答1条。\n/)
    expect(text).toMatch(/缺的地区：宣城市（2次）\n/)
    expect(text).toMatch(/缺的时间：2019年（1次）\n/)
    expect(text).toMatch(/最近没有答上来的：\n· 宣城市2024年固定资产投资是多少\n/)
    expect(text).toMatch(/最近被标为“不对”的：\n· 凤阳县2024年固定资产投资增长多少$/)
    expect(buttons).toEqual([[{ label: '导出全部提问', press: 'export' }]])
  })

  test('is glad when there is none', async () => {
    await chat.say('/gaps', ADMIN)
    expect(chat.texts()).toEqual(['最近90天的问题都答上了，也没有回答被标为“不对”。'])
  })

  test('fits into a message, however much is missing', async () => {
    for (let at = 0; at < 300; at += 1) {
      const gaps = (['place', 'period', 'indicator', 'measure'] as const).map((slot) => ({
        slot,
        missing: `缺${at}${'长'.repeat(50)}`,
      }))
      const question = `${'问'.repeat(900)}\n${at}`
      const asked = {
        question,
        answer: '没有',
        kind: 'not-found',
        leanedOn: undefined,
        leaves: undefined,
        person: 'p',
        gaps,
      }
      chat.state.markWrong(chat.state.keep(asked), 'p')
    }
    await chat.say('/gaps', ADMIN)
    expect(chat.last().text).toContain('没有答上来的问题300个')
    expect(chat.last().text.length).toBeLessThan(4096)
  })
})

describe('/export', () => {
  test('hands over all questions with their answers, newest first, in a table without names', async () => {
    await chat.say('宣城市2024年固定资产投资增长多少')
    await chat.say('凤阳县2024年固定资产投资增长多少')
    await chat.press('不对')
    await chat.say('/export', ADMIN)
    const [file] = chat.files
    expect(file?.name).toMatch(/^提问记录-\d{4}-\d\d-\d\d\.csv$/)
    const [head, newest, older] = file?.content.split('\r\n') ?? []
    expect(head).toBe('\uFEFF"编号","时间（UTC）","问题","结果","缺什么","回答","被标为不对"')
    expect(newest).toMatch(/^"2","\d{4}-[^"]+","凤阳县2024年固定资产投资增长多少","已答","","[^"]*12\.6%/)
    expect(older).toMatch(/^"1","[^"]+","宣城市2024年固定资产投资增长多少","未答","宣城市","[^"]+",""$/)
    expect(file?.content).not.toContain('telegram:7')
  })

  test('by the button below /gaps does the same', async () => {
    await chat.say('宣城市2024年固定资产投资增长多少')
    await chat.say('/gaps', ADMIN)
    await chat.press('导出全部提问', ADMIN)
    expect(chat.files).toHaveLength(1)
  })

  test('says so when nothing was asked yet, and where files cannot be handed over', async () => {
    await chat.say('/export', ADMIN)
    expect(chat.last().text).toBe('还没有提问记录。')
    const without = openTestChat(folder, {}, { canSendFiles: false })
    await without.say('宣城市2024年固定资产投资增长多少')
    await without.say('/export', ADMIN)
    expect(without.last().text).toContain('请在 Telegram 里')
    await without.close()
  })
})

describe('/forget', () => {
  test('deletes what is kept of who asks for it, and a follow-up has nothing to lean on any more', async () => {
    await chat.say('凤阳县2024年固定资产投资增长多少')
    await chat.press('不对')
    await chat.say('宣城市2024年固定资产投资增长多少', { userId: 'telegram:8' })
    await chat.say('/forget')
    expect(chat.last().text).toMatch(/^已删除与你有关的记录：提问1条，“不对”标记1条，/)
    expect(chat.state.all().map(({ question }) => question)).toEqual(['宣城市2024年固定资产投资增长多少'])
    await chat.say('那2023年呢？')
    expect(chat.last().text).not.toContain('上一问')
  })
})

test('/help says how long questions are kept, as it is set, and how to have them deleted', async () => {
  const kept = openTestChat(folder, { settings: { ...SETTINGS, keepDays: 14 } })
  await kept.say('/help')
  expect(kept.last().text).toContain('问题和回答保留14天，不记姓名；发送 /forget')
  await kept.close()
})

test('/help keeps what admins may do apart, and in a group leaves out what is not for its eyes', async () => {
  await chat.say('/help', ADMIN)
  expect(chat.last().text).toMatch(/\/forget [^]*管理员还可以：\n[^]*\/export /)
  await chat.say('/help', { ...ADMIN, isGroup: true, bot: { name: 'baoshu_bot', hearsMentions: true } })
  expect(chat.last().text).toMatch(/管理员还可以：\n[^]*\/allow /)
  expect(chat.last().text).not.toContain('/export')
})

test.each(['/gaps', '/export', '/access', '/pair'])(
  '%s is not answered in a group, where all would read it',
  async (command) => {
    await chat.say(command, { ...ADMIN, isGroup: true })
    expect(chat.texts()).toEqual([expect.stringContaining('请私聊我用')])
    expect(chat.files).toEqual([])
  },
)

test.each(['/gaps', '/export', '缺口', '导出'])('%s is refused to whoever is no admin', async (command) => {
  await chat.say(command)
  expect(chat.texts()).toEqual([expect.stringContaining('只有管理员')])
  expect(await chat.take({ kind: 'press', press: 'export', speaker: ASKER })).toEqual({
    notice: expect.stringContaining('只有管理员'),
  })
  expect(chat.files).toEqual([])
})
