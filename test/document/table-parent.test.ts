import { expect, test } from 'vitest'
import { type LabelledRow, rowParents } from '../../src/document/table-parent.ts'

/** A row written `label|value`, set in by as many characters as there are wide blanks before its label. */
function rowOf(row: string): LabelledRow {
  const cells = row.split('|')
  return {
    texts: cells.map((cell) => cell.trim()),
    indents: cells.map((cell) => cell.length - cell.trimStart().length),
  }
}

/** Rows written so, and what each is a part of. */
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
      ['其中：小麦|551.3', '其中：谷物 粮食'],
      ['玉米|355.9', '其中：谷物 粮食'],
      ['豆类|14.9', null],
    ],
  ],
  [
    'the first row, of what is part of the total',
    [
      ['工业增加值|7.6', null],
      ['在总计中：轻工业|11.4', '工业增加值'],
      ['重工业|2.9', '工业增加值'],
      ['在总计中：国有企业|-9.3', '工业增加值'],
    ],
  ],
  [
    'what it is set in under, in line with the words behind a mark',
    [
      ['一般公共预算支出|295.5', null],
      ['　其中：公共服务|26.7', '一般公共预算支出'],
      ['　　　　教育|44.1', '一般公共预算支出'],
      ['　　　　科学技术|18.4', '一般公共预算支出'],
      ['　　　　　其中：基础研究|2.4', '科学技术 一般公共预算支出'],
      ['　　合　计|320.1', null],
      ['政府性基金支出|110.2', null],
    ],
  ],
  [
    'nothing that has a number of a deeper form, however it is set',
    [
      ['一、食品|98.3', null],
      ['1.粮食|98.7', null],
      ['　二、衣着|101.5', null],
      ['　　1.鞋类|100.2', '二、衣着'],
    ],
  ],
  [
    'the row above labels that come again',
    [
      ['货运量|万吨|1782.1', null],
      ['公路|万吨|1756.5', '货运量*'],
      ['水运|万吨|25.6', '货运量*'],
      ['客运量|万人|2144.3', null],
      ['公路|万人|1774.8', '客运量*'],
      ['水运|万人|369.5', '客运量*'],
    ],
  ],
  [
    'nothing where only one label comes again',
    [
      ['煤炭|100', null],
      ['其他|20', null],
      ['小麦|90', null],
      ['其他|10', null],
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

/** With a star where other rows have the same label. */
test.each(TABLES)('a row is a part of %s', (_, rows) => {
  const parents = rowParents(rows.map(([row]) => rowOf(row)))
  const told = parents.map((parent) => parent && parent.wholes.join(' ') + (parent.isAmongLike ? '*' : ''))
  expect(told).toEqual(rows.map(([, whole]) => whole))
})
