import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import { parseSayings, waysToSay } from '../../src/lexicon/sayings.ts'

const { reword } = parseSayings(
  [
    {
      file: 'sayings.tsv',
      text: 'said\tmeans\n外贸\t进出口总额\n肉价\t畜肉类价格\n挣多少\t收入多少\n城里人\t城镇居民\n城里人挣多少\t城镇居民收入多少',
    },
    {
      file: 'sayings-own.tsv',
      text: '# ours\nsaid\tmeans\n枣子\t红枣\n总额\t合计\n民营经济\t民营经济\n经济\t生产总值',
    },
  ],
  ['外贸依存度', '贸易区'],
)

describe('sayings', () => {
  test.each([
    ['外贸多少', '进出口总额多少'],
    ['城里人呢', '城镇居民呢'],
    ['枣子多少', '红枣多少'],
    ['肉价涨了多少', '畜肉类价格涨了多少'],
    ['畜肉价格涨了多少', '畜肉类价格涨了多少'],
  ])('%s means %s', (said, means) => {
    expect(reword(said)).toBe(means)
  })

  test('the longest counts', () => {
    expect(reword('城里人挣多少')).toBe('城镇居民收入多少')
  })

  test('what was put in is not reworded again', () => {
    expect(reword('外贸')).toBe('进出口总额')
  })

  test.each(['外贸依存度多少', '民营经济增长多少'])(
    '%s stays: a longer name or a row of its own protects it',
    (text) => {
      expect(reword(text)).toBe(text)
    },
  )

  test.each([
    ['said\tmeans\n外贸', '第2行'],
    ['said\tmeans\n贸\t贸易', '两个字'],
    ['said\tmeans\n65岁老人\t60岁老人', '数字'],
    ['said\n外贸', 'means'],
  ])('a row that cannot be used is named: %j', (text, problem) => {
    expect(() => parseSayings([{ file: 'sayings.tsv', text }], [])).toThrow(InputError)
    expect(() => parseSayings([{ file: 'sayings.tsv', text }], [])).toThrow(problem)
  })
})

describe('the sayings we ship', () => {
  const lexicon = readLexicon('data/lexicon')
  const rows = readFileSync('data/lexicon/sayings.tsv', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'))
    .flatMap(([said = '', means = '']) => waysToSay(said).map((way) => [way, means]))

  test('stand there once each', () => {
    const said = rows.map(([first]) => first)
    expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([])
  })

  test('mean what they say', () => {
    expect(rows.filter(([said = '', means]) => lexicon.standardWording(said) !== means)).toEqual([])
  })

  test('ask for a number where they asked for one', () => {
    const asking = /多少|几|多[大长]|好多|啥/u
    expect(
      rows.filter(([said = '', means = '']) => asking.test(means) && !asking.test(said) && !said.endsWith('吗')),
    ).toEqual([])
  })
})
