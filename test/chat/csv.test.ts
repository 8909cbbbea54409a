import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCsv } from '../../src/chat/csv.ts'

test('a table begins with the mark of UTF-8 and ends each line as spreadsheet programs do', () => {
  expect(
    toCsv([
      ['问题', '回答'],
      ['多少', '“12.6%”'],
    ]),
  ).toBe('\uFEFF"问题","回答"\r\n"多少","“12.6%”"\r\n')
})

test.each(['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '＋1', '－1', '＠x', '\u200B=1'])(
  '%j is no formula in a cell',
  (text) => {
    expect(toCsv([[text]])).toBe(`\uFEFF"'${text}"\r\n`)
  },
)

test('whatever stands in the cells comes out of a parser as it went in, apostrophes aside', () => {
  const cells = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 }), { minLength: 1 })
  fc.assert(
    fc.property(cells, (rows) => {
      const read: string[][] = parse(toCsv(rows), { bom: true })
      expect(read.map((row) => row.map(bare))).toEqual(rows.map((row) => row.map(bare)))
    }),
  )
})

function bare(cell: string): string {
  return cell.replace(/^'+/, '')
}
