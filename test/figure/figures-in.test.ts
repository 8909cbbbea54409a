import { readFileSync } from 'node:fs'
import { array, assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Figure } from '../../src/figure/figure.ts'
import { figuresIn } from '../../src/figure/figures-in.ts'
import { periodsIn } from '../../src/figure/periods-in.ts'
import { overlaps } from '../../src/span.ts'
import { lexicon } from './lexicon.ts'

const rows = readFileSync(new URL('figures.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('sentence\t'))
  .map((line) => line.split('\t'))
  .map(([sentence = '', figures = '']) => ({ sentence, figures }))

describe('finds the figures of a sentence and nothing else', () => {
  test.each(rows)('$sentence', ({ sentence, figures }) => {
    expect(figuresIn(sentence, lexicon).map(printed).join('|')).toBe(figures)
  })
})

function printed({ text, value, range, relation, unit }: Figure): string {
  const number = range === null ? String(value) : `${range.low}..${range.high}`
  return `${text}=${relation === '=' ? '' : relation}${number} ${unit}`.trimEnd()
}

describe('says what a figure is and what it is worth', () => {
  test.each([
    ['增长17.4%', 'percent', 0.174, '1'],
    ['高出10.8个百分点', 'points', 10.8, '个百分点'],
    ['下调25个基点', 'points', 0.25, '个百分点'],
    ['突破2500亿元', 'money', 250_000_000_000, '元'],
    ['出口3.5亿美元', 'money', 350_000_000, '美元'],
    ['装机3200万千瓦', 'quantity', 32_000_000_000, '瓦'],
    ['送电620亿度', 'quantity', 62_000_000_000, '千瓦时'],
    ['共有590家', 'count', 590, '家'],
    ['引进25名', 'count', 25, '人'],
    ['用时18天', 'duration', 18, '天'],
    ['占三分之一', 'fraction', 0.333333333333333, '1'],
    ['占五成', 'fraction', 0.5, '1'],
    ['增长1.5倍', 'multiple', 1.5, '倍'],
    ['居全省首位', 'rank', 1, '位'],
    ['百分之十五', 'percent', 0.15, '1'],
    ['2×66万千瓦', 'quantity', 1_320_000_000, '瓦'],
    ['售价35元/公斤', 'quantity', 35, '元/公斤'],
    ['每年30万吨/年', 'quantity', 300_000, '吨/年'],
  ])('%s', (sentence, kind, ...[value, unit]) => {
    expect(figuresIn(sentence, lexicon)).toMatchObject([{ kind, normal: { value, unit } }])
  })

  test.each([
    ['a range', '增长5%—6%'],
    ['a ratio', '结构为8:52:40'],
    ['a scale class', '千亿级园区'],
    ['a number that is only hinted at', '数十家'],
    ['a number without a unit', '用户超150万'],
  ])('%s has no normal value', (_, sentence) => {
    expect(figuresIn(sentence, lexicon)).toMatchObject([{ normal: null }])
  })
})

const WORDS =
  '2024年 1至10月 增长 超过 约 17.4 3，500 亿 元 % 个 百分点 、 至 — ， 第 三 千 万 半 首位 前 级 分之 （ ） 比 上年 - × : / 翻 番 年 月 \n'

/** Pieces of sentences, put together at random: numbers, units, periods and words that touch each other. */
const pieces = array(constantFrom(' ', ...WORDS.split(' ')), { maxLength: 30 }).map((parts) => parts.join(''))

function values(text: string): object[] {
  return figuresIn(text, lexicon).map(({ start, end, value, range }) => ({ start, end, value, range }))
}

describe('whatever the text', () => {
  test('every figure is cut out of it, in order, and none overlaps another or a period', () => {
    assert(
      property(pieces, (text) => {
        const figures = figuresIn(text, lexicon)
        let end = 0
        for (const figure of figures) {
          expect(text.slice(figure.start, figure.end)).toBe(figure.text)
          expect(figure.start).toBeGreaterThanOrEqual(end)
          expect(figure.text).not.toBe('')
          end = figure.end
        }
        expect(periodsIn(text).filter((period) => figures.some((figure) => overlaps(figure, period)))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('full-width digits and signs give the same figures as half-width ones', () => {
    assert(
      property(pieces, (text) => {
        const wide = text.replaceAll(/[\d.%+/-]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
        expect(values(wide)).toEqual(values(text))
      }),
      { numRuns: 300 },
    )
  })

  test('any amount with any unit of the tables is read as it was printed', () => {
    const units = constantFrom(
      ...lexicon.unitSurfaces.filter((surface) => /^[万亿]?[元吨家户人%]$|千瓦|平方米|个百分点/.test(surface)),
    )
    assert(
      property(integer({ min: 1, max: 999_999 }), units, (tenths, unit) => {
        const value = tenths / 10
        expect(figuresIn(`合计${value}${unit}。`, lexicon)).toMatchObject([{ text: `${value}${unit}`, value, unit }])
      }),
    )
  })
})

describe('a line of 50,000 characters is read to its end', () => {
  test.each([
    '1',
    '1-',
    '1:',
    '一',
    '万',
    '第一、',
    '5（',
    '1,111',
    '元/',
    '1/',
    '百分之',
    '“三',
    '近半',
    'a1',
    '2024年',
  ])('of %s', (unit) => {
    const line = `${unit.repeat(50_000 / unit.length)}，合计25亿元。`
    expect(figuresIn(line, lexicon).at(-1)).toMatchObject({ text: '25亿元' })
  })
})
