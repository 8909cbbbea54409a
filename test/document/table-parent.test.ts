import { expect, test } from 'vitest'
import { rowParents } from '../../src/document/table-parent.ts'

/** Rows written `label|value`, and what each is a part of. */
const TABLES: readonly (readonly [string, readonly (readonly [row: string, whole: string | null])[]])[] = [
  [
    'the row above its mark, and those that add up to it',
    [
      ['全市常住人口|199.5', null],
      ['其中：城镇|122.5', '全市常住人口'],
      ['乡村|77.0', '全市常住人口'],
      ['其中：男性|100.4', '全市常住人口'],
      ['女性|99.1', '全市常住人口'],
      ['户数|70.2', null],
    ],
  ],
  [
    'the marked part alone where the others do not add up',
    [
      ['油料|52.93', null],
      ['其中：花生|47.48', '油料'],
      ['蔬菜|1275.06', null],
    ],
  ],
  [
    'each of several that are marked beside each other',
    [
      ['货运量|亿吨|2.60', null],
      ['#铁路|亿吨|0.80', '货运量'],
      ['水运|亿吨|0.26', '货运量'],
      ['公路|亿吨|1.54', '货运量'],
      ['发电量|亿度|232.75', null],
      ['#火电|亿度|188.35', '发电量'],
      ['#水电|亿度|12.40', '发电量'],
    ],
  ],
  [
    'a part of a part, marked right below it',
    [
      ['粮食|933.3', null],
      ['其中：谷物|907.2', '粮食'],
      ['其中：小麦|551.3', '其中：谷物'],
      ['玉米|355.9', '其中：谷物'],
      ['豆类|14.9', null],
    ],
  ],
  [
    'the first row, of what is part of the total',
    [
      ['工业增加值|7.6', null],
      ['在总计中：轻工业|11.4', '工业增加值'],
      ['重工业|2.9', null],
      ['在总计中：国有企业|-9.3', '工业增加值'],
    ],
  ],
  [
    'nothing without a row above, or beside another table',
    [
      ['其中：城镇|122.5', null],
      ['收入|100|支出|90', null],
      ['||其中：教育|20', null],
    ],
  ],
]

test.each(TABLES)('a row is a part of %s', (_, rows) => {
  expect(rowParents(rows.map(([row]) => row.split('|')))).toEqual(rows.map(([, whole]) => whole))
})
