import { describe, expect, test } from 'vitest'
import { figuresIn } from '../../src/figure/figures-in.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import { clausesOf } from '../../src/observation/clauses.ts'

const lexicon = readLexicon('data/lexicon')

describe('a paragraph is cut into clauses', () => {
  test.each([
    [
      'at commas, semicolons and stops',
      '增长5%，占三成；其中，甲类。乙类',
      ['增长5%', '占三成', '其中', '甲类', '乙类'],
    ],
    ['not inside a figure', '产值1,200亿元，结构8:52:40', ['产值1,200亿元', '结构8:52:40']],
    ['not at brackets without a figure', '投资（不含农户，下同）增长3%', ['投资（不含农户，下同）增长3%']],
    [
      'at brackets around a figure',
      '债券36亿元（一般债券5亿元），利率1.9%',
      ['债券36亿元', '一般债券5亿元', '', '利率1.9%'],
    ],
    ['not inside a title', '按《条例，2024年》投入3亿元', ['按《条例，2024年》投入3亿元']],
    ['not at a bracket without its partner', '甲类）增长3%', ['甲类）增长3%']],
  ])('%s', (_, text, clauses) => {
    const cut = clausesOf(text, figuresIn(text, lexicon))
    expect(cut.map(({ start, end }) => text.slice(start, end))).toEqual(clauses)
  })

  test('and counts its sentences, those in brackets not', () => {
    const text = '增长5%（其中3%为甲类。乙类2%）。下降1%'
    expect(clausesOf(text, figuresIn(text, lexicon)).map(({ sentence }) => sentence)).toEqual([0, 0, 0, 0, 1])
  })
})
