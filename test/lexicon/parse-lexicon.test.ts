import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { parseLexicon } from '../../src/lexicon/parse-lexicon.ts'

const UNITS =
  'surface\tdimension\tbase\tfactor\tscales\n元\tmoney\t元\t1\tyes\n瓦\tpower\t千瓦\t0.001\tyes\n%\tpercent\t1\t0.01\tno'
const INDICATORS =
  'canonical\tdimension\tnames\tnot\tparent\n进出口总额\tmoney\t进出口\t\t\n出口总额\tmoney\t出口\t进出口总额\t进出口总额'
const PLACES = [
  'canonical\tlevel\tparent\tnames\tcontains',
  '中国\tcountry\t\t全国',
  '甲省\tprovince\t中国\t甲地',
  '甲地市\tprefecture\t甲省\t甲地',
  '甲地市南区\tcounty\t甲地市\t南区',
  '沿江地区\tregion\t\t\t甲地市',
].join('\n')

const TABLES = [
  { file: 'units.tsv', text: UNITS },
  { file: 'indicators.tsv', text: INDICATORS },
  { file: 'places.tsv', text: PLACES },
]

const withTable = (file: string, text: string) => parseLexicon([...TABLES, { file, text }])

describe('units', () => {
  const lexicon = parseLexicon(TABLES)

  test.each([
    ['元', 'money', '元', 1],
    ['亿元', 'money', '元', 1e8],
    ['百万元', 'money', '元', 1e6],
    ['万亿元', 'money', '元', 1e12],
    ['万瓦', 'power', '千瓦', 10],
    ['％', 'percent', '1', 0.01],
  ])('%s is known with its scale', (surface, ...[dimension, base, factor]) => {
    expect(lexicon.unit(surface)).toMatchObject({ dimension, base, factor })
  })

  test('take no scale where the table says no, and an unknown one is undefined', () => {
    expect([lexicon.unit('亿%'), lexicon.unit('头')]).toEqual([undefined, undefined])
  })

  test('are listed longest first for a grammar', () => {
    const lengths = lexicon.unitSurfaces.map((surface) => surface.length)
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a))
    expect(lexicon.unitSurfaces).toContain('千亿元')
  })

  test('with a row of their own are not made up from a scale', () => {
    const own = withTable('units-own.tsv', 'surface\tdimension\tbase\tfactor\n千瓦\tpower\t千瓦\t1')
    expect(own.unit('千瓦')).toEqual({ surface: '千瓦', dimension: 'power', base: '千瓦', factor: 1 })
  })
})

describe('indicators', () => {
  test('carry what they are a part of and what they are not', () => {
    expect(parseLexicon(TABLES).indicator('出口总额')).toEqual({
      canonical: '出口总额',
      dimension: 'money',
      names: ['出口'],
      not: ['进出口总额'],
      parent: '进出口总额',
    })
  })

  test('are found by their longest name, with the words as printed', () => {
    expect(parseLexicon(TABLES).indicatorsIn('进出口120亿元，出口80亿元')).toEqual([
      { start: 0, end: 3, text: '进出口', canonical: '进出口总额' },
      { start: 9, end: 11, text: '出口', canonical: '出口总额' },
    ])
  })

  test("get more names from an operator's own table", () => {
    const lexicon = withTable('indicators-own.tsv', 'canonical\tdimension\tnames\n出口总额\t\t外销额')
    expect(lexicon.indicator('出口总额')?.names).toEqual(['出口', '外销额'])
    expect(lexicon.indicatorsIn('外销额')[0]?.canonical).toBe('出口总额')
  })
})

describe('places', () => {
  const lexicon = parseLexicon(TABLES)

  test('that share a short name are all given, the larger first', () => {
    expect(lexicon.placesIn('在甲地')).toEqual([{ start: 1, end: 3, text: '甲地', canonicals: ['甲省', '甲地市'] }])
  })

  test('know the chain above them up to the province', () => {
    expect(lexicon.placeChain('甲地市南区')).toEqual(['甲地市南区', '甲地市', '甲省'])
    expect([lexicon.placeChain('中国'), lexicon.placeChain('沿江地区')]).toEqual([['中国'], ['沿江地区']])
    expect(lexicon.placeChain('乙省')).toEqual([])
  })

  test.each([
    ['甲地市南区', '甲省', true],
    ['甲地市南区', '中国', true],
    ['甲地市南区', '沿江地区', true],
    ['甲省', '甲地市', false],
    ['甲省', '沿江地区', false],
    ['甲省', '甲省', false],
    ['乙省', '中国', false],
  ])('%s in %s: %s', (inner, outer, isInside) => {
    expect(lexicon.isInside(inner, outer)).toBe(isInside)
  })

  test('are hidden by a longer ordinary word and by an equal one', () => {
    const careful = withTable('ordinary-words.tsv', 'word\n甲地铁\n南区')
    expect(careful.placesIn('甲地铁和南区')).toEqual([])
    expect(careful.placesIn('甲地市南区')).toHaveLength(1)
  })
})

describe('tables', () => {
  test('are read with a byte order mark, Windows line ends, comments and any order of columns', () => {
    const text = '\uFEFF# 说明\r\nnames\tcanonical\tdimension\r\n\r\n外销\t外销额\tmoney\r\n'
    expect(parseLexicon([{ file: 'indicators.tsv', text }]).indicatorsIn('外销')).toHaveLength(1)
  })

  test('of other names are left alone', () => {
    expect(() => withTable('notes.tsv', '随便写的')).not.toThrow()
  })

  test.each([
    ['indicators-own.tsv', 'canonical\tnames\n甲\t乙', 'indicators-own.tsv 的表头缺少 dimension 列'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\tnote\n', '不认识的列：note'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\n新值\tmuch\t', '第2行：dimension 须为 money'],
    ['indicators-own.tsv', '# 注\ncanonical\tdimension\tnames\n新值\tmoney\t出口', '第3行：名称“出口”已属于“出口总额”'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\n新值\tmoney\t值', '名称“值”太短'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\n出口总额\tmass\t', '另一行的 dimension 是 money'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\n新值\tmoney\t\t\t\t多', '第2行：有 6 格，表头只有 3 列'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\n\tmoney\t新值', 'canonical 不能为空'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\tnot\n新值\tmoney\t\t旧值', '没有名为“旧值”的指标'],
    ['indicators-own.tsv', 'canonical\tdimension\tnames\tparent\n进出口总额\t\t\t出口总额', 'parent 绕成了圈'],
    ['places-own.tsv', 'canonical\tlevel\tparent\tnames\n乙省\tstate\t\t', 'level 须为 country'],
    ['places-own.tsv', 'canonical\tlevel\tparent\tnames\n乙市\tprefecture\t乙省\t', '没有名为“乙省”的地区'],
    ['places-own.tsv', 'canonical\tlevel\tparent\tnames\n乙省\tprovince\t中国\t乙', '名称“乙”太短'],
    ['places-own.tsv', 'canonical\tlevel\tparent\tnames\n\tprovince\t中国\t', 'canonical 不能为空'],
    ['places-own.tsv', 'canonical\tlevel\tparent\tnames\tcontains\n甲地市南区\t\t\t\t甲省', '绕成了圈'],
    ['units-own.tsv', 'surface\tdimension\tbase\tfactor\n元\tmoney\t元\t100', '单位“元”与另一行“元”不一致'],
    ['units-own.tsv', 'surface\tdimension\tbase\tfactor\n箱\tcount\t箱\t零', 'factor 须为正数'],
    ['units-own.tsv', 'surface\tdimension\tbase\tfactor\n箱\t\t箱\t1', 'dimension 须为'],
    ['units-own.tsv', 'surface\tdimension\tbase\tfactor\n\tcount\t箱\t1', 'surface 和 base 不能为空'],
    ['units-own.tsv', 'surface\tdimension\tbase\tfactor\tscales\n箱\tcount\t箱\t1\t是', 'scales 须为 yes 或 no'],
    ['ordinary-words.tsv', 'word\n甲省', '“甲省”是一个指标或地区的正式名称'],
  ])('%s: %j is refused: %s', (file, text, message) => {
    expect(() => withTable(file, text)).toThrow(InputError)
    expect(() => withTable(file, text)).toThrow(message)
    expect(() => withTable(file, text)).toThrow(file)
  })
})
