import { readFileSync } from 'node:fs'
import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import type { Ask } from '../../src/retrieval/question.ts'
import { understand } from '../../src/retrieval/understand.ts'
import { shown } from '../support/shown-question.ts'

const lexicon = readLexicon('data/lexicon')

const rows = readFileSync(new URL('questions.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' → '))

describe('a question is read into what is asked for', () => {
  test.each(rows)('%s', (question, asks) => {
    expect(shown(understand(question ?? '', lexicon))).toBe(asks)
  })
})

function first(question: string): Ask {
  const [ask] = understand(question, lexicon).asks
  if (ask === undefined) throw new Error('a question has at least one ask')
  return ask
}

describe('one of many', () => {
  test.each([
    ['哪个城市GDP最高', 'largest', '各市州'],
    ['湖南省哪些县的粮食产量最少？', 'smallest', '各县市区'],
    ['进出口增长最慢的省份', 'smallest', '各省'],
    ['2024年谁的出口额最大', 'largest', '列出'],
  ])('%s asks for all, by size', (question, extreme, all) => {
    const { wantsAll, wording, ...understood } = understand(question, lexicon)
    expect(understood.extreme).toBe(extreme)
    expect(wantsAll).toBe(true)
    expect(wording).toMatch(all)
  })

  test.each(['最低工资标准是多少', '哪个行业利润最高', '郑州最大的区有多少人', '哪个市的GDP超过3000亿元'])(
    '%s singles out no place',
    (question) => {
      expect(understand(question, lexicon).extreme).toBeNull()
    },
  )
})

describe('times', () => {
  test.each([
    ['2025城镇居民收入多少', 2025],
    ['19年财政收入多少', 2019],
    ['25年财政收入多少', 2025],
    ['2025年度财政收入多少', 2025],
    ['去年（2025年）财政收入多少', 2025],
  ])('%s is about the year %d', (question, year) => {
    expect(first(question).period?.stretch.first).toMatchObject({ year: { kind: 'printed', year } })
  })

  test.each([
    ['2024年郑州1至10月社零多少', { month: 1 }, { month: 10 }],
    ['2024年郑州年末常住人口多少', { month: 12 }, { month: 12 }],
  ])('%s joins the year with the part of it', (question, from, to) => {
    const { first: start, last } = first(question).period?.stretch ?? {}
    expect(start).toMatchObject({ ...from, year: { kind: 'printed', year: 2024 } })
    expect(last).toMatchObject({ ...to, year: { kind: 'printed', year: 2024 } })
  })

  test.each(['今年', '去年', '上年', '当年'])('%s is counted from today', (word) => {
    expect(first(`郑州${word}GDP多少`).period?.stretch.first).toMatchObject({ year: { kind: 'calendar' } })
  })

  test.each([
    '建成2025套住房了吗',
    '近10年粮食产量多少',
    '20年间粮食产量增长多少',
    '目前粮食产量多少',
    '比上年粮食产量增长多少',
  ])('%s names no year to ask for', (question) => {
    expect(first(question).period).toBeNull()
  })
})

describe('places', () => {
  test('the partner of trade is a word of the topic and no place asked about', () => {
    expect(first('深圳对美国出口多少')).toMatchObject({ place: { text: '深圳' }, topic: '美国' })
  })

  test('市本级 keeps its 市 and the place its name without it', () => {
    expect(first('厦门市本级税收收入多少')).toMatchObject({ place: { text: '厦门' }, text: '厦门市本级税收收入多少' })
  })

  test('without a named place 全市 is the place', () => {
    expect(first('全市税收收入多少').place).toEqual({ text: '全市', canonicals: [] })
  })

  test('beside a named place 全市 adds nothing', () => {
    expect(understand('郑州全市税收收入多少', lexicon).asks).toHaveLength(1)
  })
})

describe('words', () => {
  test('what was typed is kept beside the words of reports', () => {
    const { text, wording } = understand('兰州打了多少粮食', lexicon)
    expect(text).toBe('兰州打了多少粮食')
    expect(wording).toBe('兰州粮食产量多少')
  })

  test('a question about nothing in reports names no indicator, measure or unit', () => {
    expect(first('今天天气怎么样')).toMatchObject({ indicator: null, measure: null, unit: null, wantsAmount: false })
  })

  test('money is meant by a bare scale where the indicator is in money, and by nothing else', () => {
    expect(first('税收收入多少亿').unit).toMatchObject({ dimension: 'money', base: '元' })
    expect(first('常住人口多少万').unit).toBeNull()
  })
})

describe('any text', () => {
  const characters = constantFrom(
    ...Array.from('郑州市年月日的和与、，多少几亿元增长占比第一二三产业增加值GDP2025呢（）0 '),
  )
  const texts = string({ unit: characters, maxLength: 120 })

  test('is understood as at least one ask and at most twelve', () => {
    assert(
      property(texts, (text) => {
        const { asks } = understand(text, lexicon)
        expect(asks.length).toBeGreaterThan(0)
        expect(asks.length).toBeLessThanOrEqual(12)
      }),
      { numRuns: 300 },
    )
  })

  test('has every digit of its asks in itself', () => {
    assert(
      property(texts, (text) => {
        for (const { period, place, topic } of understand(text, lexicon).asks) {
          const digits = [period?.text, place?.text, topic].join('').match(/\d+/gu) ?? []
          for (const number of digits) expect(text).toContain(number)
        }
      }),
      { numRuns: 300 },
    )
  })

  test.each(['占', '多少', '1', '、', '第一、二、三产业和', '比上年', '增长到', '2025年同期', '全省', '年'])(
    'of a thousand characters %s is read in a moment',
    (unit) => {
      const text = unit.repeat(Math.ceil(1000 / unit.length)).slice(0, 1000)
      const start = performance.now()
      understand(text, lexicon)
      expect(performance.now() - start).toBeLessThan(500)
    },
  )
})
