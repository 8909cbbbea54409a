import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Size of the file's head (hnswlib 0.8 on a 64-bit machine), and where in it the number of points and the size of one stand. */
const HEAD_BYTES = 96
const POINTS_AT = 16
const POINT_BYTES_AT = 24

/** What a point takes besides its numbers: 33 links of the ground level and its label. */
const LINKS_AND_LABEL_BYTES = 33 * 4 + 8

/** A graph file whose layout is sound. */
export interface GraphFileSize {
  readonly bytes: number
  /** How many points it holds, removed ones included. */
  readonly points: number
}

/**
 * Walks the whole layout: head, points, then for each point the length of its upper links and the links. Undefined
 * where the file is shorter or longer than that, or its points have other dimensions. Meant for a file just written:
 * `writeIndex` reports success with a full disk or without a folder.
 */
export function measureGraphFile(file: string, dimensions: number): GraphFileSize | undefined {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = fstatSync(descriptor).size
    const head = readAt(descriptor, { at: 0, length: HEAD_BYTES })
    if (head.length < HEAD_BYTES) return undefined
    const points = Number(head.readBigUInt64LE(POINTS_AT))
    const pointBytes = Number(head.readBigUInt64LE(POINT_BYTES_AT))
    const upperAt = HEAD_BYTES + points * pointBytes
    if (pointBytes !== dimensions * 4 + LINKS_AND_LABEL_BYTES || upperAt > bytes) return undefined
    const upper = readAt(descriptor, { at: upperAt, length: bytes - upperAt })
    return endOfUpperLinks(upper, points) === upper.length ? { bytes, points } : undefined
  } finally {
    closeSync(descriptor)
  }
}

function readAt(descriptor: number, { at, length }: { at: number; length: number }): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, at))
}

/** Where the last point's upper links end, counted from the first's; undefined where the bytes end before. */
function endOfUpperLinks(upper: Buffer, points: number): number | undefined {
  let end = 0
  for (let point = 0; point < points; point++) {
    if (end + 4 > upper.length) return undefined
    end += 4 + upper.readUInt32LE(end)
  }
  return end
}
