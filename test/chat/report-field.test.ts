import { describe, expect, test } from 'vitest'
import { FIELD_WORDS } from '../../src/chat/library/report-field.ts'

describe('a date', () => {
  test.each([
    ['2025-03-20', '2025-03-20'],
    ['2025年3月20日', '2025-03-20'],
    ['2025.3.9', '2025-03-09'],
    ['2025/12/31', '2025-12-31'],
    ['20250320', '2025-03-20'],
    ['２０２５年３月', '2025-03'],
    ['2025年3月', '2025-03'],
    ['2025-3', '2025-03'],
    ['二〇二五年三月', '2025-03'],
    ['2025年', '2025'],
    ['2025', '2025'],
  ])('%s is written as ISO writes it, as exact as it is: %s', (words, date) => {
    expect(FIELD_WORDS.date.read(words)).toBe(date)
  })

  test.each([
    '',
    '去年冬天',
    '3月20日',
    '2025-02-30',
    '2025-13',
    '2025.3-20',
    '2025年上半年',
    '2025年3月20日发布',
    '12',
  ])('%j is none', (words) => {
    expect(FIELD_WORDS.date.read(words)).toBeUndefined()
  })
})

test('a title, publisher or place is one line of reasonable length', () => {
  for (const field of ['title', 'publisher', 'place'] as const) {
    expect(FIELD_WORDS[field].read('某县统计局')).toBe('某县统计局')
    for (const words of ['', '两\n行', '长'.repeat(201)]) expect(FIELD_WORDS[field].read(words)).toBeUndefined()
  }
})
