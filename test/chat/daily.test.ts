import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { everyDayAt, nextDaily } from '../../src/chat/daily.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

/** When a clock in that zone shows this time next, both in UTC. */
function nextIn(zone: string, after: string, [hour, minute]: readonly [number, number]): string {
  vi.stubEnv('TZ', zone)
  return nextDaily(new Date(after), { hour, minute }).toISOString()
}

describe('the next run of the day', () => {
  test.each([
    ['is today where the time is still to come', '2026-11-23T08:00:00Z', '2026-11-23T19:30:00.000Z'],
    ['is tomorrow where it has passed', '2026-11-23T19:31:00Z', '2026-11-24T19:30:00.000Z'],
    [
      'is tomorrow at the very moment, so that it does not run twice',
      '2026-11-23T19:30:00Z',
      '2026-11-24T19:30:00.000Z',
    ],
    ['goes over the end of a month', '2026-11-30T19:31:00Z', '2026-12-01T19:30:00.000Z'],
  ])('%s', (_, after, next) => {
    expect(nextIn('Asia/Shanghai', after, [3, 30])).toBe(next)
  })

  test('comes once on the night when the clocks skip its time', () => {
    expect(nextIn('America/New_York', '2026-03-08T06:00:00Z', [2, 30])).toBe('2026-03-08T07:30:00.000Z')
    expect(nextIn('America/New_York', '2026-03-08T07:30:00Z', [2, 30])).toBe('2026-03-09T06:30:00.000Z')
  })

  test('comes once on the night when the clocks show its time twice', () => {
    expect(nextIn('America/New_York', '2026-11-01T04:00:00Z', [1, 30])).toBe('2026-11-01T05:30:00.000Z')
    expect(nextIn('America/New_York', '2026-11-01T05:30:00Z', [1, 30])).toBe('2026-11-02T06:30:00.000Z')
  })

  test('is always ahead, and no more than 25 hours', () => {
    const minuteOf2026 = fc.integer({ min: 0, max: 365 * 24 * 60 })
    vi.stubEnv('TZ', 'America/New_York')
    fc.assert(
      fc.property(minuteOf2026, fc.nat(23), fc.nat(59), (at, hour, minute) => {
        const after = new Date(Date.UTC(2026, 0, 1) + at * 60_000)
        const ahead = nextDaily(after, { hour, minute }).getTime() - after.getTime()
        expect(ahead).toBeGreaterThan(0)
        expect(ahead).toBeLessThanOrEqual(25 * 3_600_000)
      }),
    )
  })
})

test('a daily run comes once a day, soon after its time where the machine slept through it, and not after the stop', () => {
  vi.stubEnv('TZ', 'Asia/Shanghai')
  vi.useFakeTimers({ now: new Date('2026-11-23T19:00:00Z') })
  const runs: string[] = []
  const daily = everyDayAt({ hour: 3, minute: 30 }, () => runs.push(new Date().toISOString()))
  vi.advanceTimersByTime(29 * 60_000)
  expect(runs).toEqual([])
  vi.advanceTimersByTime(60_000)
  expect(runs).toEqual(['2026-11-23T19:30:00.000Z'])
  vi.setSystemTime(new Date('2026-11-25T01:00:00Z'))
  vi.advanceTimersByTime(30_000)
  expect(runs.slice(1)).toEqual(['2026-11-25T01:00:30.000Z'])
  daily.stop()
  vi.advanceTimersByTime(48 * 3_600_000)
  expect(runs).toHaveLength(2)
})
