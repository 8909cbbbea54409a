import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import type { Answerer } from '../../src/answer/answerer.ts'
import type { Offer, Speaker } from '../../src/chat/chat.ts'
import { parseLink } from '../../src/chat/passage-link.ts'
import { IndexError } from '../../src/errors.ts'
import { ASKER, openTestChat } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const SENTENCE = '2024年，凤阳县粮食产量达到41.7万吨，增长2.5%。'

let folder: IndexedFolder
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('a.md', report('凤阳县2024年统计公报', SENTENCE, '2024年，凤阳县固定资产投资同比增长12.6%。'))
  const before = Array.from({ length: 12 }, (_, at) => `${2010 + at}年，凤阳县苹果产量${at + 1}.5万吨。`)
  folder.write('b.md', report('凤阳县历年苹果产量', ...before))
  await folder.index(countingModel())
})
beforeEach(() => {
  chat = openTestChat(folder)
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

const offers = (question: string, speaker: Partial<Speaker> = {}): Promise<readonly Offer[]> =>
  chat.offer(question, { ...ASKER, ...speaker })

const fail = () => Promise.reject(new IndexError('还没有索引。请运行 npm run index'))

describe('offers', () => {
  test('are quotations with figure, slots and source, and a link to the passage alone', async () => {
    const [offer, ...others] = await offers('凤阳县2024年粮食产量是多少')
    expect(others).toEqual([])
    expect(offer).toMatchObject({
      title: '41.7万吨 · 粮食产量',
      description: '凤阳县 · 2024年 · 《凤阳县2024年统计公报》第1段',
    })
    expect(offer?.message.text).toBe(
      `粮食产量 · 凤阳县 · 2024年\n41.7万吨\n“${SENTENCE}”\n—— 《凤阳县2024年统计公报》第1段`,
    )
    const buttons = offer?.message.buttons.flat() ?? []
    expect(buttons.map(({ link }) => link?.does)).toEqual(['open'])
    expect(parseLink(buttons[0]?.link?.start ?? '')).toBeDefined()
  })

  test('are one for each quotation, each once', async () => {
    const both = await offers('凤阳县2024年粮食产量和固定资产投资增速')
    expect(both.map(({ title }) => title)).toEqual(['2.5% · 粮食产量', '12.6% · 固定资产投资'])
    expect(new Set(both.map(({ id }) => id)).size).toBe(2)
    expect(both.every(({ id }) => Buffer.byteLength(id) <= 64)).toBe(true)
  })

  test('go on to the other years of an indicator where the question names none, ten in all', async () => {
    const all = await offers('苹果产量')
    expect(all).toHaveLength(10)
    expect(all[0]?.title).toBe('12.5万吨 · 苹果产量')
    expect(new Set(all.map(({ title }) => title)).size).toBe(10)
    expect(await offers('2015年苹果产量')).toEqual([expect.objectContaining({ title: '6.5万吨 · 苹果产量' })])
  })

  test('say in one what the reports do not hold, and nothing to small talk', async () => {
    const refused = await offers('凤阳县2019年粮食产量是多少')
    expect(refused.map(({ title, message }) => [title, message.buttons])).toEqual([['资料里没有找到', []]])
    expect(refused[0]?.message.text).toContain('资料里没有2019年')
    expect(await offers('你好')).toEqual([])
    expect(await offers(' ')).toEqual([])
  })

  test('tell who may not ask, in one, how he may, and nothing to who was shut out', async () => {
    const [only, ...others] = await offers('凤阳县2024年粮食产量是多少', { isAllowed: false, shownUserId: '66' })
    expect(others).toEqual([])
    expect(only?.message.text).toContain('66')
    expect(only?.message.text).not.toContain('41.7')
    expect(await offers('凤阳县2024年粮食产量是多少', { isAllowed: false, isBanned: true })).toEqual([])
  })

  test('say what is the matter where nothing can be answered', async () => {
    const failing: Answerer = { answer: fail, explain: fail, search: fail, status: fail, close: async () => {} }
    const without = openTestChat(folder, { answerer: failing })
    expect(await without.offer('粮食', ASKER)).toEqual([
      expect.objectContaining({ title: '还没有索引。请运行 npm run index' }),
    ])
  })
})
