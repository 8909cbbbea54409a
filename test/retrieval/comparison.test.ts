import { describe, expect, test } from 'vitest'
import { understand } from '../../src/retrieval/understand.ts'
import { realLexicon } from '../support/indexed-folder.ts'
import { shown } from '../support/shown-question.ts'

const read = (question: string) => understand(question, realLexicon())
const sides = (question: string) =>
  read(question).comparison?.asks.map((ask) => shown({ asks: [ask], wantsAll: false })) ?? []

describe('two questions that differ in one slot', () => {
  test.each([
    ['对比2023年和2024年GDP', ['地区生产总值 #2023年', '地区生产总值 #2024年']],
    ['对比 2023年 2024年 GDP', ['地区生产总值 #2023年', '地区生产总值 #2024年']],
    ['郑州2024年与2023年GDP比较', ['地区生产总值 @郑州 #2024年', '地区生产总值 @郑州 #2023年']],
    ['比较一下郑州与洛阳2024年的固投增速', ['固定资产投资 @郑州 #2024年 growth', '固定资产投资 @洛阳 #2024年 growth']],
    ['2024年GDP比2023年多多少亿元', ['地区生产总值 #2024年 ?', '地区生产总值 #2023年 ?']],
    ['郑州固投增速比洛阳高多少', ['固定资产投资 @郑州 growth ?', '固定资产投资 @洛阳 growth ?']],
  ])('%s', (question, asks) => {
    expect(sides(question)).toEqual(asks)
  })

  test('全区 beside a place is the region around it', () => {
    expect(read('对比昌吉州和全区固投增速').comparison?.asks[1].place?.canonicals).toEqual(['新疆维吾尔自治区'])
  })

  test('only 对比 asks for nothing but the two', () => {
    expect(read('对比2023年和2024年GDP').comparison?.isRequest).toBe(true)
    expect(read('2024年GDP比2023年多多少').comparison?.isRequest).toBe(false)
  })
})

test.each([
  '郑州固定资产投资同比增长多少',
  '郑州GDP比上年增长多少',
  '战略性新兴产业增速比规上工业高多少',
  '城乡居民收入比是多少',
  '对比GDP',
  '不良贷款比率是多少',
])('%s compares nothing', (question) => {
  expect(read(question).comparison).toBeNull()
})

describe('the unit that amounts are wanted in', () => {
  test.each([
    ['换算成亿元', '亿元'],
    ['换算成 万元', '万元'],
    ['折合多少公顷', '公顷'],
    ['合肥2024年GDP换算成万元是多少', '万元'],
  ])('%s', (question, unit) => {
    expect(read(question).conversion?.surface).toBe(unit)
  })

  test('is none of the question’s other words', () => {
    expect(shown(read('合肥2024年GDP换算成万元是多少'))).toBe('地区生产总值 @合肥 #2024年 ?')
  })

  test.each(['换成农村的', '合肥GDP多少亿元', '换热站有多少座'])('%s asks for none', (question) => {
    expect(read(question).conversion).toBeNull()
  })
})

test.each(['列出固定资产投资', '历年固定资产投资', '各区县固定资产投资'])('%s wants all', (question) => {
  expect(shown(read(question))).toBe('固定资产投资 all')
})
