import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { windowsOf } from '../../src/embedding/windows.ts'

const HEADER = '某市2023年统计公报 三、工业'

describe('windows of a paragraph', () => {
  test('a short paragraph is one window, with its context before it', () => {
    expect(windowsOf(HEADER, '全年工业增加值增长5.2%。')).toEqual([`${HEADER}\n全年工业增加值增长5.2%。`])
  })

  test('without context the text stands alone', () => {
    expect(windowsOf('', '增长5.2%。')).toEqual(['增长5.2%。'])
  })

  test('without text the context stands alone, and nothing gives nothing', () => {
    expect(windowsOf(HEADER, '')).toEqual([HEADER])
    expect(windowsOf('', '')).toEqual([])
  })

  test.each([
    ['after a full stop', '甲乙丙丁。戊己庚辛。', ['甲乙丙丁。', '戊己庚辛。']],
    ['after the quote that a sentence closes with', '甲说“乙丙。”戊己庚辛。', ['甲说“乙丙。”', '戊己庚辛。']],
    ['after several marks', '甲乙丙？！戊己庚辛。', ['甲乙丙？！', '戊己庚辛。']],
    ['at a line end', '甲乙丙丁\n戊己庚辛', ['甲乙丙丁\n', '戊己庚辛']],
    ['not at a decimal point', '甲乙。丙丁17.4%。', ['甲乙。', '丙丁17.4%。']],
  ])('a paragraph is cut %s', (_, text, windows) => {
    expect(windowsOf('', text, 8)).toEqual(windows)
  })

  test('a window takes as many sentences as fit', () => {
    expect(windowsOf('', '甲乙。丙丁。戊己。庚辛。', 7)).toEqual(['甲乙。丙丁。', '戊己。庚辛。'])
  })

  test('a sentence longer than a window is cut where the window is full', () => {
    expect(windowsOf('', '甲乙丙丁戊己庚辛壬癸。', 4)).toEqual(['甲乙丙丁', '戊己庚辛', '壬癸。'])
  })

  test('a character of two units is never torn', () => {
    expect(windowsOf('', '甲乙丙𠮷野', 4)).toEqual(['甲乙丙', '𠮷野'])
  })

  test('a header that would fill the window is shortened', () => {
    const windows = windowsOf('题'.repeat(1000), `${'文'.repeat(400)}。`)
    expect(windows).toHaveLength(2)
    for (const window of windows) expect(window).toMatch(/^题{239}\n文+/)
  })
})

const sentences = fc.array(
  fc.string({ unit: fc.constantFrom('增', '长', '2', '.4', '%', '，', '。', '！', '？', '\n', '”', '𠮷', ' ') }),
  { maxLength: 60 },
)
const texts = fc.oneof(
  sentences.map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 1500 }),
)

describe('any header and any text', () => {
  test('every character of the text is in a window, once and in order', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), texts, fc.integer({ min: 8, max: 480 }), (header, text, size) => {
        fc.pre(text !== '')
        const windows = windowsOf(header, text, size)
        const context = header === '' ? '' : `${header.slice(0, Math.floor(size / 2) - 1)}\n`
        expect(windows.filter((window) => !window.startsWith(context))).toEqual([])
        expect(windows.map((window) => window.slice(context.length)).join('')).toBe(text)
      }),
    )
  })

  test('no window is empty or longer than allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), texts, (header, text) => {
        for (const window of windowsOf(header, text)) {
          expect(window.length).toBeGreaterThan(0)
          expect(window.length).toBeLessThanOrEqual(480)
        }
      }),
    )
  })
})
