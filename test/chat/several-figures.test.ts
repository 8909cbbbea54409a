import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import type { Draft, Fragment } from '../../src/chat/draft.ts'
import { guard, storedIn } from '../../src/chat/guard.ts'
import { renderAnswer } from '../../src/chat/render-answer.ts'
import { openTestChat } from '../support/chat-folder.ts'
import type { TestChat } from '../support/chat-folder.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, realLexicon } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

function bulletin(title: string, facts: { date: string; place: string; period?: string }, text: string): string {
  const { date, place, period } = facts
  const publisher = `${place}统计局`
  const head = ['---', `title: ${title}`, `publisher: ${publisher}`, `date: ${date}`, `place: ${place}`]
  return [...head, ...(period === undefined ? [] : [`period: ${period}`]), '---', `# ${title}`, '', text, ''].join('\n')
}

const COUNTY_2024 =
  '全年地区生产总值385.2亿元，比上年增长6.1%。固定资产投资增长12.6%。一般公共预算收入21.3亿元，增长4.4%。粮食产量41.7万吨。进出口总额首次突破30亿元。'
const COUNTY_2023 =
  '全年地区生产总值361.9亿元，比上年增长5.4%。固定资产投资下降2.4%。一般公共预算收入204000万元，增长3.1%。进出口总额26.4亿元。'
const CITY_2024 =
  '全市地区生产总值3940.2亿元，增长5.8%。固定资产投资增长9.3%。来安县固定资产投资增长8.8%，全椒县固定资产投资增长10.4%，天长市固定资产投资增长7.9%，明光市固定资产投资增长11.2%，定远县固定资产投资增长6.7%。'

let folder: IndexedFolder
let chat: TestChat
beforeAll(async () => {
  folder = createIndexedFolder()
  const county = { place: '凤阳县' }
  const files = {
    'a.md': bulletin('凤阳县2024年统计公报', { ...county, date: '2025-03-20', period: '2024年' }, COUNTY_2024),
    'b.md': bulletin('凤阳县2023年统计公报', { ...county, date: '2024-03-22', period: '2023年' }, COUNTY_2023),
    'c.md': bulletin(
      '关于凤阳县2023年地区生产总值最终核实的公告',
      { ...county, date: '2024-12-28' },
      '经最终核实，2023年凤阳县地区生产总值为364.5亿元。',
    ),
    'd.md': bulletin('滁州市2024年统计公报', { place: '滁州市', date: '2025-03-28', period: '2024年' }, CITY_2024),
    'e.md': bulletin(
      '凤阳县2024年12月统计快报',
      { ...county, date: '2025-01-16' },
      '据快报数据，2024年凤阳县一般公共预算收入21.9亿元。',
    ),
  }
  for (const [file, text] of Object.entries(files)) folder.write(file, text)
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

describe('a list', () => {
  test('is a table beside its text, in a group too, whose rows have buttons of their own', async () => {
    await chat.say('/list 固定资产投资', { isGroup: true })
    const { table, buttons } = chat.last()
    expect(table).toMatchObject({ head: '共8条，按地区和时间排列', columns: ['序号', '地区', '时间', '指标', '数字'] })
    expect(table?.rows).toHaveLength(8)
    expect(table?.rows).toContainEqual([expect.any(String), '凤阳县', '2023年', '固定资产投资增速', '2.4%（下降）'])
    expect(buttons.flat().some(({ link }) => link !== undefined)).toBe(false)
  })

  test('says of a question that was cut that it was, above its table too', async () => {
    await chat.say(`/list 固定资产投资${' '.repeat(1000)}。`)
    const { table, text } = chat.last()
    expect(text).toMatch(/^问题太长/)
    expect(table?.head).toMatch(/^问题太长[^]*共8条/)
  })

  test('has a row for every figure of an indicator, by place and time, the newest first', async () => {
    await chat.say('/list 固定资产投资')
    const rows = chat.last().text.split('\n')
    expect(rows[0]).toBe('共8条，按地区和时间排列：')
    const counties = rows.filter((row) => row.includes('凤阳县'))
    expect(counties.map((row) => row.replace(/^\d+\. /, ''))).toEqual([
      '凤阳县 · 2024年 · 固定资产投资增速 12.6%',
      '凤阳县 · 2023年 · 固定资产投资增速 2.4%（下降）',
    ])
  })

  test.each([
    '/list 凤阳县地区生产总值',
    '列出凤阳县地区生产总值',
    '凤阳县历年地区生产总值',
    '凤阳县有哪些年的地区生产总值',
  ])('is the same by command and in words: %s', async (question) => {
    await chat.say(question)
    expect(chat.last().text).toMatch(/^共5条，/)
    expect(chat.last().text).toContain('地区生产总值增速 5.4%')
  })

  test('of the parts of a place leaves the place itself out', async () => {
    await chat.say('滁州各县区固定资产投资增长多少')
    expect(chat.last().text).toContain('来安县')
    expect(chat.last().text).not.toContain('9.3%')
  })

  test('of the parts of no place in particular has all of that level', async () => {
    await chat.say('各市地区生产总值多少')
    expect(chat.last().text).toContain('3940.2亿元')
    expect(chat.last().text).not.toContain('385.2亿元')
    await chat.say('各区县固定资产投资增长多少')
    expect(chat.last().text).toMatch(/来安县[\s\S]*凤阳县/)
  })

  test('of parts that the reports do not tell apart is no list of the whole', async () => {
    await chat.say('滁州各区县地区生产总值多少，2024年')
    expect(chat.last().text).not.toMatch(/^共/)
    await chat.say('凤阳县各区县粮食产量多少')
    expect(chat.last().text).toMatch(/^资料里没有凤阳县各区县的粮食产量。有的地区：凤阳县。/)
  })

  test.each([
    ['哪个县固定资产投资增长最快？', '大到小', ['凤阳县', '明光市', '全椒县', '来安县', '天长市', '定远县']],
    ['固定资产投资增速最低的县市区是哪个', '小到大', ['定远县', '天长市', '来安县', '全椒县', '明光市', '凤阳县']],
  ])('of all places, by size and in their newest year, answers %s', async (question, order, places) => {
    await chat.say(question)
    const [head, ...rows] = chat.last().text.split('\n')
    expect(head).toBe(`共${places.length}条，按数字从${order}排列：`)
    expect(rows.map((row) => /^\d\. (\S+) · 2024年/.exec(row)?.[1])).toEqual(places)
  })

  test('by size leaves out what is of another level, and says where nothing is left', async () => {
    await chat.say('GDP最高的市是哪个')
    expect(chat.last().text).toMatch(/\n3940\.2亿元\n[^]*（地区按资料里仅有的取滁州市）$/)
    await chat.say('哪个省GDP最高')
    expect(chat.last().text).toMatch(/^资料里没有各省的GDP。有的地区：/)
  })

  test('gives the quotation of every row', async () => {
    await chat.say('/list 固定资产投资')
    expect(labels()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((row) => `引文${row}`).concat('不对'))
    await chat.press('引文1')
    expect(chat.last().text).toMatch(/^“.*9\.3%.*”\n—— 滁州市统计局《滁州市2024年统计公报》第1段$/s)
  })

  test('of more rows than a page holds is paged in place', async () => {
    for (const [at, text] of many().entries()) folder.write(`more-${at}.md`, text)
    await folder.index(countingModel())
    await chat.say('/list 棉花产量')
    expect(chat.last().text).toMatch(/^共10条，按地区和时间排列（第1页，共2页）：\n1\. /)
    await chat.press('下一页')
    expect(chat.shown).toHaveLength(1)
    expect(chat.last().text).toMatch(/^共10条，按地区和时间排列（第2页，共2页）：\n9\. [^\n]*\n10\. [^\n]*$/)
    expect(labels()).toEqual(['引文9', '引文10', '上一页', '不对'])
  })

  test('without an indicator is shown how', async () => {
    await chat.say('/list')
    expect(chat.last().text).toContain('/list 固定资产投资')
  })
})

/** Ten reports of one figure each. */
function many(): string[] {
  return Array.from({ length: 10 }, (_, at) => {
    const year = `${2010 + at}年`
    const title = `凤阳县${year}农业简报`
    return bulletin(
      title,
      { place: '凤阳县', date: `${2011 + at}-02-01`, period: year },
      `${year}，凤阳县棉花产量${at + 1}.5万吨。`,
    )
  })
}

describe('a comparison', () => {
  test('sets two years side by side with the difference and how it was reckoned', async () => {
    await chat.say('/compare 2024年 2023年 凤阳县固投增速')
    expect(chat.last().text).toBe(
      [
        '对比（时间不同）：',
        '',
        '固定资产投资 · 凤阳县 · 2024年',
        '12.6%',
        '发布：2025-03-20',
        '“固定资产投资增长12.6%。”',
        '—— 凤阳县统计局《凤阳县2024年统计公报》第1段',
        '',
        '固定资产投资 · 凤阳县 · 2023年',
        '2.4%（下降）',
        '发布：2024-03-22',
        '“固定资产投资下降2.4%。”',
        '—— 凤阳县统计局《凤阳县2023年统计公报》第1段',
        '',
        '相差：12.6% − （-2.4%） = 15.0个百分点（计算）',
      ].join('\n'),
    )
  })

  test.each([
    '/compare 凤阳县 滁州市 固投增速',
    '对比凤阳县和滁州市的固定资产投资增速',
    '凤阳县固定资产投资增速比全市高多少',
    '/compare 凤阳县 全市 固投增速',
  ])('of two places takes the newest time that both have: %s', async (question) => {
    await chat.say(question)
    expect(chat.last().text).toContain('相差：12.6% − 9.3% = 3.3个百分点（计算）')
  })

  test('goes on from the question before', async () => {
    await chat.say('凤阳县2024年固定资产投资增长多少')
    await chat.say('比全市高多少？')
    expect(chat.last().text).toContain('相差：12.6% − 9.3% = 3.3个百分点（计算）')
    await chat.say('对比2024年和2023年')
    expect(chat.last().text).toContain('2.4%（下降）')
  })

  test('with numbers that contradict each other on one side shows all and reckons nothing', async () => {
    await chat.say('/compare 2023年 2024年 凤阳县一般公共预算收入')
    for (const figure of ['204000万元', '21.3亿元', '21.9亿元']) expect(chat.last().text).toContain(figure)
    expect(chat.last().text).not.toContain('相差')
  })

  test('takes the number that was counted again, and says so', async () => {
    await chat.say('/compare 2024年 2023年 凤阳县地区生产总值')
    expect(chat.last().text).toContain('口径：最终核实')
    expect(chat.last().text).toContain('相差：385.2亿元 − 364.5亿元 = 20.7亿元（计算）')
  })

  test('of a bound has no difference, and says why', async () => {
    await chat.say('/compare 2024年 2023年 凤阳县进出口总额')
    expect(chat.last().text).toContain('其中有的不是确数，不计算差额。')
    expect(chat.last().text).not.toContain('相差')
  })

  test('with one side missing answers the other and names it', async () => {
    await chat.say('/compare 凤阳县 滁州市 粮食产量')
    expect(chat.last().text).toMatch(/^资料里没有：滁州市的粮食产量\n\n[\s\S]*41\.7万吨/)
  })
})

describe('a conversion', () => {
  test.each([
    '凤阳县2024年地区生产总值换算成万元',
    '凤阳县2024年地区生产总值是多少万元',
    '凤阳县2024年地区生产总值折合多少万元',
  ])('stands beside the printed amount: %s', async (question) => {
    await chat.say(question)
    expect(chat.last().text).toContain('\n385.2亿元\n换算：3852000万元\n')
  })

  test.each(['换算成万元', '/convert 万元'])('of the last answer: %s', async (request) => {
    await chat.say('凤阳县2024年地区生产总值多少')
    await chat.say(request)
    expect(chat.last().text).toContain('换算：3852000万元')
  })

  test('is not made where only the sort of unit is asked for', async () => {
    await chat.say('凤阳县2024年地区生产总值多少元')
    expect(chat.last().text).toContain('385.2亿元')
    expect(chat.last().text).not.toContain('换算')
  })

  test('that cannot be made is said', async () => {
    await chat.say('凤阳县2024年粮食产量换算成亿元')
    expect(chat.last().text).toContain('（不能精确换算成亿元）')
  })
})

describe('numbers that contradict each other', () => {
  test('are all shown, the one that was counted again first', async () => {
    await chat.say('凤阳县2023年地区生产总值多少')
    const { text } = chat.last()
    expect(text).toMatch(/^同一指标、地区和时间，资料里有不同的数，修订后的在前：/)
    expect(text.indexOf('364.5亿元')).toBeLessThan(text.indexOf('361.9亿元'))
    expect(text).toContain('口径：最终核实\n发布：2024-12-28')
  })

  test('are all shown with what each calls itself, the newer report first', async () => {
    await chat.say('凤阳县2024年一般公共预算收入多少')
    const { text } = chat.last()
    expect(text.indexOf('21.3亿元')).toBeLessThan(text.indexOf('21.9亿元'))
    expect(text).toContain('口径：快报数据')
    expect(text).not.toContain('修订')
  })
})

async function drafted(question: string): Promise<Draft> {
  const answerer = createAnswerer({ index: folder.open(), embedder: fakeEmbedder(), lexicon: realLexicon() })
  return renderAnswer((await answerer.answer(question)).answer, 1)
}
const verdict = (forged: Draft) => guard(forged, storedIn(folder.open())).kind
const forge = (draft: Draft, change: (fragment: Fragment) => Fragment): Draft => ({
  ...draft,
  fragments: draft.fragments.map(change),
})

describe('the guard lets no number pass that was not reckoned from what is stored', () => {
  test('of a difference whose figure says another value than its paragraph', async () => {
    const sound = await drafted('对比凤阳县和滁州市的固投增速')
    expect(verdict(sound)).toBe('sound')
    const forged = forge(sound, (fragment) => {
      if (fragment.kind !== 'difference') return fragment
      const [a, b] = fragment.figures
      return { ...fragment, figures: [{ ...a, observation: { ...a.observation, value: 99 } }, b] }
    })
    expect(verdict(forged)).toBe('unsound')
  })

  test('of a difference of figures that have none', async () => {
    const sound = await drafted('对比凤阳县和滁州市的固定资产投资增速')
    const forged = forge(sound, (fragment) => {
      if (fragment.kind !== 'difference') return fragment
      const [a, b] = fragment.figures
      return { ...fragment, figures: [{ ...a, observation: { ...a.observation, measure: 'rank' } }, b] }
    })
    expect(verdict(forged)).toBe('unsound')
  })

  test('of a conversion of another amount', async () => {
    const sound = await drafted('凤阳县2024年地区生产总值换算成万元')
    expect(verdict(sound)).toBe('sound')
    const forged = forge(sound, (fragment) =>
      fragment.kind === 'conversion'
        ? { ...fragment, observation: { ...fragment.observation, text: '985.2亿元', value: 985.2 } }
        : fragment,
    )
    expect(verdict(forged)).toBe('unsound')
  })
})

describe('/why', () => {
  const ADMIN = { isAdmin: true }

  test('says to an admin what was understood and what was looked at, a page at a time', async () => {
    await chat.say('凤阳县2024年固定资产投资增长多少', ADMIN)
    await chat.say('/why', ADMIN)
    expect(chat.last().text).toMatch(
      /^问题：凤阳县2024年固定资产投资增长多少\n理解：\n指标=固定资产投资 其余的词=– 地区=凤阳县 时间=2024年 口径=增速 单位=–\n\n看过的数字（第1页，共\d页）：\n12\.6% \| 固定资产投资 \| 凤阳县 \| 2024年 \| 指标相同 口径相同 地区相同 时间相同 \| a\.md/,
    )
    await chat.press('下一页', ADMIN)
    expect(chat.shown).toHaveLength(2)
    expect(chat.last().text).toContain('第2页')
  })

  test('in reply to an older answer is about that one', async () => {
    await chat.say('凤阳县2024年固定资产投资增长多少', ADMIN)
    await chat.say('凤阳县2024年粮食产量多少', ADMIN)
    await chat.reply(1, '/why', ADMIN)
    expect(chat.last().text).toContain('问题：凤阳县2024年固定资产投资增长多少')
  })

  test('is for admins alone, its pages too', async () => {
    await chat.say('凤阳县2024年固定资产投资增长多少', ADMIN)
    await chat.say('/why')
    expect(chat.last().text).toContain('只有管理员')
    await chat.say('/why', ADMIN)
    expect(await chat.press('下一页')).toEqual({ notice: expect.stringContaining('只有管理员') })
  })

  test('before the first question says what to do', async () => {
    await chat.say('/why', ADMIN)
    expect(chat.last().text).toContain('先提一个问题')
  })
})
