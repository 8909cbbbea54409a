import { expect, test } from 'vitest'
import { parseReadings } from '../../src/lexicon/readings.ts'
import { realLexicon } from '../support/indexed-folder.ts'

const KNOWN = new Set(['青粮产量', '秋粮产量', '夏粮产量'])
const parsed = (...rows: readonly string[]) =>
  parseReadings([{ file: 'readings-own.tsv', text: ['said\tmeans', ...rows].join('\n') }], (name) => KNOWN.has(name))

test('a word is in doubt between the indicators of its row, in their order', () => {
  const readings = parsed('粮食收成\t秋粮产量|夏粮产量')
  expect(readings('粮食收成')).toEqual(['秋粮产量', '夏粮产量'])
  expect(readings('秋粮产量')).toEqual([])
})

test('of two rows for one word the later counts', () => {
  expect(parsed('收成如何\t秋粮产量|夏粮产量', '收成如何\t青粮产量|夏粮产量')('收成如何')).toEqual([
    '青粮产量',
    '夏粮产量',
  ])
})

test.each([
  ['收\t秋粮产量|夏粮产量', /第2行.*至少要有两个字/],
  ['收成\t|', /第2行.*至少要有一个指标/],
  ['收成\t秋粮产量|火星粮产量', /第2行.*没有名为“火星粮产量”的指标/],
])('%s is refused with its line', (row, message) => {
  expect(() => parsed(row)).toThrow(message)
})

test('the project’s own table knows the words that are asked most', () => {
  expect(realLexicon().readings('财政收入')).toEqual(['一般公共预算收入', '财政总收入'])
  expect(realLexicon().readings('一般公共预算收入')).toEqual([])
})
