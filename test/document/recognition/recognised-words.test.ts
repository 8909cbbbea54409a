import { describe, expect, test } from 'vitest'
import { parseWords, type RecognisedWord, withSureNumbers } from '../../../src/document/recognition/recognised-words.ts'

const TSV = [
  'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
  '4\t1\t1\t1\t1\t0\t100\t50\t400\t30\t-1\t',
  '5\t1\t1\t1\t1\t1\t100\t52\t220\t26\t93.5\t增长',
  '5\t1\t1\t1\t1\t2\t160\t52\t60\t26\t88\t6.3%。',
  '5\t1\t1\t1\t1\t3\t300\t52\t60\t26\t95\t ',
  '',
].join('\n')

const word = (text: string, confidence = 90): RecognisedWord => ({
  text,
  left: 0,
  right: 10,
  top: 50,
  bottom: 80,
  confidence,
})

describe('words that are recognised', () => {
  test('stand in their line, and end where the next one begins', () => {
    expect(parseWords(TSV)).toEqual([
      { text: '增长', left: 100, right: 160, top: 50, bottom: 80, confidence: 93.5 },
      { text: '6.3%。', left: 160, right: 220, top: 50, bottom: 80, confidence: 88 },
    ])
  })

  test.each([
    ['stays when both readings have it', word('6.3%'), '增长6.3%。', '6.3%'],
    ['is not believed when they differ', word('3.29%'), '增长3.2%。', '〓'],
    ['keeps the marks of its sentence', word('3.29%。'), '增长3.2%。', '〓。'],
    ['stays when only one reading has it, and is sure', word('774.2', 90), '原煤', '774.2'],
    ['is not believed when only one reading has it, and is unsure', word('774.2', 80), '原煤', '〓'],
    ['is not believed when both readings have what nobody prints', word('1.5%6'), '增长1.5%6', '〓'],
    ['is looked for at its own height', { ...word('774.2', 80), top: 500, bottom: 530 }, '774.2', '〓'],
  ])('a number %s', (...[, one, other, expected]) => {
    const others = [{ ...word(other), top: 100, bottom: 160 }]
    expect(withSureNumbers([one], others, 2)[0]?.text).toBe(expected)
  })

  test('without a number stay as they are', () => {
    expect(withSureNumbers([word('原煤', 20)], [word('原媒')], 1)[0]?.text).toBe('原煤')
  })
})
