import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import type { ObservationContext } from '../../src/observation/context.ts'
import type { Observation, ScopedObservation } from '../../src/observation/observation.ts'
import { observe } from '../../src/observation/observe.ts'

const LEXICON = readLexicon(path.join(import.meta.dirname, '../../data/lexicon'))
const TITLE = '郑州市2024年国民经济和社会发展统计公报'

const DOCUMENT: Omit<ObservationContext, 'path'> = {
  place: '郑州市',
  date: '2025-03',
  dateBasis: 'text',
  period: { text: '2024年', from: '2024-01-01', to: '2024-12-31' },
  title: TITLE,
  article: TITLE,
  introduction: '',
}

/** Cells and labels parted by `|`. */
function observeCells(cells: string, labels: string, above: readonly string[] = []): ScopedObservation[] {
  const headings = [...above, labels.replaceAll('|', '\t')]
  const text = cells.replaceAll('|', '\t')
  const pieces = [{ start: 0, end: text.length, page: null, line: 1, column: 1 }]
  const row = { id: 'a', kind: 'row' as const, text, pieces, path: headings, repaired: false }
  return observe(row, { ...DOCUMENT, path: headings }, LEXICON)
}

/** Indicator, number with its unit, measure, and the first day of the period. */
function told(observations: readonly Observation[]): string[] {
  return observations.map(({ indicators: [indicator], text, unit, measure, period, modality }) =>
    [indicator?.canonical ?? '?', text + (text.endsWith(unit) ? '' : unit), measure, period?.from?.slice(0, 7) ?? '?']
      .concat(modality === 'actual' ? [] : [modality])
      .join(' '),
  )
}

describe('a number in a table', () => {
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    [
      'is named by its row and column, with the unit of its column',
      '粮食|212.6|-1.8',
      '产品名称|产量（万吨）|比上年增长（%）',
      [],
      ['粮食产量 212.6万吨 level 2024-01', '粮食产量 -1.8% growth 2024-01'],
    ],
    [
      'is named by what its row is a part of, too',
      '公路|亿吨|1.54|-1.5',
      '指标 › 货运量|单位|绝对数|比上年增长%',
      [],
      ['公路货运量 1.54亿吨 level 2024-01', '公路货运量 -1.5% growth 2024-01'],
    ],
    [
      'has its unit from a column of units',
      '原煤|万吨|89.2|3.5',
      '指标|单位|产量|比上年增长（%）',
      [],
      ['原煤产量 89.2万吨 level 2024-01', '原煤产量 3.5% growth 2024-01'],
    ],
    [
      'has its unit from the table’s unit line, and its year from its column',
      '一、税收收入|804.6|812.4|1.0%',
      '项目|2023年决算数|2024年预计数|增长%',
      ['收支总表', '单位：亿元'],
      [
        '税收收入 804.6亿元 level 2023-01',
        '税收收入 812.4亿元 level 2024-01 expected',
        '税收收入 1.0% growth 2024-01 expected',
      ],
    ],
    [
      'is of a part of the accounts where its column or its table says so',
      '税收收入|804.6|312.4',
      '项目|全市|市本级',
      ['单位：亿元'],
      ['税收收入 804.6亿元 level 2024-01', '市本级税收收入 312.4亿元 level 2024-01'],
    ],
    [
      'never answers for the number of another column',
      '学校数（所）|26|172',
      '指标|普通高中|小学',
      [],
      ['学校数·普通高中 26所 level 2024-01', '学校数·小学 172所 level 2024-01'],
    ],
    [
      'is of the row before it where two tables stand side by side',
      '税收收入|804.6|教育支出|231.5',
      '科目|金额|科目|金额',
      ['单位：亿元'],
      ['税收收入 804.6亿元 level 2024-01', '教育支出 231.5亿元 level 2024-01'],
    ],
    [
      'is a share where its column says so',
      '其中：男性|669.5|51.0',
      '指标|年末数（万人）|比重（%）',
      [],
      ['男性 669.5万人 level 2024-12', '男性 51.0% share 2024-12'],
    ],
    [
      'is no year that an index counts from',
      '居民消费价格指数|99.7',
      '类别|指数（以上年为100）',
      [],
      ['居民消费价格指数 99.7 level 2024-01'],
    ],
    [
      'keeps the currency of the table’s title',
      '各项存款余额|35239.7',
      '指标|年末数（亿元）',
      ['人民币存贷款'],
      ['金融机构人民币各项存款余额 35239.7亿元 level 2024-12'],
    ],
    [
      'is none where it counts rows',
      '1|税收收入|804.6',
      '序号|项目|金额（亿元）',
      [],
      ['税收收入 804.6亿元 level 2024-01'],
    ],
    [
      'is completed by the indicator of the title where the columns name none',
      '建筑业|486.2|-1.5',
      '指标|绝对数（亿元）|比上年增长（%）',
      ['表1 2024年全市生产总值'],
      ['建筑业增加值 486.2亿元 level 2024-01', '建筑业增加值 -1.5% growth 2024-01'],
    ],
    [
      'is a price where its table is of consumer prices, whatever the columns call them',
      '一、食品烟酒类|98.6|-1.4',
      '类别|指数|比上年涨跌幅（%）',
      ['表2 2024年居民消费价格指数', '以上年为100'],
      ['食品烟酒价格 98.6 level 2024-01', '食品烟酒价格 -1.4% growth 2024-01'],
    ],
    [
      'is the indicator itself in the row of the total',
      '合计|99.7',
      '类别|居民消费价格指数',
      [],
      ['居民消费价格指数 99.7 level 2024-01'],
    ],
    [
      'keeps a unit that no table knows',
      '工业锅炉|蒸发量吨|5393.5|-14.3',
      '产品名称|单位|产品产量|增长（%）',
      [],
      ['工业锅炉产量 5393.5蒸发量吨 level 2024-01', '工业锅炉产量 -14.3% growth 2024-01'],
    ],
    [
      'is completed by the title where its rows are parts by their head',
      '教育|-8.4',
      '行业|比上年增长（%）',
      ['表7 2024年分行业固定资产投资情况'],
      ['教育投资 -8.4% growth 2024-01'],
    ],
    [
      'is the rest of what its table is of',
      '其他|-5.8',
      '指标|比上年增长（%）',
      ['表5 2024年规模以上工业增加值'],
      ['规模以上工业增加值·其他 -5.8% growth 2024-01'],
    ],
    [
      'keeps goods and travellers apart',
      '铁路|亿人公里|1.70|-0.6',
      '指标 › 旅客周转量|单位|绝对数|比上年增长%',
      [],
      ['铁路旅客周转量 1.70亿人公里 level 2024-01', '铁路旅客周转量 -0.6% growth 2024-01'],
    ],
    [
      'is told from its like by what its row is a part of',
      '短期贷款|233.1',
      '指标 ›› # 住户贷款 › 各项贷款|年末余额（亿元）',
      [],
      ['住户贷款·短期贷款余额 233.1亿元 level 2024-12'],
    ],
    [
      'needs no telling where its name holds that whole',
      '水运|亿人公里|0.15',
      '指标 ›› 旅客周转量|单位|绝对数',
      [],
      ['水运旅客周转量 0.15亿人公里 level 2024-01'],
    ],
    [
      'is of the budget that its table is of, where every budget has its item',
      '三、城乡社区支出|54.7|19.6',
      '科目|全市|市级',
      ['2024年政府性基金预算收支总表', '单位：亿元'],
      ['政府性基金·城乡社区支出 54.7亿元 level 2024-01', '政府性基金·市级城乡社区支出 19.6亿元 level 2024-01'],
    ],
    [
      'needs no budget where only one has its item',
      '一、国有土地使用权出让收入|39.6',
      '科目|金额（亿元）',
      ['2024年政府性基金预算收支总表'],
      ['国有土地使用权出让收入 39.6亿元 level 2024-01'],
    ],
    [
      'leaves the currency of the title out of a name that is known without it',
      '其中：住户贷款|12707.2',
      '指标 › 各项贷款余额|年末数（亿元）',
      ['人民币存贷款'],
      ['住户贷款余额 12707.2亿元 level 2024-12'],
    ],
    [
      'is what its column names, and what the column before names where it is the growth of that',
      '全市|1351.2|5.1|320.4',
      '地区|地区生产总值（亿元）|比上年增长（%）|常住人口（万人）',
      [],
      ['地区生产总值 1351.2亿元 level 2024-01', '地区生产总值 5.1% growth 2024-01', '常住人口 320.4万人 level 2024-01'],
    ],
    [
      'is of the year that its row begins with',
      '2023|1288.7|—|540.6',
      '年份|地区生产总值|一般公共预算收入|社会消费品零售总额',
      ['单位：亿元'],
      ['地区生产总值 1288.7亿元 level 2023-01', '社会消费品零售总额 540.6亿元 level 2023-01'],
    ],
    ['has no unit where none is printed', '税收收入|804.6', '项目|金额', [], ['税收收入 804.6 level 2024-01']],
  ])('%s', (...[, cells, labels, above, expected]) => {
    expect(told(observeCells(cells, labels, above))).toEqual(expected)
  })

  test('is of the place that its row names', () => {
    const [observation] = observeCells('中原区|486.2', '地区|地区生产总值（亿元）')
    expect(observation).toMatchObject({
      place: { text: '中原区', canonical: '中原区', basis: 'clause' },
      indicators: [{ canonical: '地区生产总值', basis: 'heading' }],
    })
  })

  test.each<[string, string, readonly string[]]>([
    ['of its column', '项目|全市|市级', ['whole', 'own']],
    ['of its table', '项目|2023年|2024年', ['own', 'own']],
  ])('is of the accounts %s', (_, labels, scopes) => {
    const observed = observeCells('污水处理费收入|1.65|0.73', labels, labels.includes('全市') ? [] : ['市级收支总表'])
    expect(observed.map(({ scope }) => scope)).toEqual(scopes)
  })

  test('has no amount to compare by where no table knows its unit', () => {
    const [observation] = observeCells('工业锅炉|蒸发量吨|5393.5', '产品名称|单位|产量')
    expect(observation).toMatchObject({ value: 5393.5, unit: '蒸发量吨', normal: null })
  })

  test('is of the place that stands before its row’s label', () => {
    const [observation] = observeCells('中原区|税收收入|48.6', '地区|项目|金额（亿元）')
    expect(observation).toMatchObject({
      place: { canonical: '中原区', basis: 'clause' },
      indicators: [{ canonical: '税收收入' }],
    })
  })

  test('covers its own cell and nothing more', () => {
    const cells = '粮食|212.6|-1.8'
    for (const { text, start, end } of observeCells(cells, '产品|产量（万吨）|增长（%）')) {
      expect(cells.slice(start, end)).toBe(text)
    }
  })

  test('is not dated by the document where it is planned', () => {
    const [observation] = observeCells('税收收入|845.0', '项目|预算数（亿元）')
    expect(observation).toMatchObject({ modality: 'planned', period: null })
  })
})
