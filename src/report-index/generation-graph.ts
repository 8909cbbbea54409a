import path from 'node:path'
import type { ExpectedGraph } from './graph-manifest.ts'
import type { Graph } from './hnsw-graph.ts'
import { buildGraph, openGraph } from './hnsw-graph.ts'

interface GraphUpdate {
  readonly indexDir: string
  readonly model: ExpectedGraph
  /** The graph file that serves; null for none. */
  readonly previous: string | null
  /** The file to write if anything changed. */
  readonly name: string
  /** All vectors of the new generation. */
  readonly labels: readonly number[]
  readonly vectorOf: (label: number) => Float32Array | undefined
}

/** With more of a graph removed than this, building it anew costs less than searching around the holes. */
const MAX_REMOVED_SHARE = 0.3

/** Makes the graph file of a generation out of the one that serves, or anew, and gives its name. */
export function updateGraph(update: GraphUpdate): string {
  const { indexDir, model, previous, name, labels } = update
  const opened = previous === null ? undefined : openGraph(path.join(indexDir, previous), model)
  const graph = opened?.kind === 'open' ? opened.graph : undefined
  const changed = graph === undefined ? undefined : change(graph, update)
  if (previous !== null && changed === 0) return previous
  const isWorn = graph !== undefined && graph.removed > MAX_REMOVED_SHARE * (graph.count + graph.removed)
  const result =
    graph === undefined || isWorn
      ? buildGraph({ ...model, vectors: vectors(labels, update), capacity: labels.length })
      : graph
  result.save(path.join(indexDir, name))
  return name
}

/** Adds and removes what differs; gives how many did. */
function change(graph: Graph, update: GraphUpdate): number {
  const wanted = new Set(update.labels)
  const present = new Set(graph.labels())
  const gone = [...present].filter((label) => !wanted.has(label))
  const added = update.labels.filter((label) => !present.has(label))
  for (const label of gone) graph.remove(label)
  for (const { label, vector } of vectors(added, update)) graph.add(label, vector)
  return gone.length + added.length
}

function* vectors(labels: readonly number[], { vectorOf }: GraphUpdate) {
  for (const label of labels) {
    const vector = vectorOf(label)
    if (vector !== undefined) yield { label, vector }
  }
}
