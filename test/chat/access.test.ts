import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Speaker } from '../../src/chat/chat.ts'
import { ASKER, openTestChat, SETTINGS } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { createIndexedFolder } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const ADMIN: Partial<Speaker> = { userId: 'telegram:1', shownUserId: '1', isAdmin: true }
const GROUP: Partial<Speaker> = { chatId: 'telegram:-5', shownChatId: '-5', isGroup: true, chatName: '统计群' }
const STRANGER: Partial<Speaker> = {
  chatId: 'telegram:66',
  userId: 'telegram:66',
  shownUserId: '66',
  shownChatId: '66',
  userName: '张三',
  isAllowed: false,
}

let folder: IndexedFolder
let chat: TestChat
beforeAll(() => {
  folder = createIndexedFolder()
})
beforeEach(() => {
  chat = openTestChat(folder)
})
afterEach(() => chat.close())
afterAll(() => folder.dispose())

/** Takes a new code from the admin and forgets the messages of that. */
async function issueCode(): Promise<string> {
  await chat.say('/pair', ADMIN)
  return /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(chat.last().text)?.[0] ?? ''
}

describe('a code', () => {
  test('lets in the stranger who sends it, with a word of welcome, and nobody after him', async () => {
    const code = await issueCode()
    await chat.say(code, STRANGER)
    expect(chat.texts().slice(1)).toEqual(['已开通，可以提问了。', expect.stringContaining('我是报数')])
    expect(chat.state.access.entries()).toEqual([{ id: 66, verdict: 'allowed', name: '张三' }])

    await chat.say(code, { ...STRANGER, userId: 'telegram:67', shownUserId: '67' })
    expect(chat.last().text).toContain('开通码不对')
    expect(chat.state.access.verdictOn(67)).toBeUndefined()
  })

  test('works behind /start as well', async () => {
    await chat.say(`/start ${(await issueCode()).replace('-', '')}`, STRANGER)
    expect(chat.state.access.verdictOn(66)).toBe('allowed')
  })

  test('may be guessed five times an hour, after which even the right one is refused', async () => {
    let time = 0
    const guessed = openTestChat(folder, { now: () => time })
    const code = guessed.state.pairing.issue()
    for (let at = 0; at < 5; at += 1) await guessed.say('ABCD-EFGH', STRANGER)
    await guessed.say(code, STRANGER)
    expect(guessed.texts()).toEqual([
      ...Array.from({ length: 5 }, () => expect.stringContaining('开通码不对')),
      expect.stringContaining('一小时后再试'),
    ])
    time = 3_600_000
    await guessed.say(code, STRANGER)
    expect(guessed.state.access.verdictOn(66)).toBe('allowed')
    await guessed.close()
  })

  test('is neither given out nor taken in a group, where all can read it', async () => {
    const code = await issueCode()
    await chat.say('/pair', { ...ADMIN, ...GROUP })
    expect(chat.last().text).toContain('请私聊我用')
    await chat.say(code, { ...STRANGER, ...GROUP })
    expect(chat.last().text).toContain('本群还没有开通')
    expect(chat.state.access.entries()).toEqual([])
  })

  test('says how long it is good, and is none of the log’s business', async () => {
    const code = await issueCode()
    expect(chat.last().text).toContain('30分钟内有效，只能用一次')
    await chat.say(code, STRANGER)
    expect(JSON.stringify(chat.recorded)).not.toContain(code.slice(0, 4))
  })
})

describe('an admin', () => {
  test.each([
    ['/allow in a group lets the group in', '/allow', GROUP, { id: -5, verdict: 'allowed', name: '统计群' }],
    ['/allow with an id lets that user in', '/allow 42', {}, { id: 42, verdict: 'allowed', name: '' }],
    ['/allow may name him', '/allow 42 李四', {}, { id: 42, verdict: 'allowed', name: '李四' }],
    [
      '/allow takes a group’s id anywhere',
      '/allow -1001234567890',
      {},
      { id: -1001234567890, verdict: 'allowed', name: '' },
    ],
    ['/allow with an id in a group means the id', '/allow 42', GROUP, { id: 42, verdict: 'allowed', name: '' }],
    ['/allow understands other minus signs and widths', '/allow −４２', {}, { id: -42, verdict: 'allowed', name: '' }],
    ['/ban with an id shuts that user out', '/ban 42', {}, { id: 42, verdict: 'banned', name: '' }],
    ['开通 alone does what /allow does', '开通', GROUP, { id: -5, verdict: 'allowed', name: '统计群' }],
  ] as const)('%s', async (...[, text, where, entry]) => {
    await chat.say(text, { ...ADMIN, ...where })
    expect(chat.state.access.entries()).toEqual([entry])
    expect(chat.last().text).toMatch(new RegExp(`^已(开通|停用)(用户|群) ${entry.id}`))
    expect(chat.recorded).toContainEqual(
      expect.objectContaining({
        event: 'access.changed',
        fields: { id: entry.id, verdict: entry.verdict, by: 'telegram:1' },
      }),
    )
  })

  test('shuts out by /ban in reply to somebody', async () => {
    const speaker = { ...ASKER, ...ADMIN, ...GROUP }
    await chat.take({ kind: 'text', text: '/ban', speaker, about: { id: 13, name: '王五' } })
    expect(chat.state.access.entries()).toEqual([{ id: 13, verdict: 'banned', name: '王五' }])
    expect(chat.last().text).toBe('已停用用户 13（王五）。要恢复，发送 /allow 13。')
  })

  test.each(['/allow', '/allow 张三', '/allow 0', '/allow 99999999999999999', '/allow 42x', '/ban', '/ban @someone'])(
    'is asked for an id where there is none: %s',
    async (text) => {
      await chat.say(text, ADMIN)
      expect(chat.last().text).toMatch(/要(开通|停用)谁/)
      expect(chat.state.access.entries()).toEqual([])
    },
  )

  test('cannot shut out an admin', async () => {
    await chat.say('/ban 1', ADMIN)
    expect(chat.last().text).toContain('ADMIN_IDS')
    expect(chat.state.access.verdictOn(1)).toBeUndefined()
  })
})

describe('in a group', () => {
  const BOT = { name: 'baoshu_bot', hearsMentions: false }
  const join = (speaker: Partial<Speaker>) =>
    chat.take({ kind: 'joined', speaker: { ...ASKER, ...GROUP, bot: BOT, ...speaker } })

  test('that is open the bot says on joining how to ask it, and what the privacy mode keeps from it', async () => {
    await join({})
    expect(chat.last().text).toMatch(/^大家好，我是报数[^]*\/ask@baoshu_bot[^]*我收不到[^]*\/setprivacy/)
    await join({ bot: { ...BOT, hearsMentions: true } })
    expect(chat.last().text).toContain('@ 我或发 /ask@baoshu_bot')
    expect(chat.last().text).not.toContain('收不到')
  })

  test('that is not open it says who can open it: from inside where an admin added it, from outside elsewhere', async () => {
    await join({ ...ADMIN, isAllowed: false })
    expect(chat.last().text).toMatch(/编号是 -5。请管理员在本群发送 \/allow@baoshu_bot，[^]*10分钟内没有开通，我会退出/)
    await join({ ...STRANGER, ...GROUP })
    expect(chat.last().text).toMatch(/编号是 -5。[^]*私聊我发送 \/allow -5，再把我加进来。我先退出了/)
  })

  test('/help says the same about the privacy mode', async () => {
    await chat.say('/help', { ...GROUP, bot: BOT })
    expect(chat.last().text).toContain('/setprivacy')
    await chat.say('/help')
    expect(chat.last().text).not.toContain('/setprivacy')
  })
})

describe('/access', () => {
  test('lists settings and decisions, and takes a decision back by its button', async () => {
    const listed = openTestChat(folder, { settings: { ...SETTINGS, allowedChats: [42, -100] } })
    listed.state.access.decide({ id: 66, verdict: 'allowed', name: '张三' })
    await listed.say('/access', ADMIN)
    expect(listed.last().text).toBe(
      [
        '管理员（设置 ADMIN_IDS）：1',
        '设置 ALLOWED_CHATS 开通的：42、-100',
        '在聊天里开通或停用的，共1个：',
        '✓ 用户 66（张三）',
      ].join('\n'),
    )
    expect(await listed.press('移除 张三', ADMIN)).toEqual({ notice: '已移除' })
    expect(listed.state.access.verdictOn(66)).toBeUndefined()
    expect(listed.last().text).toContain('还没有开通或停用过谁')
    await listed.close()
  })

  test('turns its pages, eight to each, and shows the last one where there is none behind', async () => {
    const listed = openTestChat(folder, { settings: { ...SETTINGS, allowedChats: '*' } })
    for (let id = 101; id <= 117; id += 1) listed.state.access.decide({ id, verdict: 'banned', name: '' })
    const labels = () => listed.last().buttons.map((row) => row.map(({ label }) => label))
    await listed.say('/access', ADMIN)
    expect(listed.last().text).toContain('所有人')
    expect(labels()).toEqual([...[117, 116, 115, 114, 113, 112, 111, 110].map((id) => [`解除停用 ${id}`]), ['下一页']])
    await listed.press('下一页', ADMIN)
    expect(labels().at(-1)).toEqual(['上一页', '下一页'])
    await listed.take({ kind: 'press', press: 'access:page:99', speaker: { ...ASKER, ...ADMIN } })
    expect(labels()).toEqual([['解除停用 101'], ['上一页']])
    await listed.close()
  })
})

describe('whoever is no admin', () => {
  const NOBODY = [{}, GROUP, { isAdmin: false, shownUserId: '1', userId: 'telegram:1' }]

  test.each(['/pair', '/allow', '/allow 7', '/ban 1', '/ban 8', '/access', '名单', '开通码'])(
    'is refused %s',
    async (text) => {
      for (const speaker of NOBODY) await chat.say(text, speaker)
      expect(new Set(chat.texts())).toEqual(new Set([expect.stringContaining('只有管理员')]))
      expect(chat.state.access.entries()).toEqual([])
    },
  )

  test.each(['access:page:0', 'access:remove:66', 'access:remove:-5'])(
    'is refused the button %s, under whatever message',
    async (press) => {
      chat.state.access.decide({ id: 66, verdict: 'banned', name: '' })
      chat.state.access.decide({ id: -5, verdict: 'banned', name: '' })
      expect(await chat.take({ kind: 'press', press, speaker: ASKER })).toEqual({
        notice: expect.stringContaining('只有管理员'),
      })
      expect([chat.shown, chat.state.access.entries().length]).toEqual([[], 2])
    },
  )
})

describe('somebody who was shut out', () => {
  const BANNED = { ...STRANGER, isBanned: true }

  test('gets no word to anything he says, not even to a good code, and a notice to a press', async () => {
    const code = await issueCode()
    for (const text of ['/help', '粮食产量', code]) await chat.say(text, BANNED)
    expect(chat.texts()).toHaveLength(1)
    expect(chat.state.access.entries()).toEqual([])
    const press = { kind: 'press', press: 'option:x', speaker: { ...ASKER, ...BANNED } } as const
    expect(await chat.take(press)).toEqual({ notice: '你不能在这里提问' })
  })
})

describe('too many turns', () => {
  test('of one person are not taken: he is told once a minute, by a notice at each press; admins never', async () => {
    let time = 0
    const limited = openTestChat(folder, { settings: { ...SETTINGS, userRate: 2 }, now: () => time })
    for (let at = 0; at < 5; at += 1) await limited.say('/id')
    expect(limited.texts().map((text) => text.slice(0, 5))).toEqual(['你的编号：', '你的编号：', '问得太快了'])
    expect(limited.last().text).toBe('问得太快了，请过60秒再问。')
    expect(await limited.take({ kind: 'press', press: 'wrong:1', speaker: ASKER })).toEqual({
      notice: expect.stringContaining('太快'),
    })
    for (let at = 0; at < 5; at += 1) await limited.say('/id', ADMIN)
    expect(limited.texts()).toHaveLength(8)
    time = 60_000
    await limited.say('/id')
    expect(limited.last().text).toContain('你的编号')
    await limited.close()
  })

  test('of a group are not taken either, whoever asks; another chat is not held back by it', async () => {
    const limited = openTestChat(folder, { settings: { ...SETTINGS, groupRate: 2 } })
    for (const id of [10, 11, 12, 13]) await limited.say('/id', { ...GROUP, userId: `telegram:${id}` })
    expect(limited.texts()).toHaveLength(3)
    expect(limited.last().text).toMatch(/^这个群问得太快了/)
    await limited.say('/id', { ...GROUP, chatId: 'telegram:-6', userId: 'telegram:13' })
    expect(limited.texts()).toHaveLength(4)
    await limited.close()
  })

  test('typed into other chats get no more offers, four times as many as turns', async () => {
    const limited = openTestChat(folder, { settings: { ...SETTINGS, userRate: 1 } })
    const offers: number[] = []
    for (let at = 0; at < 6; at += 1) offers.push((await limited.offer('粮食产量', { ...ASKER, ...STRANGER })).length)
    expect(offers).toEqual([1, 1, 1, 1, 0, 0])
    await limited.close()
  })

  test('of a stranger are not answered either', async () => {
    const limited = openTestChat(folder, { settings: { ...SETTINGS, userRate: 1 } })
    for (let at = 0; at < 4; at += 1) await limited.say('让我进去', STRANGER)
    expect(limited.texts().map((text) => text.slice(0, 5))).toEqual(['还不能回答', '问得太快了'])
    await limited.close()
  })
})
