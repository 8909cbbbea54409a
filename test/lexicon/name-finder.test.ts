import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createNameFinder } from '../../src/lexicon/name-finder.ts'

const find = createNameFinder<string>([
  ['GDP', 'gdp'],
  ['PM2.5', 'pm'],
  ['工业增加值', 'industry'],
  ['规上工业增加值', 'large industry'],
  ['长治', 'place'],
  ['长治久安', null],
])

const found = (text: string) => find(text).map(({ start, end, value }) => [text.slice(start, end), value])

describe('names in a text', () => {
  test.each([
    ['the longest name wins', '规上工业增加值增长', [['规上工业增加值', 'large industry']]],
    ['width and case do not matter', '人均ｇｄｐ', [['ｇｄｐ', 'gdp']]],
    ['script does not matter', '工業增加值', [['工業增加值', 'industry']]],
    ['a name is not found in a longer Latin word', 'GDPR和EGDP', []],
    ['a figure may follow a Latin name', 'GDP5.2%', [['GDP', 'gdp']]],
    ['a number does not run on behind a name with a digit', 'PM2.55', []],
    ['an ordinary word hides the name inside', '实现长治久安', []],
    ['the hidden name is found elsewhere', '在长治', [['长治', 'place']]],
    ['a name at the very end is found', '长治', [['长治', 'place']]],
    ['half a name is none', '长', []],
  ])('%s', (_, text, names) => {
    expect(found(text)).toEqual(names)
  })

  test('are in order, do not overlap and lie within the text', () => {
    const words = fc.constantFrom('GDP', '规上', '工业', '增加值', '长治', '久安', '5', 'PM2.5', '，')
    fc.assert(
      fc.property(fc.array(words), (parts) => {
        const text = parts.join('')
        let end = 0
        for (const name of find(text)) {
          expect(name.start).toBeGreaterThanOrEqual(end)
          expect(name.end).toBeGreaterThan(name.start)
          end = name.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
