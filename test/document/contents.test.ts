import { describe, expect, test } from 'vitest'
import { contentsLines } from '../../src/document/contents.ts'

const TEXT = ['一、综合', '全年地区生产总值286.4亿元。', '二、农业', '粮食产量24.1万吨。', '三、工业', '增长8.4%。']

function linesOf(head: readonly string[], text: readonly string[] = TEXT): number[] {
  return [...contentsLines([...head, ...text, ...text])].toSorted((a, b) => a - b)
}

describe('a table of contents', () => {
  test.each<[string, readonly string[], readonly number[]]>([
    ['leading points', ['公报', '目 录', '一、综合……1', '二、农业……1', '三、工业……12'], [1, 2, 3, 4]],
    ['spaced points', ['一、综合 . . . . 1', '二、农业 . . . . 1', '三、工业 . . . . - 3 -'], [0, 1, 2]],
    ['an entry of two lines', ['综合……1', '关于农业和', '农村工作……3', '工业……5', '附录……9'], [0, 1, 2, 3, 4]],
    ['words and numbers alone', ['目录', '一、综合 1', '二、农业 3', '三、工业 12'], [0, 1, 2, 3]],
  ])('is told by %s', (_, head, expected) => {
    expect(linesOf(head)).toEqual(expected)
  })

  test.each<[string, readonly string[]]>([
    ['rows of numbers', ['一、综合 1', '二、农业 3', '三、工业 12']],
    ['two lines with points', ['合计……12', '其中……3']],
    ['its title alone', ['目录', '全年情况', '各县情况']],
  ])('is not seen in %s', (_, head) => {
    expect(linesOf(head)).toEqual([])
  })

  test('is left in a text that is nothing else', () => {
    expect(linesOf(['目录', '综合……1', '农业……3', '工业……12'], [])).toEqual([])
  })
})
