import { describe, expect, test } from 'vitest'
import { expressionsOfSources, literalsIn, millisecondsOf } from './support/regular-expressions.ts'

/** A pattern that fails at the shorter lines is not asked to read the longer ones. */
const LENGTHS = [300, 2_000, 10_000]
/** A pattern that goes back over the whole line from every place needs many times as long. */
const MOST_MILLISECONDS = 60
/** What runs of one character or word trap patterns with: blanks, list signs, numerals, words of predicates. */
const COMMON = [
  ' ',
  '\t',
  '\n',
  '、',
  '，',
  '的',
  '万',
  '一',
  '1',
  '1,',
  '0.',
  'a',
  '（',
  '“',
  '《',
  '/',
  '#',
  '-',
  '!',
  '|',
  '<a ',
]
const COMMON_WORDS = ['共', '为', '占', '呀', '是', '级', '已共', '、等', '昌', '区 ', '2024年', '增长', '分别']
const PLAIN = /[^\\^$.*+?()[\]{}|]/gu

/** Words whose repetition begins well for a pattern and never ends so. */
function wordsFor(pattern: RegExp): string[] {
  return [...COMMON, ...COMMON_WORDS, ...new Set(pattern.source.match(PLAIN)?.slice(0, 5))]
}

function slowestLine(pattern: RegExp): number {
  let slowest = 0
  for (const length of LENGTHS) {
    const times = wordsFor(pattern).map((word) => millisecondsOf(pattern, `${word.repeat(length / word.length)}\u0000`))
    slowest = Math.max(...times)
    if (slowest > MOST_MILLISECONDS) break
  }
  return slowest
}

describe('the regular expressions of the sources', () => {
  test('are found where they are written, and not in strings or comments', () => {
    const code = "const a = /x[/]y/gu // /no/\nconst b = c / 2 / d\nf('/no/', `/no/`, /z\\/z/) /* /no/ */"
    expect(literalsIn(code).map(String)).toEqual(['/x[/]y/gu', String.raw`/z\/z/`])
  })

  test('read a line of endless repetition in next to no time', { timeout: 60_000 }, async () => {
    const expressions = await expressionsOfSources()
    expect(expressions.length).toBeGreaterThan(400)
    const slow = expressions
      .map(({ file, pattern }) => ({ file, pattern: String(pattern).slice(0, 80), time: slowestLine(pattern) }))
      .filter(({ time }) => time > MOST_MILLISECONDS)
    expect(slow).toEqual([])
  })
})
