import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dot } from '../../src/embedding/similarity.ts'
import { createExactSearch } from '../../src/report-index/exact-search.ts'
import { clusteredVectors } from '../support/vectors.ts'

test('the nearest come first, with their cosine', () => {
  const { search } = createExactSearch([
    { label: 7, vector: Float32Array.of(0, 1) },
    { label: 3, vector: Float32Array.of(1, 0) },
    { label: 5, vector: Float32Array.of(0.6, 0.8) },
  ])
  const found = search(Float32Array.of(1, 0), 2)
  expect(found.map(({ label }) => label)).toEqual([3, 5])
  expect(found.map(({ score }) => score)).toEqual([1, expect.closeTo(0.6, 6)])
})

test('of equal scores the one stored first comes first', () => {
  const vector = Float32Array.of(1, 0)
  const { search } = createExactSearch([9, 2, 4].map((label) => ({ label, vector })))
  expect(search(vector, 2).map(({ label }) => label)).toEqual([9, 2])
})

test('asked for more than there is, it gives what there is', () => {
  const { search, count } = createExactSearch([{ label: 1, vector: Float32Array.of(1, 0) }])
  expect([count, search(Float32Array.of(0, 1), 10).length, search(Float32Array.of(0, 1), 0).length]).toEqual([1, 1, 0])
  expect(createExactSearch([]).search(Float32Array.of(0, 1), 10)).toEqual([])
})

test('it finds what sorting all of them finds', () => {
  const vectors = clusteredVectors({ count: 200, dimensions: 8 })
  const { search } = createExactSearch(vectors)
  fc.assert(
    fc.property(fc.nat(199), fc.nat(250), (at, topK) => {
      const query = vectors[at]?.vector ?? new Float32Array(8)
      const all = vectors.map(({ label, vector }) => ({ label, score: dot(query, vector) }))
      expect(search(query, topK)).toEqual(all.toSorted((a, b) => b.score - a.score).slice(0, topK))
    }),
  )
})
