import { expect, test } from 'vitest'
import { dot, unitVector } from '../../src/embedding/similarity.ts'

test('the dot product of unit vectors is their cosine', () => {
  const [a, b] = [unitVector(Float32Array.of(3, 4)), unitVector(Float32Array.of(4, 3))]
  expect(dot(a ?? new Float32Array(), b ?? new Float32Array())).toBeCloseTo(24 / 25, 6)
})

test.each([0, 1, 3, 4, 5, 512])('every one of %d numbers counts', (length) => {
  const numbers = Float32Array.from({ length }, (_, i) => i + 1)
  expect(dot(numbers, new Float32Array(length).fill(1))).toBe((length * (length + 1)) / 2)
})

test('vectors of different lengths have no dot product', () => {
  expect(() => dot(new Float32Array(2), new Float32Array(3))).toThrow(RangeError)
})

test.each([
  ['zero', [0, 0]],
  ['not a number', [Number.NaN, 1]],
  ['infinite', [Infinity, 1]],
])('a vector that is %s has no direction', (_, numbers) => {
  expect(unitVector(Float32Array.from(numbers))).toBeUndefined()
})

test('scaling leaves the given vector alone', () => {
  const vector = Float32Array.of(3, 4)
  unitVector(vector)
  expect([...vector]).toEqual([3, 4])
})
