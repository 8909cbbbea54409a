import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { describeReport, orExplain, writeWhole } from './describe-report.ts'
import { parseMetadata } from './metadata.ts'
import type { MetadataChange } from './metadata.ts'
import { extensionOf, originalName } from './original-name.ts'
import { shortHash } from './paragraph-id.ts'
import { readReportFile } from './report-files.ts'

/** Where files that were sent in chat lie, below the reports folder. */
const FOLDER = 'uploads'
/** Hidden folders are not indexed: what waits for a word of the admin, and what he took away. */
const PENDING = `${FOLDER}/.pending`
const REMOVED = `${FOLDER}/.removed`

/** A file that was sent and waits to be taken up. */
export interface Upload {
  /** The id of its document: a hash of its content. */
  readonly id: string
  /** The name it is kept under: the SHA-256 of its content and its ending. */
  readonly name: string
  /** What it was called where it came from, for showing alone. */
  readonly originalName: string
}

/** A file that was fetched, and how it is to be read. */
export interface Received extends Upload {
  readonly input: UploadInput
}

/** A report as its bytes and its metadata, as `readDocument` takes them. */
type UploadInput = Awaited<ReturnType<typeof readReportFile>>

/**
 * Files that people send. They are kept under a hash of their content, never under the name they come with, which is
 * written into their metadata. All reject with an InputError when the reports folder cannot be written.
 */
export interface Uploads {
  /** What a content would be kept as; nothing is written. */
  receive(givenName: string, bytes: Uint8Array): Received
  /** Keeps a file aside; the same content again changes nothing but its name. */
  stage(received: Received): Promise<Upload>
  /** What waits, in the order of its names. */
  pending(): Promise<Upload[]>
  /** A file that waits, read back. */
  read(upload: Upload): Promise<UploadInput>
  describe(upload: Upload, change: MetadataChange): Promise<void>
  /** Puts it among the reports, where the next run of indexing finds it. */
  accept(upload: Upload): Promise<void>
  /** Deletes it. */
  discard(upload: Upload): Promise<void>
  /** Takes a report that came by chat out of the folder; false for one that did not. It can be fetched back by hand. */
  remove(file: string): Promise<boolean>
}

/** The uploads of a reports folder. */
export function createUploads(reportsDir: string): Uploads {
  const writing = <T>(work: () => Promise<T>): Promise<T> => orExplain(reportsDir, work)
  return {
    receive,
    stage: (received) => writing(() => stage(reportsDir, received)),
    pending: () => pendingIn(reportsDir),
    read: ({ name }) => readPending(reportsDir, name),
    describe: ({ name }, change) => describeReport(reportsDir, `${PENDING}/${name}`, change),
    accept: ({ name }) => writing(() => move(reportsDir, name, { from: PENDING, to: FOLDER })),
    discard: ({ name }) => writing(() => discard(reportsDir, name)),
    remove: (file) => writing(() => remove(reportsDir, file)),
  }
}

function receive(givenName: string, bytes: Uint8Array): Received {
  const name = `${createHash('sha256').update(bytes).digest('hex')}.${extensionOf(givenName)}`
  const shown = originalName(givenName)
  // JSON is YAML, and needs no package to write.
  const input = { file: `${FOLDER}/${name}`, bytes, metadata: JSON.stringify({ originalName: shown }) }
  return { id: idIn(name), name, originalName: shown, input }
}

async function stage(reportsDir: string, { id, name, originalName: shown, input }: Received): Promise<Upload> {
  await mkdir(path.join(reportsDir, PENDING), { recursive: true })
  await writeWhole(path.join(reportsDir, PENDING, name), input.bytes)
  await describeReport(reportsDir, `${PENDING}/${name}`, { originalName: shown })
  return { id, name, originalName: shown }
}

async function pendingIn(reportsDir: string): Promise<Upload[]> {
  // Absent until the first file is sent.
  const names = await readdir(path.join(reportsDir, PENDING)).catch(() => [])
  const uploads = names.filter((name) => UPLOAD_NAME.test(name)).toSorted()
  return Promise.all(uploads.map(async (name) => toUpload(await readPending(reportsDir, name))))
}

async function readPending(reportsDir: string, name: string): Promise<UploadInput> {
  return { ...(await readReportFile(path.join(reportsDir, PENDING), name)), file: `${FOLDER}/${name}` }
}

function toUpload({ file, metadata = '' }: UploadInput): Upload {
  const name = path.posix.basename(file)
  return { id: idIn(name), name, originalName: parseMetadata(file, metadata).originalName ?? name }
}

/** Moves a file with its metadata; the metadata first, for a report must not be seen without it. */
async function move(reportsDir: string, name: string, way: { from: string; to: string }): Promise<void> {
  const [from, to] = [path.join(reportsDir, way.from), path.join(reportsDir, way.to)]
  const metadata = metadataOf(name)
  await mkdir(to, { recursive: true })
  if (await isThere(path.join(from, metadata))) await rename(path.join(from, metadata), path.join(to, metadata))
  await rename(path.join(from, name), path.join(to, name))
}

async function discard(reportsDir: string, name: string): Promise<void> {
  for (const file of [name, metadataOf(name)]) await rm(path.join(reportsDir, PENDING, file), { force: true })
}

async function remove(reportsDir: string, file: string): Promise<boolean> {
  if (!isUpload(file) || !(await isThere(path.join(reportsDir, file)))) return false
  await move(reportsDir, path.posix.basename(file), { from: FOLDER, to: REMOVED })
  return true
}

const UPLOAD_NAME = /^[\da-f]{64}\.[a-z\d]{1,5}$/u

/** True for a report that came by chat: only such are taken away by chat. */
export function isUpload(file: string): boolean {
  return path.posix.dirname(file) === FOLDER && UPLOAD_NAME.test(path.posix.basename(file))
}

/** A document's id is the beginning of the same hash. */
function idIn(name: string): string {
  return name.slice(0, ID_LENGTH)
}

const ID_LENGTH = shortHash('').length

function metadataOf(name: string): string {
  return `${name}.meta.yaml`
}

async function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  )
}
