import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { checksumOf } from './checksum.ts'

/**
 * What lies beside a graph file and must be true of it before a byte of it is given to hnswlib, which dies of damaged
 * bytes (17 of 40 one-byte changes to the head), takes a file of other dimensions without a word, and stores no
 * checksum of its own.
 */
export interface GraphManifest {
  /** Of manifest and graph together; another version is another program's. */
  readonly version: typeof VERSION
  /** The graph's file name, so that the graphs of two generations cannot be taken for each other. */
  readonly file: string
  readonly modelId: string
  readonly dimensions: number
  /** Points in the file, removed ones included. */
  readonly points: number
  /** Labels of points that are in the file and must not be found; hnswlib cannot list them. */
  readonly removed: readonly number[]
  /** The highest label of all points; -1 for none. */
  readonly lastLabel: number
  readonly bytes: number
  readonly checksum: string
}

/** What the reader wants the graph to be. */
export interface ExpectedGraph {
  readonly modelId: string
  readonly dimensions: number
}

/** `foreign`: sound, but of another model or program version. */
export type GraphRefusal = 'missing' | 'damaged' | 'foreign'

export const VERSION = 3

/** Where the manifest of a graph lies. */
export function manifestPath(graph: string): string {
  return `${graph}.json`
}

/** The manifest as it is written, sealed: a changed byte in it is found like one in the graph. */
export function sealManifest(manifest: GraphManifest): string {
  return JSON.stringify({ manifest, seal: sealOf(manifest) })
}

/** Compares a graph file with its manifest and with what is expected of it. Reads the whole file: .06 s for 200 MB. */
export function checkGraph(graph: string, expected: ExpectedGraph): GraphManifest | GraphRefusal {
  const text = readIfThere(manifestPath(graph))
  const bytes = statSync(graph, { throwIfNoEntry: false })?.size
  if (text === undefined || bytes === undefined) return 'missing'
  const manifest = openSeal(text)
  if (manifest === undefined) return 'damaged'
  if (isForeign(manifest, expected)) return 'foreign'
  const isSame =
    manifest.file === path.basename(graph) && manifest.bytes === bytes && manifest.checksum === checksumOf(graph)
  return isSame ? manifest : 'damaged'
}

function isForeign({ version, modelId, dimensions }: GraphManifest, expected: ExpectedGraph): boolean {
  return version !== VERSION || modelId !== expected.modelId || dimensions !== expected.dimensions
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Only what `sealManifest` wrote has the right seal, so its fields need no further checks. */
function openSeal(text: string): GraphManifest | undefined {
  try {
    const { manifest, seal }: { manifest: GraphManifest; seal: unknown } = JSON.parse(text)
    return seal === sealOf(manifest) ? manifest : undefined
  } catch {
    return undefined
  }
}

function sealOf(manifest: GraphManifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
}
