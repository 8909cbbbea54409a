import { describe, expect, test } from 'vitest'
import type { Answer, ShownObservation } from '../../src/answer/answer.ts'
import { quote } from '../../src/answer/quote.ts'
import { toMessage } from '../../src/chat/draft.ts'
import { renderAnswer } from '../../src/chat/render-answer.ts'
import { renderSources } from '../../src/chat/render-pages.ts'
import { renderTellings } from '../../src/chat/render-shown.ts'
import { renderPassage } from '../../src/chat/render-passage.ts'
import { renderSummary } from '../../src/chat/render-reindex.ts'
import type { DocumentFacts, Passage } from '../../src/report-index/report-index.ts'
import { SUMMARY } from '../support/reindexing.ts'

const DOCUMENT: DocumentFacts = {
  id: 'd',
  file: 'a.md',
  title: '望海市统计公报',
  publisher: '望海市统计局',
  date: '2025-03',
  dateBasis: 'metadata',
  place: '望海市',
  period: null,
}

function passage(text: string, given: Partial<Passage> = {}): Passage {
  const article = { title: '', subtitle: '', kicker: '', byline: '', kind: 'article' } as const
  const place = { row: 1, id: '0123456789abcdef', kind: 'body', path: [], number: 3, page: null } as const
  return { ...place, text, repaired: false, recognised: false, article, document: DOCUMENT, ...given }
}

/** The figure as it stands in the text, first of its like. */
function figure(text: string, shown: string, given: Partial<ShownObservation> = {}): ShownObservation {
  const start = text.indexOf(shown)
  return {
    text: shown,
    start,
    end: start + shown.length,
    value: 1,
    unit: '%',
    range: null,
    normal: null,
    relation: '=',
    kind: 'amount',
    measure: 'level',
    modality: 'actual',
    indicators: [],
    place: null,
    period: null,
    quote: 0,
    alsoIn: 0,
    ...given,
  } as ShownObservation
}

const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at))
const lengthOf = (draft: Parameters<typeof toMessage>[0]) => toMessage(draft).text.length
const slot = (text: string) => ({ text, canonical: text, basis: 'clause' }) as const
const TEXT = '全市公路里程118公里，居第3位。'
const ROADS = passage(TEXT)
const WHOLE = quote(ROADS, { start: 0, end: TEXT.length })
const shown = { observations: [figure(TEXT, '118公里', { indicators: [slot('公路里程')] })], quotes: [WHOLE] }
const none = { missing: [], assumed: [] }

const ANSWERS: readonly (readonly [string, Answer, string])[] = [
  [
    'what is not stated as 未注明',
    { kind: 'quoted', ...none, observations: [figure(TEXT, '118公里')], quotes: [WHOLE] },
    `指标未注明 · 地区未注明 · 时间未注明\n118公里\n“${TEXT}”\n—— 望海市统计局《望海市统计公报》第3段`,
  ],
  [
    'several figures of one sentence above one quotation',
    {
      kind: 'quoted',
      ...none,
      observations: [...shown.observations, figure(TEXT, '第3位', { place: { ...slot('全市') } })],
      quotes: [WHOLE],
    },
    `公路里程 · 地区未注明 · 时间未注明\n118公里\n指标未注明 · 全市 · 时间未注明\n第3位\n“${TEXT}”\n—— 望海市统计局《望海市统计公报》第3段`,
  ],
  [
    'what was missing before and what was assumed after the figures',
    {
      kind: 'quoted',
      ...shown,
      missing: [{ asked: '铁路里程', slot: 'indicator' }],
      assumed: [{ slot: 'period', text: '2024年', why: '最新' }],
    },
    `资料里没有：铁路里程\n\n公路里程 · 地区未注明 · 时间未注明\n118公里\n“${TEXT}”\n—— 望海市统计局《望海市统计公报》第3段\n（时间按最新取2024年）`,
  ],
  [
    'choices with the slots they differ in',
    { kind: 'choices', view: 'readings', ...none, ...shown, differ: ['place', 'period'], more: 0 },
    `有几个数字符合，地区、时间不同：\n\n公路里程 · 地区未注明 · 时间未注明\n118公里\n“${TEXT}”\n—— 望海市统计局《望海市统计公报》第3段`,
  ],
  [
    'choices with how many more there are',
    { kind: 'choices', view: 'readings', ...none, ...shown, differ: ['place'], more: 7 },
    `有几个数字符合，地区不同：\n\n公路里程 · 地区未注明 · 时间未注明\n118公里\n“${TEXT}”\n—— 望海市统计局《望海市统计公报》第3段\n（另有7个也符合。问得更具体些，或发送“列出…”看全部）`,
  ],
  [
    'a question back',
    { kind: 'clarify', assumed: [], options: [{ text: '公路里程', slot: 'indicator', canonical: '公路里程' }] },
    '想问的是哪一个？\n1. 公路里程\n\n点按钮，或回复序号、名称。',
  ],
  [
    'why nothing answers, what there is, and the nearest',
    {
      kind: 'not-found',
      assumed: [],
      reasons: [{ slot: 'period', asked: '2019年的公路里程', available: ['2024年', '2023年'] }],
      nearest: shown,
    },
    `资料里没有2019年的公路里程。有的时间：2024年、2023年。\n\n最接近的是：\n公路里程 · 地区未注明 · 时间未注明\n118公里\n“${TEXT}”\n—— 望海市统计局《望海市统计公报》第3段`,
  ],
  [
    'where to look when nothing is near',
    {
      kind: 'not-found',
      assumed: [],
      reasons: [{ slot: 'topic', asked: '天气', available: [] }],
      nearest: { observations: [], quotes: [] },
    },
    '资料里没有找到相关的数字。可发送“来源”看看有哪些资料。',
  ],
  ['small talk as it is', { kind: 'reply', text: '不客气。' }, '不客气。'],
  [
    'the unit of a bare number that has it elsewhere',
    { kind: 'quoted', ...none, observations: [figure(TEXT, '118', { unit: '公里' })], quotes: [WHOLE] },
    `指标未注明 · 地区未注明 · 时间未注明\n118（单位：公里）\n“${TEXT}”\n—— 望海市统计局《望海市统计公报》第3段`,
  ],
]

describe('an answer', () => {
  test.each(ANSWERS)('shows %s', (_, answer, text) => {
    expect(toMessage(renderAnswer(answer, 1)).text).toBe(text)
  })

  test('that was made readable says so', () => {
    const quotes = [quote({ ...ROADS, repaired: true }, { start: 0, end: TEXT.length })]
    const { text } = toMessage(renderAnswer({ kind: 'quoted', ...none, ...shown, quotes }, 1))
    expect(text).toContain(`“${TEXT}”\n（原文有重影，已还原）\n——`)
  })

  test('that was read from a picture says so, and of which page', () => {
    const quotes = [quote({ ...ROADS, recognised: true, page: 4 }, { start: 0, end: TEXT.length })]
    const { text } = toMessage(renderAnswer({ kind: 'quoted', ...none, ...shown, quotes }, 1))
    expect(text).toMatch(/\n【识别文字】由图片识别，可能有误，请核对原件\n—— .*第4页第3段$/)
  })

  test('names the page where the file has pages, and the article rather than the document', () => {
    const paged = { ...ROADS, page: 4, article: { ...ROADS.article, title: '路通百业兴' } }
    const quotes = [quote(paged, { start: 0, end: TEXT.length })]
    const { text } = toMessage(renderAnswer({ kind: 'quoted', ...none, ...shown, quotes }, 1))
    expect(text).toMatch(/—— 望海市统计局《路通百业兴》第4页第3段$/)
  })

  test('offers its options as buttons, and no complaint about small talk', () => {
    const buttons = ANSWERS.map(([, answer]) =>
      renderAnswer(answer, 7)
        .buttons.flat()
        .map(({ label }) => label),
    )
    expect(buttons[5]).toEqual(['公路里程'])
    expect(buttons[8]).toEqual([])
    expect(buttons[0]).toEqual(['上下文', '不对', '复制引文', '复制数字'])
    expect(renderAnswer({ kind: 'quoted', ...none, ...shown }, undefined).buttons.flat()).toHaveLength(3)
  })
})

describe('全市 is told with the place that it means', () => {
  test.each([
    ['望海市', { title: '望海市2024年统计公报' }, '全市（望海市）'],
    ['湘西土家族苗族自治州', { title: '湘西自治州2024年统计公报' }, '全市（湘西自治州）'],
    ['望海市', { title: '2024年统计公报', publisher: '望海市统计局' }, '全市（望海市）'],
    ['望海市', { title: '2024年统计公报', publisher: null }, '全市'],
    ['望海市', { title: '望江县2024年统计公报', publisher: null }, '全市'],
  ])('%s, of %o', (canonical, facts, told) => {
    const source = passage(TEXT, { document: { ...DOCUMENT, ...facts } })
    const place = { ...slot('全市'), canonical }
    const answer: Answer = {
      kind: 'quoted',
      ...none,
      observations: [figure(TEXT, '118公里', { place })],
      quotes: [quote(source, { start: 0, end: TEXT.length })],
    }
    expect(toMessage(renderAnswer(answer, undefined)).text).toMatch(`指标未注明 · ${told} · 时间未注明`)
  })
})

describe('no message is longer than 4,096 characters', () => {
  const LONG = '长'.repeat(900)

  test('with 72 figures in 40 long sentences, and everything missing and assumed', () => {
    const text = `${LONG.slice(0, 590)}118公里。`
    const answer: Answer = {
      kind: 'choices',
      view: 'readings',
      quotes: many(40, () => quote(passage(text), { start: 0, end: text.length })),
      observations: many(72, (at) =>
        figure(text, '118公里', { quote: at % 40, indicators: [slot(LONG.slice(0, 60))] }),
      ),
      missing: many(12, () => ({ asked: LONG, slot: 'indicator' })),
      assumed: many(36, () => ({ slot: 'place', text: LONG, why: '上一问' })),
      differ: ['place', 'period', 'indicator', 'measure'],
      more: 290,
    }
    const message = toMessage(renderAnswer(answer, 1))
    expect(message.text.length).toBeLessThanOrEqual(4096)
    expect(message.text).toMatch(/另有\d+条未列出/)
  })

  test('with all figures in one sentence', () => {
    const answer: Answer = {
      kind: 'quoted',
      ...none,
      quotes: [WHOLE],
      observations: many(72, () => figure(TEXT, '118公里')),
    }
    const { text } = toMessage(renderAnswer(answer, 1))
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(text).toMatch(/同一句里另有\d+个数字\n“/)
  })

  test('with a dozen reasons of a refusal', () => {
    const reasons = many(12, () => ({ slot: 'place' as const, asked: LONG, available: many(6, () => LONG) }))
    const answer: Answer = { kind: 'not-found', assumed: [], reasons, nearest: shown }
    expect(lengthOf(renderAnswer(answer, 1))).toBeLessThanOrEqual(4096)
  })

  test('with a thousand documents of many places and long titles', () => {
    const documents = many(1000, (at) => ({ ...DOCUMENT, title: LONG, place: `第${at}县`, date: `${1000 + at}` }))
    const { text } = toMessage(renderSources(documents))
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(text).toMatch(/^共有1000份资料。[\s\S]*另有\d+个[\s\S]*另有\d+份$/)
  })

  test('with a thousand reports that failed', () => {
    const failed = many(1000, (at) => ({ file: `${LONG}${at}.pdf`, reason: LONG }))
    const { text } = toMessage(renderSummary({ ...SUMMARY, failed }))
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(text).toMatch(/失败1000[\s\S]*另有\d+份$/)
  })

  test('with surroundings of many pages', () => {
    const text = `${LONG.repeat(5)}118公里${LONG.repeat(5)}`
    const paged = passage(text, { path: [LONG, LONG] })
    const start = text.indexOf('118')
    const around = { before: passage(text), after: passage(text), position: { number: 9, total: 99_999 } }
    const { text: said, styles } = toMessage(
      renderPassage({ passage: paged, figure: { start, end: start + 5 }, ...around }),
    )
    expect(said.length).toBeLessThanOrEqual(4096)
    const [focused, bold] = styles.map((style) => said.slice(style.start, style.end))
    expect(bold).toBe('118公里')
    expect(text).toContain(focused)
  })

  test('with a fact that is told everywhere', () => {
    const { text } = toMessage(renderTellings(many(200, () => WHOLE)))
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(text).toMatch(/另有\d+处$/)
  })
})

test('a passage is shown with its page, and with a word where it was read from a picture', () => {
  const scanned = passage(TEXT, { page: 4, recognised: true })
  const view = { passage: scanned, figure: undefined, before: undefined, after: undefined }
  const { text } = toMessage(renderPassage({ ...view, position: { number: 1, total: 9 } }))
  expect(text.split('\n').slice(1, 3)).toEqual([
    '第4页 · 第1段/共9段 · 2025-03',
    '【识别文字】由图片识别，可能有误，请核对原件',
  ])
})
