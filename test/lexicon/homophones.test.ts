import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctSpelling, nearestName } from '../../src/lexicon/homophones.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'

const lexicon = readLexicon(path.join(import.meta.dirname, '../../data/lexicon'))

describe('a wrongly typed name in a question', () => {
  test.each([
    ['昌机州1至10月古定资产投资增长多少', '昌吉州1至10月固定资产投资增长多少'],
    ['常得市2024年社会消废品零售总额', '常德市2024年社会消费品零售总额'],
    ['农村剧民人均可支配收入多少元', '农村居民人均可支配收入多少元'],
    ['规上工夜增加值增速', '规上工业增加值增速'],
    ['三门侠市长住人口', '三门峡市常住人口'],
    ['岳杨市一般公共于算收入', '岳阳市一般公共预算收入'],
    ['城真居民人均可支配收入', '城镇居民人均可支配收入'],
  ])('%s is read as %s', (question, text) => {
    expect(correctSpelling(question, lexicon).text).toBe(text)
  })

  test('is named with the words it had', () => {
    expect(correctSpelling('问一下昌机州', lexicon).corrections).toEqual([
      { start: 3, end: 6, from: '昌机州', to: '昌吉州' },
    ])
  })

  test.each([
    ['a place with a neighbour that sounds the same', '宜春市和伊春市的GDP'],
    ['known names in every part', '2024年昌吉州规模以上工业增加值同比增长多少？'],
    ['a place with another word behind it', '在深圳时的人口'],
    ['a numeral', '第二产业投资和第三产业投资'],
    ['a word that only half looks like a name', '这条新干线有多长'],
    ['everyday talk', '你好，请问你能帮我做什么'],
  ])('is not seen in %s', (_, question) => {
    expect(correctSpelling(question, lexicon)).toEqual({ text: question, corrections: [] })
  })

  test('is put right without a change of length, of digits or of anything else', () => {
    const part = fc.constantFrom(
      '昌机州',
      '古定资产投资',
      '2024年',
      '17.4%',
      '是多少',
      '，',
      '常德市',
      '长住人口',
      'GDP',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const question = parts.join('')
        const { text, corrections } = correctSpelling(question, lexicon)
        expect(text).toHaveLength(question.length)
        expect(text.replace(/\D/g, '')).toBe(question.replace(/\D/g, ''))
        for (const { start, end, from, to } of corrections) {
          expect([question.slice(start, end), text.slice(start, end)]).toEqual([from, to])
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the nearest name of a word', () => {
  test.each([
    ['古定资产投资', '固定资产投资'],
    ['昌机', '昌吉'],
    ['广园', '广元'],
    ['长德市', '常德市'],
    ['木雷县', '木垒县'],
  ])('%s sounds like %s', (word, name) => {
    expect(nearestName(word, lexicon)).toBe(name)
  })

  test.each(['固定资产投资', '昌吉州', '天气预报', ''])('%s needs none', (word) => {
    expect(nearestName(word, lexicon)).toBeUndefined()
  })
})
