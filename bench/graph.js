import { createExactSearch } from '../dist/report-index/exact-search.js'
import { buildGraph } from '../dist/report-index/hnsw-graph.js'
import { clusteredVectors } from './made-vectors.js'
import { row } from './row.js'
import { median } from './statistics.js'

const DIMENSIONS = 512
const QUERIES = 100
/** Many subjects, and few subjects that reach into one another. */
const SETS = [
  { name: '易', clusters: 2000, rank: 64, seed: 11 },
  { name: '难', clusters: 20, rank: 128, seed: 12 },
]

/**
 * The graph against comparing with every vector, which finds what is right.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureGraph({ bulk: { paragraphs }, runs }) {
  return SETS.flatMap((set) => measureSet(set, { count: paragraphs, runs }))
}

function measureSet({ name, ...set }, { count, runs }) {
  const drawn = clusteredVectors({ ...set, count: count + QUERIES, dimensions: DIMENSIONS })
  const [vectors, queries] = [drawn.slice(QUERIES), drawn.slice(0, QUERIES)]
  const startedAt = performance.now()
  const graph = buildGraph({ modelId: 'made', dimensions: DIMENSIONS, vectors, capacity: count })
  const built = (performance.now() - startedAt) / 1000
  const exact = createExactSearch(vectors)
  const times = { graph: [], exact: [] }
  const found = []
  for (let run = 0; run < runs; run++) {
    const of = { graph: [], exact: [] }
    for (const { vector } of queries) {
      const near = timed(of.graph, () => graph.search(vector, 10))
      const nearest = timed(of.exact, () => exact.search(vector, 10))
      found.push(shareOf(near, nearest))
    }
    for (const side of ['graph', 'exact']) times[side].push(median(of[side]))
  }
  const ratio = median(times.exact.map((time, run) => time / times.graph[run]))
  const recall = found.reduce((sum, share) => sum + share, 0) / found.length
  const note = `${shown(median(times.graph))} 对 ${shown(median(times.exact))} 毫秒，建图 ${Math.round(built)} 秒`
  return [
    row(`${count} 个向量（${name}），图检索为逐个比较的`, ratio, { least: 20, unit: '倍', note }),
    row(`${count} 个向量（${name}），图检索的 recall@10`, recall, { least: 0.99, unit: '' }),
  ]
}

function timed(times, search) {
  const startedAt = performance.now()
  const result = search()
  times.push(performance.now() - startedAt)
  return result
}

function shareOf(near, nearest) {
  const right = new Set(nearest.map(({ label }) => label))
  return near.filter(({ label }) => right.has(label)).length / right.size
}

function shown(milliseconds) {
  return Number(milliseconds.toPrecision(2))
}
