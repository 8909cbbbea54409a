import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { IndexError } from '../../src/errors.ts'
import { openTestChat } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { handRun } from '../support/reindexing.ts'
import type { HandRun } from '../support/reindexing.ts'

const ADMIN = { isAdmin: true }
const SECOND_ADMIN = { isAdmin: true, chatId: 'telegram:9', userId: 'telegram:9' }

let folder: IndexedFolder
let run: HandRun
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('grain.md', report('青禾县2024年公报', '2024年，青禾县粮食产量达到41.7万吨。'))
  await folder.index(countingModel())
})
beforeEach(() => {
  run = handRun()
  chat = openTestChat(folder, run.parts)
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

/** All that the first message said, one edit after the other. */
const versions = () => (chat.shown[0] ?? []).map(({ text }) => text)

describe('/reindex', () => {
  test('is refused for everybody who is not an admin, and so is its end', async () => {
    for (const text of ['/reindex', '/reindex cancel', '更新索引']) await chat.say(text)
    expect(new Set(chat.texts())).toEqual(new Set([expect.stringContaining('只有管理员')]))
  })

  test('edits its message at most every three seconds, and ends with the counts', async () => {
    const { afterwards } = await chat.say('更新索引', ADMIN)
    run.at(1000, { phase: 'reading', done: 1, total: 9 })
    run.at(2999, { phase: 'reading', done: 2, total: 9 })
    run.at(3000, { phase: 'reading', done: 3, total: 9 })
    run.at(5000, { phase: 'embedding', done: 1, total: 9 })
    run.at(6100, { phase: 'embedding', done: 4, total: 9 })
    run.finish()
    await afterwards
    expect(versions()).toEqual([
      '开始更新索引，期间照常回答。要停下来，发 /reindex cancel。',
      '正在更新索引：读取报告 3/9。期间照常回答。',
      '正在更新索引：计算向量 4/9。期间照常回答。',
      '索引已更新：新增1，更新2，删除0，未变0，失败1（用时1.5秒）\na.pdf：打不开',
    ])
  })

  test('tells how fast a long phase goes, and how long it will take', async () => {
    const { afterwards } = await chat.say('/reindex', ADMIN)
    run.at(1000, { phase: 'embedding', done: 0, total: 4000 })
    run.at(11_000, { phase: 'embedding', done: 125, total: 4000 })
    run.finish()
    await afterwards
    expect(versions()[1]).toBe('正在更新索引：计算向量 125/4000，每秒13段，还要约5分钟。期间照常回答。')
  })

  test('counts renamed reports apart from the others', async () => {
    const { afterwards } = await chat.say('/reindex', ADMIN)
    run.finish({ renamed: 4, failed: [] })
    await afterwards
    expect(versions().at(-1)).toBe('索引已更新：新增1，更新2，改名4，删除0，未变0，失败0（用时1.5秒）')
  })

  test('answers while it runs, and shows a second admin how far it is', async () => {
    const { afterwards } = await chat.say('/reindex', ADMIN)
    await chat.say('/reindex', SECOND_ADMIN)
    expect(chat.last().text).toBe('已有一次更新正在进行，请等它完成。要停下来，发 /reindex cancel。')
    run.at(2000, { phase: 'reading', done: 5, total: 9 })
    await chat.say('/reindex', SECOND_ADMIN)
    expect(chat.last().text).toContain('已有一次更新正在进行（读取报告 5/9），请等它完成。')
    await chat.say('青禾县2024年粮食产量多少')
    expect(chat.last().text).toContain('41.7万吨')
    run.finish()
    await afterwards
  })

  test.each(['/reindex cancel', '/reindex 取消', '/reindex@baoshu_bot STOP'])(
    '%s by another admin ends it, and the message of the first says so',
    async (text) => {
      const { afterwards } = await chat.say('/reindex', ADMIN)
      await chat.say(text, SECOND_ADMIN)
      await afterwards
      expect(chat.texts()).toEqual([expect.stringMatching(/^更新已取消。.*保留/), '正在停下来，稍等。'])
    },
  )

  test('cancel says so where nothing runs, and a cancelled run does not keep the next from starting', async () => {
    await chat.say('/reindex cancel', ADMIN)
    expect(chat.last().text).toBe('现在没有正在进行的更新。')
    const first = await chat.say('/reindex', ADMIN)
    await chat.say('/reindex cancel', ADMIN)
    await first.afterwards
    const second = await chat.say('/reindex', ADMIN)
    run.finish()
    await second.afterwards
    expect(chat.last().text).toContain('索引已更新')
  })

  test.each([
    [new IndexError('磁盘满了'), '更新没有完成：磁盘满了。原来的索引照常使用。'],
    [new Error('stack'), '更新没有完成，原因见日志。原来的索引照常使用。'],
  ])('that fails (%s) says so, and that the old index serves', async (error, text) => {
    const { afterwards } = await chat.say('/reindex', ADMIN)
    run.fail(error)
    await afterwards
    expect(chat.last().text).toBe(text)
  })
})

/** Of what /status says to somebody. */
async function lastLine(speaker: object) {
  await chat.say('/status', speaker)
  return chat.last().text.split('\n').at(-1)
}

/** What /status says last after a run that ended so. */
async function ending(end: () => void) {
  const { afterwards } = await chat.say('/reindex', ADMIN)
  end()
  await afterwards
  return lastLine(ADMIN)
}

describe('/status tells an admin how the last update ended', () => {
  test('once there was one, and nobody else', async () => {
    expect(await lastLine(ADMIN)).toMatch(/^语义检索/)
    expect(await ending(() => run.finish())).toMatch(/^上次更新：\d.*，新增1，更新2，删除0，未变0，失败1$/)
    expect(await lastLine({})).toMatch(/^语义检索/)
  })

  test('where it failed or was cancelled', async () => {
    expect(await ending(() => run.fail(new IndexError('磁盘满了')))).toMatch(/没有完成：磁盘满了$/)
    expect(await ending(() => run.fail(new Error('stack')))).toMatch(/没有完成：原因见日志$/)
    expect(await ending(() => void run.parts.reindexing.cancel())).toMatch(/已取消$/)
  })
})
