import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createExactSearch } from '../../src/report-index/exact-search.ts'
import type { Neighbour } from '../../src/report-index/exact-search.ts'
import { bringUpToDate, updateGraph } from '../../src/report-index/generation-graph.ts'
import { openGraph } from '../../src/report-index/hnsw-graph.ts'
import type { Graph } from '../../src/report-index/hnsw-graph.ts'
import { clusteredVectors } from '../support/vectors.ts'

const MODEL = { modelId: 'model@1', dimensions: 16 }
const stored = clusteredVectors({ count: 400, dimensions: 16 })
const vectorOf = (label: number) => stored[label]?.vector
const upTo = (count: number) => Array.from({ length: count }, (_, label) => label)

let indexDir: string
beforeEach(() => {
  indexDir = mkdtempSync(path.join(tmpdir(), 'generations-'))
})
afterEach(() => rmSync(indexDir, { recursive: true }))

/** Publishes a generation with these labels; the file's name tells whether another was written. */
function publish(
  labels: readonly number[],
  { previous, maxLag }: { previous: string | null; maxLag?: number },
): string {
  const name = `graph-${previous === null ? 1 : Number(/\d+/.exec(previous)?.[0]) + 1}.hnsw`
  return updateGraph({
    indexDir,
    model: MODEL,
    previous,
    name,
    labels,
    vectorOf,
    ...(maxLag !== undefined && { maxLag }),
  })
}

/** What a reader of the generation searches with. */
function read(name: string, labels: readonly number[]): Graph {
  const opened = openGraph(path.join(indexDir, name), MODEL)
  if (opened.kind === 'refused') throw new Error(opened.reason)
  bringUpToDate(opened.graph, { labels, vectorOf })
  return opened.graph
}

const labelsOf = (found: readonly Neighbour[]) => found.map(({ label }) => label)

/** What is found for three queries, and what comparing with every vector finds. */
function searched(graph: Graph, labels: readonly number[]) {
  const exact = createExactSearch(stored.filter(({ label }) => labels.includes(label)))
  const queries = [3, 77, 250].map((at) => vectorOf(at) ?? new Float32Array(16))
  return {
    found: queries.map((query) => labelsOf(graph.search(query, 5))),
    exact: queries.map((query) => labelsOf(exact.search(query, 5))),
  }
}

describe('the graph of a generation', () => {
  test('whatever comes and goes, a reader finds what exact search finds', () => {
    // Vectors get ever higher labels: a generation keeps some of those before and adds new ones.
    const step = fc.record({ added: fc.nat(30), kept: fc.double({ min: 0.3, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.nat(40), (steps, maxLag) => {
        let labels = upTo(60)
        let next = labels.length
        let name = publish(labels, { previous: null })
        for (const { added, kept } of steps) {
          const stay = labels.filter((label) => (label * 7919) % 100 < kept * 100)
          labels = [...stay, ...upTo(added).map((one) => next + one)]
          next += added
          name = publish(labels, { previous: name, maxLag })
          const { found, exact } = searched(read(name, labels), labels)
          expect(found).toEqual(exact)
        }
      }),
      { numRuns: 8 },
    )
  })

  test('stays the file that it is while little changes, and a reader adds the rest', () => {
    const name = publish(upTo(200), { previous: null })
    const before = statSync(path.join(indexDir, name)).mtimeMs
    const labels = [...upTo(200).slice(10), 200, 201]
    expect(publish(labels, { previous: name })).toBe(name)
    expect(statSync(path.join(indexDir, name)).mtimeMs).toBe(before)
    const { found, exact } = searched(read(name, labels), labels)
    expect(found).toEqual(exact)
  })

  test('is added to, in a file of its own, where more changed', () => {
    const name = publish(upTo(200), { previous: null })
    const grown = publish(upTo(300), { previous: name, maxLag: 50 })
    expect(grown).not.toBe(name)
    const opened = openGraph(path.join(indexDir, grown), MODEL)
    expect(opened.kind === 'open' && opened.graph.count).toBe(300)
  })

  test('is built anew where too much of it was removed', () => {
    const name = publish(upTo(200), { previous: null })
    const labels = upTo(200).slice(100)
    const opened = openGraph(path.join(indexDir, publish(labels, { previous: name, maxLag: 50 })), MODEL)
    expect(opened.kind === 'open' && [opened.graph.count, opened.graph.removed]).toEqual([100, 0])
  })

  test('is built anew where its file is damaged, however little changed', () => {
    const name = publish(upTo(100), { previous: null })
    rmSync(path.join(indexDir, `${name}.json`))
    const labels = upTo(101)
    const mended = publish(labels, { previous: name })
    expect(mended).not.toBe(name)
    const { found, exact } = searched(read(mended, labels), labels)
    expect(found).toEqual(exact)
  })

  test('a reader that is up to date changes nothing', () => {
    const labels = upTo(50)
    const graph = read(publish(labels, { previous: null }), labels)
    bringUpToDate(graph, { labels, vectorOf: () => expect.unreachable('no vector is missing') })
    expect([graph.count, graph.removed]).toEqual([50, 0])
  })
})
