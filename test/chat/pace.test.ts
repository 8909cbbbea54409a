import { describe, expect, test } from 'vitest'
import { createPace, roughly } from '../../src/chat/pace.ts'

/** The pace after each of these steps, at these milliseconds. */
function pacesAt(steps: readonly (readonly [number, 'reading' | 'embedding', number])[]) {
  let time = 0
  const paceOf = createPace(() => time)
  return steps.map(([ms, phase, done]) => {
    time = ms
    return paceOf({ phase, done, total: 100 })
  })
}

describe('the pace of a phase', () => {
  test('is not told before it has gone on for three seconds', () => {
    expect(
      pacesAt([
        [0, 'reading', 0],
        [2900, 'reading', 50],
      ]),
    ).toEqual([undefined, undefined])
  })

  test('is what was done since the phase began, per second', () => {
    const [, pace] = pacesAt([
      [1000, 'reading', 0],
      [5000, 'reading', 20],
    ])
    expect(pace).toEqual({ perSecond: 5, secondsLeft: 16 })
  })

  test('begins anew with each phase, and does not count what a phase found done', () => {
    const [, , early, pace] = pacesAt([
      [0, 'reading', 0],
      [9000, 'embedding', 60],
      [10_000, 'embedding', 61],
      [14_000, 'embedding', 70],
    ])
    expect(early).toBeUndefined()
    expect(pace).toEqual({ perSecond: 2, secondsLeft: 15 })
  })

  test('is not told of a phase that is done', () => {
    expect(
      pacesAt([
        [0, 'reading', 0],
        [60_000, 'reading', 100],
      ]),
    ).toEqual([undefined, undefined])
  })

  test('is not told while nothing moves', () => {
    expect(
      pacesAt([
        [0, 'reading', 7],
        [60_000, 'reading', 7],
      ]),
    ).toEqual([undefined, undefined])
  })
})

test.each([
  [0, '不到1分钟'],
  [29, '不到1分钟'],
  [30, '约1分钟'],
  [3570, '约1小时'],
  [3660, '约1小时1分钟'],
  [7199, '约2小时'],
])('%d seconds are %s', (seconds, words) => {
  expect(roughly(seconds)).toBe(words)
})
