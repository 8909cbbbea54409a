import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Download, OfferedFile, Speaker } from '../../src/chat/chat.ts'
import type { Reindexing } from '../../src/chat/reindexing.ts'
import { ASKER, openTestChat } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const ADMIN = { isAdmin: true } as const
const BULLETIN = `---
title: 青禾县2024年统计公报
publisher: 青禾县统计局
date: 2025-03-20
place: 青禾县
---
# 青禾县2024年统计公报

2024年，青禾县粮食产量达到41.7万吨，增长2.5%。
`
/** No head that would date it. */
const BRIEF = '全县苹果产量8.4万吨，增长6.1%。\n\n全县建成果园3200亩。\n'

let folder: IndexedFolder
let chat: TestChat
beforeEach(async () => {
  folder = createIndexedFolder()
  folder.write('bulletin.md', BULLETIN)
  await folder.index(countingModel())
  chat = openTestChat(folder, { reindexing: indexingNow(folder) })
})
afterEach(async () => {
  await chat.close()
  folder.dispose()
})

/** Indexes in this process, as `/reindex` does in another. */
function indexingNow(of: IndexedFolder): Reindexing {
  return {
    start: () => of.index(countingModel()),
    isRunning: false,
    progress: undefined,
    last: undefined,
    cancel: () => undefined,
  }
}

function file(content: string, given: Partial<OfferedFile> = {}): OfferedFile {
  const bytes = new TextEncoder().encode(content)
  return {
    name: '苹果简报.txt',
    size: bytes.length,
    caption: '',
    download: async () => ({ kind: 'bytes', bytes }),
    ...given,
  }
}

/** A file that must be refused by what is said of it. */
const unfetched = () => Promise.reject(new Error('fetched'))

async function send(sent: OfferedFile, speaker: Partial<Speaker> = ADMIN): Promise<void> {
  await chat.take({ kind: 'file', file: sent, speaker: { ...ASKER, ...speaker } })
}

/** Presses a button as the admin, and waits for what goes on after it. */
async function press(label: string): Promise<string | undefined> {
  const { notice, afterwards } = await chat.press(label, ADMIN)
  await afterwards
  return notice
}

const kept = () =>
  readdirSync(folder.reportsDir, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.txt'))
const labels = () => chat.last().buttons.map((row) => row.map(({ label }) => label))

describe('a file that an admin sends', () => {
  test('is read, counted, and asked for what it lacks', async () => {
    await send(file(BRIEF))
    expect(chat.last().text.split('\n')).toEqual([
      '苹果简报.txt：2段，3个数字，缺日期：请回复日期，例如 2025-03-20',
      '标题：苹果简报',
      '发布单位：未注明',
      '日期：未注明',
      '地区：未注明',
      '',
      '加入资料后更新索引，就能查到。',
    ])
    expect(labels()).toEqual([
      ['加入资料', '取消'],
      ['填标题', '填发布单位', '填日期', '填地区'],
    ])
  })

  test('is searched after its words were completed and it was accepted, under its own name', async () => {
    await send(file(BRIEF))
    await chat.say('2025年4月', ADMIN)
    expect(chat.last().text).toMatch(/^苹果简报\.txt：2段，3个数字\n[^]*日期：2025-04（已注明）/)
    await press('填地区')
    await chat.say('青禾县', ADMIN)
    await press('加入资料')
    expect(chat.texts().at(-2)).toBe('已加入资料：\n苹果简报.txt')
    expect(chat.last().text).toContain('新增1')
    await chat.say('青禾县苹果产量是多少')
    expect(chat.last().text).toMatch(/8\.4万吨[^]*—— 《苹果简报》第1段/)
  })

  test('that is cancelled is deleted, and its buttons have served', async () => {
    await send(file(BRIEF))
    await press('取消')
    expect(chat.last().text).toBe('已取消，文件没有保留：苹果简报.txt')
    expect(kept()).toEqual([])
    const forged = { kind: 'press', press: 'upload:accept:0123456789abcdef', speaker: { ...ASKER, ...ADMIN } } as const
    expect((await chat.take(forged)).notice).toContain('已经处理过')
  })

  test('twice is kept once, and one that is among the reports is named', async () => {
    await send(file(BRIEF))
    await press('加入资料')
    await send(file(BRIEF, { name: '另一个名字.txt' }))
    expect(chat.last().text).toBe('资料里已有内容相同的文件：《苹果简报》（苹果简报.txt），没有再存一份。')
    expect(kept()).toHaveLength(1)
  })

  test('with others can be accepted with all of them', async () => {
    await send(file(BRIEF))
    await send(file('全县梨产量3.3万吨。\n', { name: '梨.txt' }))
    expect(labels().at(-1)).toEqual(['全部加入（2份）'])
    await press('全部加入（2份）')
    expect(chat.last().text).toContain('新增2')
  })

  test('above 20 MB is refused before it is fetched, and when it turns out to be larger than was said', async () => {
    await send(file('', { size: 34 * 1024 * 1024, download: unfetched }))
    expect(chat.last().text).toBe('文件有34 MB，超过20 MB，机器人收不下。请拆分，或直接放进报告文件夹后更新索引。')
    await send(file('', { size: undefined, download: async (): Promise<Download> => ({ kind: 'too-large' }) }))
    expect(chat.last().text).toMatch(/^文件超过20 MB/)
    await send(file('', { download: async (): Promise<Download> => ({ kind: 'unreachable' }) }))
    expect(chat.last().text).toContain('重新发送')
  })

  test.each([
    ['an empty one', file('', { name: 'a.txt' }), '文件是空的'],
    ['a picture', file('\u0089PNG\r\n\u001A\n', { name: 'a.png' }), '暂不支持'],
  ])('that cannot be read is not kept: %s', async (_, sent, reason) => {
    await send(sent)
    expect(chat.last().text).toContain(reason)
    expect(kept()).toEqual([])
  })

  test('by somebody else is refused, and a question under it is answered', async () => {
    await send(file(BRIEF), {})
    expect(chat.last().text).toContain('只有管理员可以添加资料')
    await send(file(BRIEF, { caption: '青禾县2024年粮食产量是多少' }), {})
    expect(chat.last().text).toContain('41.7万吨')
    await send(file(BRIEF), { isAllowed: false })
    expect(chat.last().text).not.toContain('管理员可以添加')
    expect(kept()).toEqual([])
  })
})

describe('what an admin is asked for', () => {
  beforeEach(() => send(file(BRIEF)))

  test('is no question when he pressed for it, and a wrong form is said', async () => {
    await press('填日期')
    for (const words of ['去年冬天', '3月20日', '2025-02-30', '2025-13', '2025年上半年']) {
      await chat.say(words, ADMIN)
      expect(chat.last().text).toBe('这不像日期，请写成这样：2025-03-20。发送“取消”则不改。')
    }
    await chat.say('取消', ADMIN)
    expect(chat.last().text).toBe('好的，没有改动。')
    await chat.say('2025-03-20', ADMIN)
    expect(chat.last().text).not.toContain('已注明')
  })

  test('may be left: questions and commands are answered meanwhile', async () => {
    await chat.say('青禾县2024年粮食产量是多少', ADMIN)
    expect(chat.last().text).toContain('41.7万吨')
    await chat.say('2025-03-20', ADMIN)
    await press('填标题')
    await chat.say('/id', ADMIN)
    expect(chat.last().text).toContain('你的编号')
    await chat.say('苹果产业简报', ADMIN)
    expect(chat.last().text).toContain('标题：苹果产业简报')
  })

  test('is nobody else’s to answer', async () => {
    await chat.say('2025-03-20', { userId: 'telegram:8' })
    await chat.say('2025-03-20')
    expect(chat.texts().join('\n')).not.toContain('已注明')
  })
})

describe('/docs', () => {
  test('lists the reports with date, place, sizes and file, and shows how each was read', async () => {
    await chat.say('/docs', ADMIN)
    expect(chat.last().text).toBe(
      '共有1份资料，第1页/共1页。点编号查看和修改；要添加，在私聊里把文件发给机器人，或放进报告文件夹。\n\n1. 青禾县2024年统计公报\n2025-03-20 · 青禾县 · 1段 · 2个数字 · bulletin.md',
    )
    await press('1')
    expect(chat.last().text.split('\n')).toEqual([
      '标题：青禾县2024年统计公报',
      '发布单位：青禾县统计局',
      '日期：2025-03-20（已注明）',
      '地区：青禾县',
      '所述时间：2024年',
      '1段，2个数字',
      '文件：bulletin.md',
    ])
    expect(chat.shown).toHaveLength(1)
  })

  test('is for admins, buttons included', async () => {
    await chat.say('/docs')
    expect(chat.last().text).toContain('只有管理员')
    await chat.say('/docs', ADMIN)
    expect((await chat.press('1')).notice).toContain('只有管理员')
  })

  test('pages in the same message, and a page that does not exist is the last', async () => {
    for (let at = 0; at < 17; at += 1) folder.write(`r${at + 10}.txt`, `全县第${at}个果园产量${at}吨。\n`)
    await folder.index(countingModel())
    await chat.say('/docs', ADMIN)
    expect(labels()).toEqual([['1', '2', '3', '4'], ['5', '6', '7', '8'], ['下一页']])
    await press('下一页')
    await press('下一页')
    expect(chat.last().text).toContain('共有18份资料，第3页/共3页')
    expect(labels()).toEqual([['17', '18'], ['上一页']])
    await chat.take({ kind: 'press', press: 'docs:list:ffff', speaker: { ...ASKER, ...ADMIN } })
    await chat.take({ kind: 'press', press: 'docs:list:999', speaker: { ...ASKER, ...ADMIN } })
    expect(chat.last().text).toContain('第3页/共3页')
    expect(chat.shown).toHaveLength(1)
  })

  test('writes what is stated beside the report, and takes it up at the next update', async () => {
    await chat.say('/docs', ADMIN)
    await press('1')
    await press('改标题')
    await chat.say('青禾县公报（修订）', ADMIN)
    expect(chat.last().text).toBe('《青禾县2024年统计公报》的标题已写成：青禾县公报（修订）。更新索引后生效。')
    await press('更新索引')
    await chat.say('/docs', ADMIN)
    expect(chat.last().text).toContain('1. 青禾县公报（修订）')
  })

  test('shows the files that wait again, as after a restart', async () => {
    await send(file(BRIEF))
    await chat.say('/docs', ADMIN)
    await press('待确认的文件（1份）')
    expect(chat.last().text).toMatch(/^苹果简报\.txt：2段/)
    await press('取消')
    await chat.say('/docs', ADMIN)
    expect(labels()).toEqual([['1']])
  })

  test.each(['show', 'remove', 'remove-now', 'title', 'date', 'pending'])(
    'a forged button for what is not there gives a notice and no message: %s',
    async (verb) => {
      const forged = { kind: 'press', press: `docs:${verb}:ffffffffffffffff`, speaker: { ...ASKER, ...ADMIN } } as const
      expect((await chat.take(forged)).notice).toMatch(/已不在|没有待确认/)
      expect(chat.shown).toEqual([])
    },
  )

  test('does not take away what somebody put into the folder', async () => {
    await chat.say('/docs', ADMIN)
    await press('1')
    await press('移除')
    expect(chat.last().text).toContain('直接放在报告文件夹里的')
    expect(labels()).toEqual([['返回']])
  })

  test('takes away what came by chat, after one more question', async () => {
    await send(file(BRIEF))
    await press('加入资料')
    await chat.say('/docs', ADMIN)
    await press('2')
    expect(chat.last().text).toContain('原文件名：苹果简报.txt')
    await press('移除')
    expect(chat.last().text).toContain('确定移除')
    await press('确定移除')
    expect(chat.last().text).toBe('已移除《苹果简报》。更新索引后生效。')
    await press('更新索引')
    await chat.say('青禾县苹果产量是多少')
    expect(chat.last().text).not.toContain('8.4')
    expect(kept()).toEqual([path.join('uploads', '.removed', kept()[0]?.split(path.sep).at(-1) ?? '')])
  })
})
