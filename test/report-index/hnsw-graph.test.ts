import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { IndexError } from '../../src/errors.ts'
import { createExactSearch } from '../../src/report-index/exact-search.ts'
import type { Neighbour } from '../../src/report-index/exact-search.ts'
import { manifestPath } from '../../src/report-index/graph-manifest.ts'
import { buildGraph, openGraph } from '../../src/report-index/hnsw-graph.ts'
import type { Graph } from '../../src/report-index/hnsw-graph.ts'
import { clusteredVectors, seededRandom } from '../support/vectors.ts'

const OF = { modelId: 'model@1', dimensions: 32 }
const vectors = clusteredVectors({ count: 300, dimensions: 32 })
const vectorOf = (label: number) => vectors[label]?.vector ?? new Float32Array(32)
const labelsOf = (neighbours: readonly Neighbour[]) => neighbours.map(({ label }) => label)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'graph-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function reopened(graph: Graph, name = 'reopened.hnsw'): Graph {
  const file = path.join(folder, name)
  graph.save(file)
  const opened = openGraph(file, OF)
  if (opened.kind === 'refused') throw new Error(opened.reason)
  return opened.graph
}

describe('searching', () => {
  test('finds at least 99 of 100 of what exact search finds, before saving and after', () => {
    const drawn = clusteredVectors({ count: 3200, dimensions: 64, seed: 7 })
    const [many, queries] = [drawn.slice(200), drawn.slice(0, 200)]
    const of = { modelId: 'model@1', dimensions: 64 }
    const graph = buildGraph({ ...of, vectors: many })
    const file = path.join(folder, 'recall.hnsw')
    graph.save(file)
    const opened = openGraph(file, of)
    const exact = createExactSearch(many)

    const recall = (searched: Graph | undefined) => {
      const shares = queries.map(({ vector }) => {
        const wanted = new Set(labelsOf(exact.search(vector, 10)))
        return labelsOf(searched?.search(vector, 10) ?? []).filter((label) => wanted.has(label)).length / 10
      })
      return shares.reduce((sum, share) => sum + share, 0) / shares.length
    }
    expect(recall(graph)).toBeGreaterThanOrEqual(0.99)
    expect(recall(opened.kind === 'open' ? opened.graph : undefined)).toBe(recall(graph))
  })

  test('gives the scores of exact search, best first', () => {
    const graph = buildGraph({ ...OF, vectors })
    const found = graph.search(vectorOf(0), 5)
    const exact = createExactSearch(vectors).search(vectorOf(0), 5)
    expect(labelsOf(found)).toEqual(labelsOf(exact))
    for (const [rank, { score }] of found.entries()) expect(score).toBeCloseTo(exact[rank]?.score ?? 0, 5)
  })

  test('gives all there is when asked for more, and nothing of nothing', () => {
    expect(labelsOf(buildGraph({ ...OF, vectors }).search(vectorOf(0), 5000)).toSorted((a, b) => a - b)).toEqual(
      labelsOf(vectors.map(({ label }) => ({ label, score: 0 }))),
    )
    const empty = buildGraph({ ...OF, vectors: [] })
    expect([empty.search(vectorOf(0), 3), reopened(empty).search(vectorOf(0), 3)]).toEqual([[], []])
  })

  test.each([
    ['too short', new Float32Array(16)],
    ['not of unit length', new Float32Array(32).fill(1)],
    ['zero', new Float32Array(32)],
    ['not a number', new Float32Array(32).fill(Number.NaN)],
  ])('a vector that is %s is refused, to search with and to add', (_, vector) => {
    const graph = buildGraph({ ...OF, vectors: vectors.slice(0, 3) })
    expect(() => graph.search(vector, 1)).toThrow(RangeError)
    expect(() => graph.add(9, vector)).toThrow(RangeError)
    expect(graph.count).toBe(3)
  })

  test.each([-1, 0.5, 2 ** 32, Number.NaN])('%d is no label', (label) => {
    expect(() => buildGraph({ ...OF, vectors: [{ label, vector: vectorOf(0) }] })).toThrow(RangeError)
  })
})

describe('changing', () => {
  test('a graph grows past its first capacity, and goes on growing after opening', () => {
    const graph = reopened(buildGraph({ ...OF, vectors: vectors.slice(0, 100), capacity: 10 }))
    for (const { label, vector } of vectors.slice(100)) graph.add(label, vector)
    expect(graph.count).toBe(300)
    for (const { label, vector } of vectors) expect(labelsOf(graph.search(vector, 1))).toEqual([label])
  })

  test('an empty graph takes vectors after opening', () => {
    const graph = reopened(buildGraph({ ...OF, vectors: [], capacity: 0 }))
    graph.add(4, vectorOf(4))
    expect(labelsOf(graph.search(vectorOf(4), 5))).toEqual([4])
  })

  test('what was removed is not found again, after saving and opening either', () => {
    const graph = buildGraph({ ...OF, vectors })
    for (let label = 0; label < 300; label += 3) graph.remove(label)
    const again = reopened(reopened(graph))
    for (const searched of [graph, again]) {
      expect([searched.count, searched.removed]).toEqual([200, 100])
      expect(labelsOf(searched.search(vectorOf(0), 300)).filter((label) => label % 3 === 0)).toEqual([])
      expect(searched.labels()).toHaveLength(200)
      expect(searched.labels().filter((label) => label % 3 === 0)).toEqual([])
    }
  })

  test('a removed label may come back with another vector', () => {
    const graph = buildGraph({ ...OF, vectors: vectors.slice(0, 50) })
    graph.remove(7)
    const again = reopened(graph)
    again.add(7, vectorOf(200))
    expect([again.count, again.removed]).toEqual([50, 0])
    expect(reopened(again).search(vectorOf(200), 1)).toEqual([{ label: 7, score: expect.closeTo(1, 5) }])
  })

  test('removing what is not there, or twice, changes nothing', () => {
    const graph = buildGraph({ ...OF, vectors: vectors.slice(0, 3) })
    graph.remove(99)
    graph.remove(1)
    graph.remove(1)
    expect([graph.count, graph.removed]).toEqual([2, 1])
  })

  test('a graph of which everything was removed finds nothing', () => {
    const graph = buildGraph({ ...OF, vectors: vectors.slice(0, 3) })
    for (const label of [0, 1, 2]) graph.remove(label)
    expect(reopened(graph).search(vectorOf(0), 3)).toEqual([])
  })
})

describe('saving', () => {
  test('leaves the graph and its manifest, and no unfinished file', () => {
    const inside = mkdtempSync(path.join(folder, 'saved-'))
    buildGraph({ ...OF, vectors }).save(path.join(inside, 'a.hnsw'))
    expect(readdirSync(inside).toSorted()).toEqual(['a.hnsw', 'a.hnsw.json'])
  })

  test('the same vectors in the same order give the same file', () => {
    const [first, second] = ['first.hnsw', 'second.hnsw'].map((name) => {
      buildGraph({ ...OF, vectors }).save(path.join(folder, name))
      return readFileSync(path.join(folder, name))
    })
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
  })

  test('into a folder that is not there says so', () => {
    const file = path.join(folder, 'absent', 'a.hnsw')
    expect(() => buildGraph({ ...OF, vectors }).save(file)).toThrow(IndexError)
  })

  test.skipIf(!existsSync('/dev/full'))('on a full disk says so', () => {
    const file = path.join(folder, 'full.hnsw')
    symlinkSync('/dev/full', `${file}.tmp`)
    expect(() => buildGraph({ ...OF, vectors }).save(file)).toThrow(/磁盘/)
    expect(existsSync(file)).toBe(false)
  })
})

/** Damage is looked for before hnswlib sees a byte, so that the process lives: each of these kills or misleads it. */
describe('opening', () => {
  let file: string
  let whole: { graph: Buffer; manifest: Buffer }
  beforeAll(() => {
    file = path.join(folder, 'damaged.hnsw')
    const graph = buildGraph({ ...OF, vectors })
    graph.remove(5)
    graph.save(file)
    whole = { graph: readFileSync(file), manifest: readFileSync(manifestPath(file)) }
  })
  beforeEach(() => {
    writeFileSync(file, whole.graph)
    writeFileSync(manifestPath(file), whole.manifest)
  })

  const outcome = (of = OF) => {
    const opened = openGraph(file, of)
    return opened.kind === 'refused' ? opened.reason : 'open'
  }

  test('takes what was saved', () => {
    expect(outcome()).toBe('open')
  })

  test.each(['graph', 'manifest'] as const)('refuses a %s cut at any place', (which) => {
    const bytes = whole[which]
    const lengths = Array.from({ length: 40 }, (_, i) => Math.floor((i * (bytes.length - 1)) / 39))
    for (const length of lengths) {
      writeFileSync(which === 'graph' ? file : manifestPath(file), bytes.subarray(0, length))
      expect([length, outcome()]).toEqual([length, 'damaged'])
    }
  })

  test.each(['graph', 'manifest'] as const)('refuses a %s with a changed byte anywhere', (which) => {
    const random = seededRandom(3)
    for (let round = 0; round < 200; round++) {
      const bytes = Buffer.from(whole[which])
      // The head, where hnswlib dies, as often as all the rest.
      const at = Math.floor(random() * (round % 2 === 0 ? 96 : bytes.length))
      bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(random() * 255))
      writeFileSync(which === 'graph' ? file : manifestPath(file), bytes)
      expect([at, outcome()]).not.toEqual([at, 'open'])
    }
  })

  test('refuses the graph of another model or of other dimensions', () => {
    expect(outcome({ ...OF, modelId: 'model@2' })).toBe('foreign')
    expect(outcome({ ...OF, dimensions: 16 })).toBe('foreign')
  })

  test('refuses the graph of another generation, with its manifest or without', () => {
    const other = path.join(folder, 'other.hnsw')
    buildGraph({ ...OF, vectors: vectors.slice(0, 200) }).save(other)
    copyFileSync(other, file)
    expect(outcome()).toBe('damaged')
    copyFileSync(manifestPath(other), manifestPath(file))
    expect(outcome()).toBe('damaged')
  })

  test('says when graph or manifest is missing', () => {
    rmSync(file)
    expect(outcome()).toBe('missing')
    writeFileSync(file, whole.graph)
    rmSync(manifestPath(file))
    expect(outcome()).toBe('missing')
  })
})
