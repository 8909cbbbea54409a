import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ASKER, openTestChat } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { countingModel, createIndexedFolder } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const COUNTY = `---
title: 凤阳县2024年统计公报
publisher: 凤阳县统计局
date: 2025-03-20
place: 凤阳县
period: 2024年
---
# 凤阳县2024年统计公报

全年地区生产总值385.2亿元，比上年增长6.1%。

全县一般公共预算收入21.3亿元，增长4.4%；财政总收入35.8亿元，增长5.2%。

规模以上工业增加值增长8.3%。固定资产投资增长12.6%，其中工业投资增长15.9%，民间投资增长9.4%。

全体居民人均可支配收入30125元，城镇居民人均可支配收入38460元，农村居民人均可支配收入20417元。

年末常住人口61.5万人。
`
const PREFECTURE = `---
title: 昌吉州2024年统计公报
publisher: 昌吉州统计局
date: 2025-03-28
---
# 昌吉州2024年统计公报

2024年，昌吉州粮食产量318.6万吨。

2024年，昌吉市粮食产量21.9万吨。昌吉市棉花产量1.7万吨。
`

let folder: IndexedFolder
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('county.md', COUNTY)
  folder.write('prefecture.md', PREFECTURE)
  await folder.index(countingModel())
})
beforeEach(() => {
  chat = openTestChat(folder)
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

const labels = () =>
  chat
    .last()
    .buttons.flat()
    .map(({ label }) => label)

describe('one question back', () => {
  test.each([
    ['凤阳县2024年财政收入多少', ['一般公共预算收入', '财政总收入']],
    ['凤阳县人均收入多少', ['居民人均可支配收入', '城镇居民人均可支配收入', '农村居民人均可支配收入']],
    ['凤阳县2024年投资增长多少', ['固定资产投资', '工业固定资产投资', '民间固定资产投资']],
    ['凤阳县2024年增长多少', ['地区生产总值', '规模以上工业增加值', '固定资产投资']],
    ['昌吉粮食产量多少', ['昌吉回族自治州', '昌吉市']],
  ])('%s', async (question, options) => {
    await chat.say(question)
    expect(chat.last().text).toMatch(/^想问的是哪一个？\n1\. /)
    expect(labels()).toEqual(expect.arrayContaining(options))
  })

  test('names the options in words too, for channels without buttons', async () => {
    await chat.say('凤阳县2024年财政收入多少')
    expect(chat.last().text).toBe('想问的是哪一个？\n1. 一般公共预算收入\n2. 财政总收入\n\n点按钮，或回复序号、名称。')
  })
})

describe('no question back', () => {
  test.each([
    ['凤阳县人口多少', /61\.5万人[\s\S]*指标按资料里仅有的取常住人口/],
    ['昌吉棉花产量多少', /1\.7万吨[\s\S]*地区按资料里仅有的取昌吉市/],
  ])('where the reports hold only one of them, which then is named: %s', async (question, answer) => {
    await chat.say(question)
    expect(chat.last().text).toMatch(answer)
  })

  test.each(['凤阳县一般公共预算收入多少', '凤阳县固定资产投资增长多少', '昌吉州粮食产量多少'])(
    'where the words leave no doubt: %s',
    async (question) => {
      await chat.say(question)
      expect(chat.last().text).not.toContain('哪一个')
    },
  )
})

describe('the question is completed', () => {
  test('by a button, also when other questions came between', async () => {
    await chat.say('凤阳县2024年财政收入增长多少')
    const asked = chat.last()
    await chat.say('昌吉州粮食产量多少')
    const press = asked.buttons[1]?.[0]?.press ?? ''
    await chat.take({ kind: 'press', press, speaker: ASKER })
    expect(chat.last().text).toMatch(/^财政总收入 · .*\n5\.2%\n/)
  })

  test.each(['农村的', '第三个', '3', '农村居民人均可支配收入'])('by the reply %s', async (reply) => {
    await chat.say('凤阳县人均收入多少')
    await chat.say(reply)
    expect(chat.last().text).toContain('20417元')
  })

  test('by a place', async () => {
    await chat.say('昌吉粮食产量多少')
    await chat.say('市')
    expect(chat.last().text).toContain('21.9万吨')
  })

  test('and followed up like any other', async () => {
    await chat.say('凤阳县2024年财政收入多少')
    await chat.say('2')
    await chat.say('增长了多少？')
    expect(chat.last().text).toContain('5.2%')
  })

  test('by nothing else: another question is answered for itself', async () => {
    await chat.say('凤阳县人均收入多少')
    await chat.say('昌吉州粮食产量多少')
    expect(chat.last().text).toContain('318.6万吨')
  })

  test('not by a button whose answer is no longer kept', async () => {
    await chat.say('凤阳县人均收入多少')
    const { notice } = await chat.take({
      kind: 'press',
      press: 'option:999:0',
      speaker: ASKER,
    })
    expect(notice).toMatch(/失效/)
  })
})

describe('a reply to an older answer refers to that one', () => {
  test('whoever replies', async () => {
    await chat.say('凤阳县2024年固定资产投资增长多少')
    await chat.say('昌吉州粮食产量多少')
    await chat.reply(1, '那规模以上工业增加值呢？', { userId: 'telegram:8' })
    expect(chat.last().text).toMatch(/^规模以上工业增加值 · .*\n8\.3%\n/)
  })

  test('and to the last one where it replies to something else of ours', async () => {
    await chat.say('/help')
    await chat.say('凤阳县2024年固定资产投资增长多少')
    await chat.reply(1, '那规模以上工业增加值呢？')
    expect(chat.last().text).toContain('8.3%')
  })
})
