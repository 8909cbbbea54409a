import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { startBot } from '../support/bot-process.ts'
import type { BotProcess } from '../support/bot-process.ts'
import type { Room } from '../support/telegram/room.ts'
import { startTelegram } from '../support/telegram/stand-in.ts'
import type { TelegramStandIn } from '../support/telegram/stand-in.ts'

/** Loading the model and building the first index are part of the first start. */
const START_MS = 60_000
const ANSWER_MS = 15_000

const SAMPLE = fileURLToPath(new URL('../../data/reports', import.meta.url))
const ADMIN_ID = 1
const INVESTMENT = '昌吉州1至10月固定资产投资增长多少'

let telegram: TelegramStandIn
let folder: string
let bot: BotProcess

beforeAll(async () => {
  telegram = await startTelegram({ hasInlineMode: true })
  folder = await mkdtemp(path.join(tmpdir(), 'baoshu-e2e-'))
  // A copy, for admins add to it.
  await cp(SAMPLE, path.join(folder, 'reports'), { recursive: true })
  bot = await serve()
}, START_MS)

afterAll(async () => {
  await bot.stop()
  await telegram[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function serve(): Promise<BotProcess> {
  const started = startBot({
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMIN_IDS: String(ADMIN_ID),
    ALLOWED_CHATS: '42,43,-100,-101,-102',
    REPORTS_DIR: path.join(folder, 'reports'),
    INDEX_DIR: path.join(folder, 'index'),
    STATE_DIR: path.join(folder, 'state'),
    PORT: '0',
    LOG_LEVEL: 'debug',
  })
  await vi.waitUntil(() => {
    started.expectRunning()
    return telegram.isPolled
  }, START_MS)
  return started
}

/** The bot's messages in a room as they stand when there are as many as expected. */
async function said(room: Room, count = 1): Promise<readonly string[]> {
  await vi.waitFor(() => expect(room.said).toHaveLength(count), ANSWER_MS)
  return room.said.map(({ text }) => text)
}

const anna = { id: 42, is_bot: false, first_name: 'Anna' }
const ben = { id: 43, is_bot: false, first_name: 'Ben' }
const eve = { id: 66, is_bot: false, first_name: 'Eve' }
const admin = { id: ADMIN_ID, is_bot: false, first_name: 'Admin' }

describe('a question in private', () => {
  test("is answered with the report's own figure, its sentence and its source", async () => {
    const room = telegram.privateChat(anna)

    room.say(anna, INVESTMENT)

    const [answer] = await said(room)
    expect(answer?.split('\n')).toEqual([
      '固定资产投资 · 昌吉州 · 2024年1至10月',
      '17.4%',
      '“2024年1至10月，昌吉州固定资产投资同比增长17.4%，高于全区增速10.8个百分点。”',
      expect.stringMatching(/^—— 新疆日报《高质量发展昌吉之“高”何以亮眼？》第7段/),
    ])
    expect(room.said[0]?.message.entities?.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['bold', 'blockquote']),
    )
  })

  test('about another place is refused, and the place is named', async () => {
    const room = telegram.privateChat(anna)

    room.say(anna, '乌鲁木齐2024年GDP增速')

    const [answer] = await said(room)
    expect(answer).toContain('乌鲁木齐')
    expect(answer).toContain('没有')
  })

  test('is answered with its context, and a wrong answer is kept, by buttons', async () => {
    const room = telegram.privateChat(anna)
    room.say(anna, INVESTMENT)
    await said(room)
    const [answer] = room.said

    const context = answer && room.press(anna, answer, '上下文')
    const wrong = answer && room.press(anna, answer, '不对')

    await vi.waitFor(() => expect(context?.answer).toBeDefined(), ANSWER_MS)
    await vi.waitFor(() => expect(wrong?.answer?.text).toBeDefined(), ANSWER_MS)
    expect((await said(room, 2))[1]).toContain('昌吉州固定资产投资同比增长17.4%')
  })

  test('that fits several indicators is asked back, and a reply to an older answer goes on from that one', async () => {
    // Somebody who has asked nothing before: what Anna asked would be gone on from.
    const room = telegram.privateChat(admin)
    room.say(admin, '昌吉州2024年增长多少')
    await said(room)
    const [asked] = room.said
    if (asked !== undefined) room.press(admin, asked, '固定资产投资')
    expect((await said(room, 2))[1]).toContain('17.4%')

    room.say(admin, '准东开发区煤制烯烃项目的规模是多少万吨')
    await said(room, 3)
    room.say(admin, '那地区生产总值呢？', { replyTo: { message_id: room.said[1]?.messageId ?? 0 } })

    expect((await said(room, 4))[3]).toContain('7.8%')
  })

  test('by a stranger is answered with his id', async () => {
    const room = telegram.privateChat(eve)

    room.say(eve, INVESTMENT)

    const [answer] = await said(room)
    expect(answer).toContain('66')
    expect(answer).not.toContain('17.4%')
  })
})

describe('a group', () => {
  test('with privacy mode is answered by command and by reply, in reply to the question', async () => {
    telegram.setPrivacyMode(true)
    const group = telegram.group(-100)

    group.say(anna, INVESTMENT)
    const question = group.say(anna, `/ask@${telegram.username} ${INVESTMENT}`)
    expect((await said(group))[0]).toContain('17.4%')
    expect(group.said[0]?.message.reply_to_message?.message_id).toBe(question.message_id)
    group.say(ben, '地区生产总值呢', { replyTo: { message_id: group.said[0]?.messageId ?? 0 } })

    expect((await said(group, 2))[1]).toContain('7.8%')
  })

  test('without privacy mode is answered when the bot is mentioned, in the topic of the question', async () => {
    telegram.setPrivacyMode(false)
    const group = telegram.group(-101, { topics: [7] })

    group.say(anna, INVESTMENT, { topic: 7 })
    group.say(anna, `@zhang_san ${INVESTMENT}`, { topic: 7 })
    group.say(anna, `@${telegram.username} ${INVESTMENT}`, { topic: 7 })

    expect((await said(group))[0]).toContain('17.4%')
    expect(group.said[0]?.message).toMatchObject({ message_thread_id: 7 })
  })
})

describe('access', () => {
  test('is given by a code that an admin passes on, and taken back by /ban', async () => {
    const newcomer = { id: 77, is_bot: false, first_name: 'New' }
    const [room, hers] = [telegram.privateChat(admin), telegram.privateChat(newcomer)]
    room.say(admin, '/pair')
    const [offer = ''] = await said(room)

    hers.say(newcomer, /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(offer)?.[0] ?? '')
    hers.say(newcomer, INVESTMENT)

    expect((await said(hers, 3))[2]).toContain('17.4%')
    room.say(admin, '/ban 77')
    await said(room, 2)
    hers.say(newcomer, INVESTMENT)
    room.say(admin, '/id')
    await said(room, 3)
    expect(await said(hers, 3)).toHaveLength(3)
  })

  test('is given to a group by an admin inside it, and to all its members by that', async () => {
    telegram.setPrivacyMode(true)
    const group = telegram.group(-103)
    group.addBot(admin)
    expect((await said(group))[0]).toContain(`/allow@${telegram.username}`)

    group.say(admin, `/allow@${telegram.username}`)
    group.say(eve, `/ask@${telegram.username} ${INVESTMENT}`)

    const [, opened, answer] = await said(group, 3)
    expect(opened).toMatch(/^已开通群 -103（Group），可以提问了。/)
    expect(answer).toContain('17.4%')
  })
})

describe('/reindex', () => {
  test('by an admin updates the index, reports in one message, and questions are answered meanwhile', async () => {
    const [room, others] = [telegram.privateChat(admin), telegram.privateChat(ben)]

    room.say(admin, '/reindex')
    others.say(ben, INVESTMENT)

    expect((await said(others))[0]).toContain('17.4%')
    await vi.waitFor(() => expect(room.said[0]?.text).toMatch(/新增.*更新.*删除.*未变.*失败/s), START_MS)
    expect(room.said).toHaveLength(1)
  })

  test.each([
    ['somebody else', ben, {}],
    ['a forward of the admin', admin, { forward_origin: { type: 'user', sender_user: admin, date: 1 } }],
    ['another bot in his name', admin, { via_bot: { id: 9, is_bot: true, first_name: 'Other' } }],
  ])('by %s is refused', async (...[, person, marks]) => {
    const room = telegram.privateChat(person)

    room.say(person, '/reindex', { with: marks })

    expect((await said(room))[0]).toContain('只有管理员')
  })

  test('by an anonymous admin of a group is refused, and a forward into a group is not even answered', async () => {
    const group = telegram.group(-102)
    const command = `/reindex@${telegram.username}`

    group.say(admin, command, { with: { forward_origin: { type: 'user', sender_user: admin, date: 1 } } })
    group.say(admin, command, { with: { sender_chat: { id: -102, type: 'supergroup', title: 'Group' } } })

    expect(await said(group)).toEqual([expect.stringContaining('只有管理员')])
  })
})

describe('a file from an admin', () => {
  test(
    'is read, dated, accepted by a button and answered from; one from somebody else is not taken',
    async () => {
      const [room, others] = [telegram.privateChat(admin), telegram.privateChat(ben)]
      const file = { name: '../凤阳县苹果简报.txt', content: '2024年，凤阳县苹果产量8.4万吨，增长6.1%。\n' }

      others.sendFile(ben, file)
      room.sendFile(admin, file)
      expect((await said(others))[0]).toContain('只有管理员')
      expect((await said(room))[0]).toMatch(/^凤阳县苹果简报\.txt：1段，2个数字，缺日期/)
      room.say(admin, '2025年3月20日')
      expect((await said(room, 2))[1]).toContain('日期：2025-03-20')
      const [, report] = room.said
      if (report !== undefined) room.press(admin, report, '加入资料')
      await vi.waitFor(() => expect(room.said.at(-1)?.text).toMatch(/新增1.*失败0/s), START_MS)
      others.say(ben, '凤阳县2024年苹果产量是多少')

      const answer = (await said(others, 2))[1]
      expect(answer).toContain('8.4万吨')
      expect(answer).toContain('《凤阳县苹果简报》第1段')
    },
    START_MS,
  )
})

describe('in any chat', () => {
  test('a quotation is offered to who may ask, and its link opens the passage in private', async () => {
    const room = telegram.privateChat(anna)

    const [search, foreign] = [telegram.search(anna, INVESTMENT), telegram.search(eve, INVESTMENT)]

    await vi.waitFor(() => expect(search.answer && foreign.answer).toBeDefined(), ANSWER_MS)
    const offer = search.answer?.results[0]
    expect(offer).toMatchObject({ title: expect.stringContaining('17.4%') })
    expect(JSON.stringify(foreign.answer)).not.toContain('17.4')
    const link = /start=(?<place>[\w-]+)/.exec(JSON.stringify(offer))?.groups?.['place']
    room.say(anna, `/start ${link}`)
    expect((await said(room))[0]).toMatch(/第7段\/共\d+段[^]*固定资产投资同比增长17\.4%/)
  })
})

describe('Telegram', () => {
  test('that asks for a pause gets the answer after it', async () => {
    const room = telegram.privateChat(anna)
    telegram.fail('sendMessage', {
      kind: 'refused',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    })

    room.say(anna, INVESTMENT)

    expect((await said(room))[0]).toContain('17.4%')
  })

  test('that sends two chats at once, and an update twice, gets one answer to each', async () => {
    const [hers, his] = [telegram.privateChat(anna), telegram.privateChat(ben)]

    hers.say(anna, INVESTMENT)
    his.say(ben, '昌吉州2024年前三季度地区生产总值增长多少')
    telegram.repeatLast()

    expect((await said(hers))[0]).toContain('17.4%')
    expect((await said(his))[0]).toContain('7.8%')
    his.say(ben, '/id')
    expect((await said(his, 2))[1]).toContain('43')
  })
})

test(
  'a restart loses no question, answers none twice, and leaves no token behind',
  async () => {
    const room = telegram.privateChat(anna)
    room.say(anna, '/id')
    await said(room)

    expect(await bot.stop()).toBe(0)
    const { output } = bot
    room.say(anna, INVESTMENT)
    bot = await serve()

    expect(await said(room, 2)).toEqual([expect.stringContaining('42'), expect.stringContaining('17.4%')])
    expect(output + bot.output).not.toContain(telegram.token.split(':')[1])
  },
  START_MS,
)
