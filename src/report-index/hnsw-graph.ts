import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
// CommonJS: the named export exists in the types only.
import hnswlib from 'hnswlib-node'
import type { HierarchicalNSW } from 'hnswlib-node'
import { dot } from '../embedding/similarity.ts'
import { IndexError } from '../errors.ts'
import { checksumOf } from './checksum.ts'
import type { LabelledVector, Neighbour } from './exact-search.ts'
import { measureGraphFile } from './graph-file.ts'
import { checkGraph, manifestPath, sealManifest, VERSION } from './graph-manifest.ts'
import type { ExpectedGraph, GraphRefusal } from './graph-manifest.ts'

/**
 * A graph of unit vectors in which near ones are found without looking at all. It is a cache of the vectors in the
 * database: whoever cannot open it searches exactly and builds it anew. All of it is synchronous.
 */
export interface Graph {
  /** How many vectors can be found. */
  readonly count: number
  /** How many were removed and still take room; past a third or so a new graph is better. */
  readonly removed: number
  /** True for a label that can be found. */
  has(label: number): boolean
  /** The labels that can be found, in no order. */
  labels(): number[]
  /** Adds a vector of unit length, or replaces that of the label. Labels are whole numbers below 2³². */
  add(label: number, vector: Float32Array): void
  /** The label is not found any more, nor after saving and opening. Nothing happens where it is unknown. */
  remove(label: number): void
  /** At most `topK`, best first. */
  readonly search: (vector: Float32Array, topK: number) => Neighbour[]
  /**
   * Writes the graph and, after it, `PATH.json`, the manifest that `openGraph` checks it by. Each of them is replaced
   * whole or not at all.
   *
   * @throws {IndexError} when it did not get to the disk.
   */
  save(path: string): void
}

export type OpenedGraph =
  | { readonly kind: 'open'; readonly graph: Graph }
  | { readonly kind: 'refused'; readonly reason: GraphRefusal }

/** Links a point, and candidates while building: recall@10 .99 and more on 100,000 vectors of the hard set; 32 links build 2.5 times slower for no gain. */
const LINKS = 16
const BUILD_CANDIDATES = 200
/** Candidates while searching, and how many a wanted one. hnswlib's own 10 finds half of the neighbours. */
const SEARCH_CANDIDATES = 200
const CANDIDATES_PER_HIT = 4
/** Fixed, so that the same vectors in the same order give the same graph. */
const SEED = 100
const FIRST_CAPACITY = 1024

/** Builds a graph of `vectors`; `capacity`, where their number is known, saves moving them as they become more. */
export function buildGraph(
  options: ExpectedGraph & {
    readonly vectors: Iterable<LabelledVector>
    readonly capacity?: number
  },
): Graph {
  const { vectors, capacity = FIRST_CAPACITY, ...of } = options
  const points = new hnswlib.HierarchicalNSW('ip', of.dimensions)
  points.initIndex({ maxElements: Math.max(1, capacity), m: LINKS, efConstruction: BUILD_CANDIDATES, randomSeed: SEED })
  const graph = createGraph(points, { of, removed: [] })
  for (const { label, vector } of vectors) graph.add(label, vector)
  return graph
}

/** Opens a saved graph if every byte of it is what was saved and it is what is expected; a refusal is a value. */
export function openGraph(file: string, of: ExpectedGraph): OpenedGraph {
  const manifest = checkGraph(file, of)
  if (typeof manifest === 'string') return { kind: 'refused', reason: manifest }
  // Always a fresh object: one that failed to read a file once kills the process when it is used or collected.
  const points = new hnswlib.HierarchicalNSW('ip', of.dimensions)
  try {
    points.readIndexSync(file)
  } catch {
    return { kind: 'refused', reason: 'damaged' }
  }
  return { kind: 'open', graph: createGraph(points, { of, removed: manifest.removed }) }
}

function createGraph(points: HierarchicalNSW, start: { of: ExpectedGraph; removed: readonly number[] }): Graph {
  const { of } = start
  const removed = new Set(start.removed)
  const known = new Set(points.getIdsList())

  return {
    get count() {
      return known.size - removed.size
    },
    get removed() {
      return removed.size
    },
    has: (label) => known.has(label) && !removed.has(label),
    labels: () => [...known].filter((label) => !removed.has(label)),
    add(label, vector) {
      assertLabel(label)
      const numbers = toNumbers(vector, of.dimensions)
      if (!known.has(label)) makeRoom(points)
      points.addPoint(numbers, label)
      known.add(label)
      removed.delete(label)
    },
    remove(label) {
      if (!known.has(label) || removed.has(label)) return
      points.markDelete(label)
      removed.add(label)
    },
    search(vector, topK) {
      const numbers = toNumbers(vector, of.dimensions)
      const wanted = Math.min(topK, known.size - removed.size)
      if (wanted < 1) return []
      // Here and not once: the file does not keep it.
      points.setEf(Math.max(SEARCH_CANDIDATES, CANDIDATES_PER_HIT * wanted))
      const { neighbors, distances } = points.searchKnn(numbers, wanted)
      return neighbors.map((label, rank) => ({ label, score: 1 - (distances[rank] ?? 1) }))
    },
    save: (file) => save(file, { points, of, known, removed }),
  }
}

/** hnswlib takes a larger label modulo 2³² and overwrites another point. */
function assertLabel(label: number): void {
  if (!Number.isInteger(label) || label < 0 || label >= 2 ** 32) throw new RangeError(`no label: ${label}`)
}

/** hnswlib takes plain arrays only, and NaN or lengths other than 1 without a word; both spoil the order. */
function toNumbers(vector: Float32Array, dimensions: number): number[] {
  if (vector.length !== dimensions) throw new RangeError(`${vector.length} dimensions, not ${dimensions}`)
  const isUnit = Math.abs(dot(vector, vector) - 1) < 1e-3
  if (!isUnit) throw new RangeError('not a unit vector')
  return Array.from(vector)
}

/** By a quarter, and not double: the room is memory, and an opened graph of 100,000 vectors grows by a few hundred. */
const GROWTH = 1.25

function makeRoom(points: HierarchicalNSW): void {
  const capacity = points.getMaxElements()
  if (points.getCurrentCount() >= capacity) points.resizeIndex(Math.max(FIRST_CAPACITY, Math.ceil(GROWTH * capacity)))
}

interface Contents {
  readonly points: HierarchicalNSW
  readonly of: ExpectedGraph
  readonly known: ReadonlySet<number>
  readonly removed: ReadonlySet<number>
}

function save(file: string, contents: Contents): void {
  const unfinished = `${file}.tmp`
  try {
    contents.points.writeIndexSync(unfinished)
    // hnswlib says nothing of a full disk.
    const { bytes, points } = measureGraphFile(unfinished, contents.of.dimensions) ?? {}
    if (bytes === undefined || points !== contents.points.getCurrentCount()) throw new Error('the graph is not whole')
    const manifest = sealManifest({
      version: VERSION,
      file: path.basename(file),
      ...contents.of,
      points,
      removed: [...contents.removed],
      lastLabel: [...contents.known].reduce((last, label) => Math.max(last, label), -1),
      bytes,
      checksum: checksumOf(unfinished),
    })
    putInPlace(unfinished, file)
    writeFileSync(unfinished, manifest)
    putInPlace(unfinished, manifestPath(file))
  } catch (cause) {
    rmSync(unfinished, { force: true })
    throw new IndexError(`向量索引写入失败：${file}。请检查磁盘空间和写入权限`, { cause })
  }
}

/** On the disk before it bears its name, and its name before anything relies on it. */
function putInPlace(unfinished: string, file: string): void {
  syncToDisk(unfinished, 'r+')
  renameSync(unfinished, file)
  // Windows keeps names by itself and opens no folder.
  if (process.platform !== 'win32') syncToDisk(path.dirname(file), 'r')
}

function syncToDisk(file: string, mode: 'r' | 'r+'): void {
  const descriptor = openSync(file, mode)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
