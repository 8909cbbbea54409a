import { expect, test } from 'vitest'
import { cellAt, cellText, tableText } from '../../src/answer/cell.ts'

/** The quoted cell and its table of the figure in a row whose cells and labels are parted by `|`. */
function told(row: string, figure: string, path: readonly string[]): readonly [string, string] | null {
  const text = row.replaceAll('|', '\t')
  const start = text.indexOf(figure)
  const labels = path.map((heading) => heading.replaceAll('|', '\t'))
  const cell = cellAt({ kind: 'row', text, path: labels }, { start, end: start + figure.length })
  return cell && [cellText(cell, figure), tableText(cell)]
}

test.each([
  [
    'its row and column, the title and the unit line',
    told('粮食|212.6|1.8', '212.6', ['二、农业', '表3 主要农产品产量', '单位：万吨、%', '产品|产量|比上年增长']),
    ['粮食 · 产量 = 212.6', '表3 主要农产品产量，单位：万吨、%'],
  ],
  [
    'the row that stands before it, not its unit and not what the row is a part of',
    told('公路|亿吨|1.54', '1.54', ['表6 交通运输', '指标 ›› 货运量|单位|绝对数']),
    ['公路 · 绝对数 = 1.54', '表6 交通运输'],
  ],
  [
    'the nearer row of two tables side by side',
    told('税收收入|96.7|教育支出|92.4', '92.4', ['收支总表', '科目|金额|科目|金额']),
    ['教育支出 · 金额 = 92.4', '收支总表'],
  ],
  [
    'the year that its row begins with',
    told('2024|1351.2|—|571.3', '1351.2', ['年份|地区生产总值|财政收入|零售额']),
    ['2024 · 地区生产总值 = 1351.2', ''],
  ],
  ['its row alone where the table has no heads', told('粮食|212.6', '212.6', []), ['粮食 = 212.6', '']],
])('a cell is quoted with %s', (_, cell, expected) => {
  expect(cell).toEqual(expected)
})

test('running text has no cells', () => {
  expect(cellAt({ kind: 'body', text: '粮食产量212.6万吨', path: [] }, { start: 4, end: 11 })).toBeNull()
})
