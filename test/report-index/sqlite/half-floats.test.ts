import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dot } from '../../../src/embedding/similarity.ts'
import { cosineOfHalves, fromHalves, toHalves } from '../../../src/report-index/sqlite/half-floats.ts'
import { clusteredVectors } from '../../support/vectors.ts'

const vectors = clusteredVectors({ count: 60, dimensions: 512 }).map(({ vector }) => vector)

test('a stored vector takes two bytes a number and is of length 1 again', () => {
  for (const vector of vectors) {
    const blob = toHalves(vector)
    const back = fromHalves(blob)
    expect(blob).toHaveLength(2 * vector.length)
    expect(dot(back, back)).toBeCloseTo(1, 6)
  }
})

test('cosines of stored vectors differ by less than .0001', () => {
  const [query = new Float32Array(512), ...others] = vectors
  for (const vector of others) {
    expect(Math.abs(dot(query, fromHalves(toHalves(vector))) - dot(query, vector))).toBeLessThan(1e-4)
  }
})

test('a stored vector need not be unpacked to be compared', () => {
  const [query = new Float32Array(512), ...others] = vectors
  for (const vector of others) {
    const blob = toHalves(vector)
    expect(cosineOfHalves(query, blob)).toBeCloseTo(dot(query, fromHalves(blob)), 6)
    expect(cosineOfHalves(query, Buffer.concat([Buffer.of(1), blob]).subarray(1))).toBe(cosineOfHalves(query, blob))
  }
  expect(cosineOfHalves(query, Buffer.alloc(1024))).toBe(0)
  expect(() => cosineOfHalves(query, Buffer.alloc(64))).toThrow(RangeError)
})

test('of any vector of length 1, each number comes back to eleven bits', () => {
  fc.assert(
    fc.property(fc.float({ min: -1, max: 1, noNaN: true }), (value) => {
      const rest = Math.fround(Math.sqrt(1 - value * value))
      const [back = 2] = fromHalves(toHalves(Float32Array.of(value, rest)))
      expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -10 + 2 ** -24)
    }),
  )
})

test('bytes that begin at an odd place are read as well', () => {
  const blob = toHalves(Float32Array.of(0.6, -0.8))
  const shifted = Buffer.concat([Buffer.of(1), blob]).subarray(1)
  expect(fromHalves(shifted)).toEqual(fromHalves(blob))
})

test('stored again, a vector does not change any more', () => {
  const [vector = new Float32Array(512)] = vectors
  const once = toHalves(fromHalves(toHalves(vector)))
  expect(toHalves(fromHalves(once)).equals(once)).toBe(true)
})
