import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRateLimit, MAX_KEYS } from '../../src/chat/rate-limit.ts'

const within = { kind: 'within' }
const over = (isFirst: boolean, seconds: number) => ({ kind: 'over', isFirst, seconds })

test('what is too much is said once a window, with the time until it ends', () => {
  let time = 0
  const limit = createRateLimit({ limit: 2, windowMs: 60_000, now: () => time })
  expect([limit.count('a'), limit.count('a')]).toEqual([within, within])
  time = 20_500
  expect([limit.count('a'), limit.count('a'), limit.count('b')]).toEqual([over(true, 40), over(false, 40), within])
  time = 59_999
  expect(limit.count('a')).toEqual(over(false, 1))
  time = 60_000
  expect(limit.count('a')).toEqual(within)
})

test('0 is no limit', () => {
  const limit = createRateLimit({ limit: 0, windowMs: 60_000, now: () => 0 })
  expect(Array.from({ length: 1000 }, () => limit.count('a').kind)).not.toContain('over')
})

test('a window never lets more through than its limit, whenever the turns come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30_000), { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (pauses, limit) => {
      let time = 0
      const rate = createRateLimit({ limit, windowMs: 60_000, now: () => time })
      const passed: number[] = []
      for (const pause of pauses) {
        time += pause
        if (rate.count('a').kind === 'within') passed.push(time)
      }
      // Two windows may stand side by side; over the length of one there are never more than two limits.
      for (const start of passed) {
        expect(passed.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(2 * limit)
      }
    }),
  )
})

test('however many people come, no more than ten thousand are remembered, the latest', () => {
  const limit = createRateLimit({ limit: 1, windowMs: 60_000, now: () => 0 })
  for (let person = 0; person <= MAX_KEYS; person += 1) limit.count(String(person))
  expect(limit.count(String(MAX_KEYS)).kind).toBe('over')
  expect(limit.count('0').kind).toBe('within')
})
