import path from 'node:path'
import { checkGraph } from './graph-manifest.ts'
import type { ExpectedGraph, GraphManifest } from './graph-manifest.ts'
import type { Graph } from './hnsw-graph.ts'
import { buildGraph, openGraph } from './hnsw-graph.ts'

/** The vectors of a generation. */
export interface GenerationVectors {
  readonly labels: readonly number[]
  readonly vectorOf: (label: number) => Float32Array | undefined
}

interface GraphUpdate extends GenerationVectors {
  readonly indexDir: string
  readonly model: ExpectedGraph
  /** The graph file that serves; null for none. */
  readonly previous: string | null
  /** The file to write if another one is needed. */
  readonly name: string
  /** How far the file may be from the generation; `MAX_LAG` when absent. */
  readonly maxLag?: number
}

/**
 * So many vectors may be missing in the file of a generation, or be in it that are removed: whoever opens it adds and
 * takes away what differs, at a millisecond each. Writing the graph of 100,000 vectors takes a second, for one changed
 * paragraph as well.
 */
const MAX_LAG = 256

/** With more of a graph removed than this, building it anew costs less than searching around the holes. */
const MAX_REMOVED_SHARE = 0.3

/** Gives the name of the graph file for a generation: the one that serves where it is near enough, or a new one. */
export function updateGraph(update: GraphUpdate): string {
  const { indexDir, model, previous, name, maxLag = MAX_LAG } = update
  if (previous !== null) {
    const manifest = checkGraph(path.join(indexDir, previous), model)
    if (typeof manifest !== 'string' && lagOf(manifest, update.labels) <= maxLag) return previous
  }
  const graph = (previous === null ? undefined : grown(path.join(indexDir, previous), update)) ?? rebuilt(update)
  graph.save(path.join(indexDir, name))
  return name
}

/** Makes a graph hold the vectors of a generation and no others. */
export function bringUpToDate(graph: Graph, { labels, vectorOf }: GenerationVectors): void {
  const missing = labels.filter((label) => !graph.has(label))
  const isMore = graph.count > labels.length - missing.length
  if (isMore) {
    const wanted = new Set(labels)
    for (const label of graph.labels()) if (!wanted.has(label)) graph.remove(label)
  }
  for (const { label, vector } of vectors(missing, vectorOf)) graph.add(label, vector)
}

/** Vectors get ever higher labels and never one again, so two counts tell what came and what went. */
function lagOf({ lastLabel, points, removed }: GraphManifest, labels: readonly number[]): number {
  const kept = labels.filter((label) => label <= lastLabel).length
  return labels.length - kept + (points - removed.length - kept)
}

/** The graph of the generation before with what differs; undefined where it cannot be read or is too full of holes. */
function grown(file: string, { model, ...wanted }: GraphUpdate): Graph | undefined {
  const opened = openGraph(file, model)
  if (opened.kind === 'refused') return undefined
  const { graph } = opened
  bringUpToDate(graph, wanted)
  return graph.removed > MAX_REMOVED_SHARE * (graph.count + graph.removed) ? undefined : graph
}

function rebuilt({ model, labels, vectorOf }: GraphUpdate): Graph {
  return buildGraph({ ...model, vectors: vectors(labels, vectorOf), capacity: labels.length })
}

function* vectors(labels: readonly number[], vectorOf: GenerationVectors['vectorOf']) {
  for (const label of labels) {
    const vector = vectorOf(label)
    if (vector !== undefined) yield { label, vector }
  }
}
