import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import type { KnownWords } from '../../src/lexicon/framed-things.ts'
import { parseFrames } from '../../src/lexicon/frames.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'

const INDICATORS = new Set([
  '粮食产量',
  '花生产量',
  '原煤产量',
  '教育支出',
  '职工医保参保人数',
  '普通高中在校生',
  '发电量',
])
const UNITS = new Set(['吨', '万吨', '头'])

const known: KnownWords = {
  isIndicator: (name) => INDICATORS.has(name),
  isUnit: (surface) => UNITS.has(surface),
  takenIn: (text) => [...text.matchAll(/发电量/gu)].map(({ index }) => ({ start: index, end: index + 3 })),
  endsPlace: (text, at) => text.slice(0, at).endsWith('青川'),
}

const table = (...rows: string[]) => [{ file: 'frames.tsv', text: ['verbs\tthings\tmeans', ...rows].join('\n') }]

const reword = parseFrames(
  table(
    '收|产\t粮|粮食\t粮食产量',
    '产|挖\t煤\t原煤产量',
    '收|产\t～\t～产量',
    '花|投入\t～\t～支出',
    '交\t～\t～参保人数',
    '读\t高中\t普通高中在校生',
  ),
  known,
)

describe('frames', () => {
  test.each([
    ['青川收了多少粮食？', '青川粮食产量多少？'],
    ['青川产了多少万吨的粮？', '青川粮食产量多少万吨？'],
    ['青川粮食一共收了多少吨', '青川粮食产量多少吨'],
    ['花生比上年多收了百分之几', '花生产量比上年增加百分之几'],
    ['教育上花了多少', '教育支出多少'],
    ['教育上花的钱涨了多少', '教育支出涨了多少'],
    ['花在教育上的钱有多少', '教育支出有多少'],
    ['有多少人交了职工医保', '有职工医保参保人数多少人'],
    ['读高中的学生有多少', '普通高中在校生有多少'],
    ['收的花生有多少吨', '花生产量有多少吨'],
  ])('%s asks for %s', (asked, means) => {
    expect(reword(asked)).toBe(means)
  })

  test.each([
    ['焦煤产了多少', 'a thing of one character that may be the end of another'],
    ['产了多少煤气', 'a thing that goes on'],
    ['收了多少利息', 'a noun that no table knows'],
    ['发电量收了多少', 'a name that is known already'],
    ['至少收入多少', 'no verb of a frame'],
  ])('%s stays: %s', (asked) => {
    expect(reword(asked)).toBe(asked)
  })

  test('a thing of one character counts behind a place and at the beginning', () => {
    expect(reword('青川煤产了多少')).toBe('青川原煤产量多少')
    expect(reword('煤产了多少')).toBe('原煤产量多少')
  })

  test('a row with the thing itself outweighs one for all things, wherever it stands', () => {
    const own = parseFrames(table('收\t～\t～产量', '收\t粮食\t原煤产量'), known)
    expect(own('收了多少粮食')).toBe('原煤产量多少')
  })

  test('a long question is read in no time', () => {
    const started = performance.now()
    reword('收了多少'.repeat(50))
    reword('收了多少'.repeat(250))
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test.each([
    ['收\t粮\t', 'means'],
    ['\t粮\t粮食产量', 'verbs'],
    ['收\t粮\t没有的产量', '没有的产量'],
    ['收\t～\t粮食产量', '～'],
  ])('a row that cannot be used is named: %j', (row, problem) => {
    expect(() => parseFrames(table(row), known)).toThrow(InputError)
    expect(() => parseFrames(table(row), known)).toThrow(problem)
  })
})

describe('the frames we ship', () => {
  const lexicon = readLexicon('data/lexicon')

  test.each([
    ['许昌种了多少亩玉米', '许昌玉米播种面积多少亩'],
    ['开封花在科技上的钱涨了多少', '开封科学技术支出涨了多少'],
    ['今年出栏了多少只鸡鸭鹅', '今年家禽出栏多少只'],
    ['一共收发快递多少件', '一共快递业务量多少件'],
    ['中专毕业了多少人', '中等职业教育毕业生多少人'],
    ['有多少人交了职工养老', '有城镇职工基本养老保险参保人数多少人'],
  ])('%s asks for %s', (asked, means) => {
    expect(lexicon.standardWording(asked)).toBe(means)
  })

  test('tell each verb with its thing once', () => {
    const rows = readFileSync('data/lexicon/frames.tsv', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .slice(1)
      .map((line) => line.split('\t'))
    const pairs = rows.flatMap(([verbs = '', things = '', means = '']) =>
      verbs
        .split('|')
        .flatMap((verb) => things.split('|').map((thing) => `${verb} ${thing} ${thing === '～' ? means : ''}`)),
    )
    expect(pairs.filter((pair, at) => pairs.indexOf(pair) !== at)).toEqual([])
  })
})
