import { expect, test } from 'vitest'
import { createBoundedCache } from '../../src/report-index/bounded-cache.ts'

test('what was made is remembered, and what was not asked for longest is forgotten first', () => {
  const made: string[] = []
  const cache = createBoundedCache(2, (key: string) => {
    made.push(key)
    return key.length
  })
  expect(['a', 'bb', 'a', 'ccc', 'a', 'bb'].map(cache.get)).toEqual([1, 2, 1, 3, 1, 2])
  expect(made).toEqual(['a', 'bb', 'ccc', 'bb'])
})

test('what could not be made is tried again', () => {
  let tries = 0
  const cache = createBoundedCache(2, () => {
    tries++
    if (tries === 1) throw new Error('not yet')
    return tries
  })
  expect(() => cache.get('a')).toThrow('not yet')
  expect(cache.get('a')).toBe(2)
})
