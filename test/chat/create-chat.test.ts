import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answerer } from '../../src/answer/answerer.ts'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { linkTo } from '../../src/chat/passage-link.ts'
import { IndexError } from '../../src/errors.ts'
import { openIndex } from '../../src/report-index/sqlite/open-index.ts'
import { ASKER, openTestChat } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder, realLexicon } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const INVESTMENT = '2024年，凤阳县固定资产投资同比增长12.6%，高于全市4.1个百分点。'
const REPORT = `---
title: 凤阳县2024年统计公报
publisher: 凤阳县统计局
date: 2025-03-20
---
# 凤阳县2024年统计公报

全县经济稳中向好，主要指标好于预期。

${INVESTMENT}

2024年，凤阳县粮食产量达到41.7万吨。
`
const AGAIN = `---
title: 凤阳县投资简报
publisher: 凤阳县发展改革委
date: 2025-04-02
---
# 凤阳县投资简报

项目建设提速。2024年固定资产投资同比增长12.6%。
`
const QUESTION = '凤阳县2024年固定资产投资增长多少'

let folder: IndexedFolder
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('bulletin.md', REPORT)
  folder.write('brief.md', AGAIN)
  await folder.index(countingModel())
})
beforeEach(() => {
  chat = openTestChat(folder)
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

function refuse(): never {
  throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
}

describe('a question', () => {
  test('is answered in four lines: slots, figure, sentence, source', async () => {
    await chat.say(QUESTION)
    expect(chat.texts()).toEqual([
      [
        '固定资产投资 · 凤阳县 · 2024年',
        '12.6%',
        `“${INVESTMENT}”`,
        '—— 凤阳县统计局《凤阳县2024年统计公报》第2段',
      ].join('\n'),
    ])
  })

  test('has its figure bold and its sentence marked as a quotation', async () => {
    await chat.say(QUESTION)
    const { text, styles } = chat.last()
    expect(styles.map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual([
      ['bold', '12.6%'],
      ['quotation', `“${INVESTMENT}”`],
    ])
  })

  test('offers its context, a copy, a complaint and the other places', async () => {
    await chat.say(QUESTION)
    const { buttons } = chat.last()
    expect(buttons.map((row) => row.map(({ label }) => label))).toEqual([
      ['上下文', '不对'],
      ['复制引文', '复制数字'],
      ['另见1处'],
    ])
    expect(buttons[1]?.map(({ copy }) => copy)).toEqual([
      `“${INVESTMENT}”\n—— 凤阳县统计局《凤阳县2024年统计公报》第2段`,
      '12.6%',
    ])
  })

  test('that the reports do not answer is refused in words', async () => {
    await chat.say('凤阳县2019年固定资产投资增长多少')
    expect(chat.last().text).toMatch(/资料里没有/)
    await chat.say('凤阳县火星移民人数')
    expect(chat.last().text).toMatch(/资料里没有/)
  })

  test('may lean on the one before, of the same person only', async () => {
    await chat.say('凤阳县2024年粮食产量是多少')
    await chat.say('那固定资产投资增长多少呢？')
    expect(chat.last().text).toMatch(/12\.6%[\s\S]*上一问/)
    await chat.say('那固定资产投资增长多少呢？', { userId: 'telegram:8' })
    expect(chat.last().text).not.toContain('上一问')
  })

  test('is answered also where the disk has no room to keep it, and that is logged', async () => {
    const crowded = openTestChat(folder, { state: { ...chat.state, keep: refuse } })
    await crowded.say(QUESTION)
    expect(crowded.last().text).toContain('12.6%')
    expect(crowded.recorded.map(({ event }) => event)).toContain('answer.unsaved')
  })

  test('that is empty is asked for', async () => {
    await chat.say('/ask')
    expect(chat.last().text).toContain('/ask')
  })

  test('that is far too long is cut, and said so', async () => {
    await chat.say(`${QUESTION}？${'另外，'.repeat(2000)}`)
    expect(chat.last().text).toMatch(/^问题太长，只看了前1000个字。/)
  })

  test('that cannot be answered because nothing was indexed says what to do', async () => {
    const failing: Answerer = {
      answer: () => Promise.reject(new IndexError('还没有索引。请运行 npm run index')),
      explain: () => Promise.reject(new IndexError('还没有索引。请运行 npm run index')),
      search: () => Promise.resolve([]),
      status: () => Promise.resolve(undefined),
      close: () => Promise.resolve(),
    }
    const without = openTestChat(folder, { answerer: failing })
    await without.say(QUESTION)
    expect(without.texts()).toEqual(['还没有索引。请运行 npm run index。正在自动更新索引，请过一会儿再问。'])
  })

  test('is logged without its words', async () => {
    await chat.say(QUESTION)
    expect(chat.recorded.map(({ event }) => event)).toContain('question.answered')
    expect(JSON.stringify(chat.recorded)).not.toContain('固定资产')
  })
})

describe('a button', () => {
  test('上下文 shows the paragraph between its neighbours, the figure bold', async () => {
    await chat.say(QUESTION)
    await chat.press('上下文')
    const { text, styles } = chat.last()
    expect(text).toBe(
      [
        '凤阳县2024年统计公报\n第2段/共3段 · 2025-03-20',
        '全县经济稳中向好，主要指标好于预期。',
        INVESTMENT,
        '2024年，凤阳县粮食产量达到41.7万吨。',
      ].join('\n\n'),
    )
    expect(styles.map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual([
      ['quotation', INVESTMENT],
      ['bold', '12.6%'],
    ])
  })

  test('上一段 and 下一段 page through the article in the same message, as far as it goes', async () => {
    await chat.say(QUESTION)
    await chat.press('上下文')
    await chat.press('下一段')
    expect(chat.shown).toHaveLength(2)
    expect(chat.last().text).toMatch(/\n第3段\/共3段 · 2025-03-20\n[^]*41\.7万吨。$/)
    expect(
      chat
        .last()
        .buttons.flat()
        .map(({ label }) => label),
    ).toEqual(['上一段', '复制引文', '复制链接'])
    await chat.press('上一段')
    await chat.press('上一段')
    expect(chat.last().text).toContain('第1段/共3段')
    expect(
      chat
        .last()
        .buttons.flat()
        .map(({ label }) => label),
    ).toEqual(['下一段', '复制引文', '复制链接'])
    expect(chat.shown).toHaveLength(2)
  })

  test('复制链接 gives a link that opens the same paragraph with its figure, and only to those who may ask', async () => {
    await chat.say(QUESTION)
    await chat.press('上下文')
    const shown = chat.last()
    const link = shown.buttons.flat().find(({ label }) => label === '复制链接')?.link
    expect(link).toEqual({ start: expect.stringMatching(/^p_[\w-]{1,62}$/), does: 'copy' })
    await chat.say(`/start ${link?.start}`)
    expect(chat.last()).toEqual(shown)
    await chat.say(`/start ${link?.start}`, { isAllowed: false })
    expect(chat.last().text).not.toContain('12.6%')
  })

  test('私聊查看上下文 stands under answers in groups alone', async () => {
    await chat.say(QUESTION)
    expect(
      chat
        .last()
        .buttons.flat()
        .some(({ link }) => link !== undefined),
    ).toBe(false)
    await chat.say(QUESTION, { isGroup: true })
    const link = chat
      .last()
      .buttons.flat()
      .find(({ label }) => label === '私聊查看上下文')?.link
    await chat.say(`/start ${link?.start}`)
    expect(chat.last().text).toContain('第2段/共3段')
  })

  test('a link to a paragraph that is gone says so', async () => {
    await chat.say(
      `/start ${linkTo({ paragraphId: '0123456789abcdef', documentId: 'fedcba9876543210', start: 0, end: 4 })}`,
    )
    expect(chat.last().text).toContain('已不在资料里')
  })

  test('opens the report it stands under where two reports print the same paragraph', async () => {
    const twins = createIndexedFolder()
    for (const [file, place] of [
      ['a.md', '东湾县'],
      ['b.md', '西岭县'],
    ]) {
      twins.write(
        `${file}`,
        `---\ntitle: ${place}2024年统计公报\nplace: ${place}\n---\n# ${place}2024年统计公报\n\n全县粮食产量达到41.7万吨。\n`,
      )
    }
    await twins.index(countingModel())
    const both = openTestChat(twins)
    await both.say('西岭县2024年粮食产量是多少')
    await both.press('上下文')
    expect(both.last().text).toContain('西岭县2024年统计公报')
    await both.close()
    twins.dispose()
  })

  test('复制引文 sends the quotation with its source, for channels that cannot copy', async () => {
    await chat.say(QUESTION)
    await chat.press('复制引文')
    expect(chat.last().text).toBe(`“${INVESTMENT}”\n—— 凤阳县统计局《凤阳县2024年统计公报》第2段`)
  })

  test('另见 quotes the other places that tell the fact', async () => {
    await chat.say(QUESTION)
    await chat.press('另见1处')
    expect(chat.last().text).toBe('“2024年固定资产投资同比增长12.6%。”\n—— 凤阳县发展改革委《凤阳县投资简报》第1段')
  })

  test('不对 keeps question and answer for the admin', async () => {
    await chat.say(QUESTION)
    expect(await chat.press('不对')).toEqual({ notice: expect.stringContaining('已记录') })
    expect(chat.state.wrong()).toEqual([{ question: QUESTION, answer: chat.last().text, kind: 'quoted' }])
    expect(chat.shown).toHaveLength(1)
  })

  test('/status shows an admin, and nobody else, what was marked as wrong', async () => {
    await chat.say(QUESTION)
    await chat.press('不对')
    await chat.say('/status')
    expect(chat.last().text).not.toContain('不对')
    await chat.say('/status', { isAdmin: true })
    expect(chat.last().text).toContain(`“不对”的回答1条，最近的：\n${QUESTION} → 固定资产投资 · 凤阳县 · 2024年 12.6%`)
  })

  const GONE = [
    ['context:0123456789abcdef:0-4', /已不在/],
    ['page:0123456789abcdef:0-0@0123456789abcdef', /已不在/],
    ['copy:0123456789abcdef:0-4', /已不在/],
    ['also:0123456789abcdef:0-4', /已不在/],
    ['wrong:999999', /不在记录/],
    ['something else', /失效/],
  ] as const
  test.each(GONE)('%s, whose object is gone, gives a notice and no message', async (press, notice) => {
    expect((await chat.take({ kind: 'press', press, speaker: ASKER })).notice).toMatch(notice)
    expect(chat.shown).toEqual([])
  })

  test('with a place outside of its paragraph gives a notice', async () => {
    await chat.say(QUESTION)
    const [press = ''] = chat
      .last()
      .buttons.flat()
      .map((button) => button.press)
    const outside = press.replace(/:\d+-\d+/, ':0-99999')
    expect((await chat.take({ kind: 'press', press: outside, speaker: ASKER })).notice).toMatch(/已不在/)
  })
})

describe('a page', () => {
  test('/help says how to ask, with examples and commands, and hides what only admins may do', async () => {
    await chat.say('/help')
    expect(chat.last().text).toContain('青禾县粮食产量多少？')
    expect(chat.last().text).not.toContain('/reindex')
    await chat.say('/help', { isAdmin: true, isGroup: true, bot: { name: 'baoshu_bot', hearsMentions: false } })
    expect(chat.last().text).toContain('/reindex')
    expect(chat.last().text).toContain('在群里')
  })

  test('/id gives the ids that go into the settings', async () => {
    await chat.say('/id', { shownUserId: '42', shownChatId: '-100200' })
    expect(chat.last().text).toBe('你的编号：42\n这个聊天的编号：-100200')
  })

  test('/sources names places, years and documents', async () => {
    await chat.say('/sources')
    expect(chat.last().text).toBe(
      [
        '共有2份资料。',
        '地区：凤阳县',
        '年份：2024、2025',
        '',
        '凤阳县发展改革委 《凤阳县投资简报》 2025-04-02',
        '凤阳县统计局 《凤阳县2024年统计公报》 2025-03-20',
      ].join('\n'),
    )
  })

  test('/status counts, and says whether vectors serve', async () => {
    await chat.say('/status')
    expect(chat.last().text).toMatch(
      /^资料2份，段落\d+个，数字\d+个\n索引第1版，更新于 .+\n语义检索：正常（模型 fake，向量图）$/,
    )
    const modelless = { index: openIndex(folder.indexDir, undefined), embedder: undefined, lexicon: realLexicon() }
    const without = openTestChat(folder, { answerer: createAnswerer(modelless) })
    await without.say('状态')
    expect(without.last().text).toContain('语义检索：不可用：没有可用的模型')
  })

  test('/status before the first index says how to build it', async () => {
    const empty = createIndexedFolder()
    const early = openTestChat(empty)
    await early.say('/status')
    await early.say('/sources')
    expect(early.texts()).toEqual([expect.stringContaining('/reindex'), expect.stringContaining('还没有资料')])
    await early.close()
    empty.dispose()
  })

  test('an unknown command points to /help', async () => {
    await chat.say('/weather')
    expect(chat.last().text).toContain('/help')
  })
})

describe('somebody who may not ask', () => {
  const STRANGER = { isAllowed: false, shownUserId: '666', shownChatId: '-5' }

  test('is told his id and whom to give it to, whatever he says', async () => {
    for (const text of [QUESTION, '/status', '/reindex']) await chat.say(text, STRANGER)
    expect(new Set(chat.texts())).toEqual(
      new Set(['还不能回答：你还没有开通，编号是 666。请把编号交给管理员开通，或者向管理员要一个开通码，直接发给我。']),
    )
  })

  test('is told the id of his group there', async () => {
    await chat.say(QUESTION, { ...STRANGER, isGroup: true })
    expect(chat.last().text).toContain('编号是 -5')
  })

  test('gets no message for a press', async () => {
    await chat.say(QUESTION)
    expect(await chat.press('上下文', STRANGER)).toEqual({ notice: expect.stringContaining('管理员') })
    expect(chat.shown).toHaveLength(1)
  })
})

test('what the bot cannot read gets one helpful sentence', async () => {
  await chat.take({ kind: 'unreadable', speaker: ASKER })
  expect(chat.texts()).toEqual([expect.stringContaining('文字')])
})
