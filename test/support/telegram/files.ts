import path from 'node:path'

import { done, refuse } from './reply.ts'
import type { Parameters, Reply } from './reply.ts'

/** A file as somebody sends it. */
export interface FileSent {
  /** As the sender's device calls it; some send none. */
  readonly name?: string
  readonly content: string | Uint8Array
  readonly type?: string
  /** What Telegram states where that is not the length of the content; `unstated` leaves it out. */
  readonly size?: number | 'unstated'
}

/** A file that came with a call of the bot. */
export class Upload {
  readonly name: string
  readonly bytes: Uint8Array

  constructor(name: string, bytes: Uint8Array) {
    this.name = name
    this.bytes = bytes
  }
}

/** Telegram's files: by id for messages, by path for downloads. */
export interface FileStore {
  /** Keeps a file and gives what a message holds of it. */
  keep(file: FileSent): Document
  get(fileId: string): KeptFile | undefined
  /** The content behind `file_path`. */
  download(filePath: string): Uint8Array | undefined
}

/** A file as it is kept. */
export interface KeptFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly size: number | undefined
  readonly filePath: string
}

interface Document {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_name?: string
  readonly mime_type?: string
  readonly file_size?: number
}

/** Bots download at most 20 MB, whatever is stated (core.telegram.org/bots/api#getfile), and upload at most 50 MB. */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024

/** Starts without files. */
export function createFileStore(): FileStore {
  const files = new Map<string, KeptFile>()
  return {
    keep({ name, content, type, size }) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      const stated = size === 'unstated' ? undefined : (size ?? bytes.length)
      const number = files.size + 1
      const file_id = `file-${number}`
      const extension = path.extname(name ?? '').replaceAll(/[^\w.]/g, '')
      files.set(file_id, {
        name: name ?? '',
        bytes,
        size: stated,
        filePath: `documents/file_${number}${extension}`,
      })
      return {
        file_id,
        file_unique_id: `unique-${number}`,
        ...(name !== undefined && { file_name: name }),
        ...(type !== undefined && { mime_type: type }),
        ...(stated !== undefined && { file_size: stated }),
      }
    },
    get: (fileId) => files.get(fileId),
    download: (filePath) => [...files.values()].find((file) => file.filePath === filePath)?.bytes,
  }
}

/** The method `getFile`. */
export function getFile(files: FileStore, { file_id: id }: Parameters): Reply {
  const file = files.get(String(id))
  if (file === undefined) return refuse('Bad Request: invalid file_id')
  const { filePath: file_path, size, bytes } = file
  if (Math.max(size ?? 0, bytes.length) > MAX_DOWNLOAD_BYTES) return refuse('Bad Request: file is too big')
  return done({
    file_id: id,
    file_unique_id: `unique-${String(id)}`,
    file_path,
    ...(size !== undefined && { file_size: size }),
  })
}

/** The document that a call sends: uploaded with it, or known by its id. */
export function documentOf(files: FileStore, document: unknown): Document | Reply {
  if (!(document instanceof Upload)) {
    const known = files.get(String(document))
    if (known === undefined) return refuse('Bad Request: wrong file identifier/HTTP URL specified')
    return files.keep({ name: known.name, content: known.bytes })
  }
  if (document.bytes.length === 0) return refuse('Bad Request: file must be non-empty')
  if (document.bytes.length > MAX_UPLOAD_BYTES) return refuse('Request Entity Too Large', { code: 413 })
  return files.keep({ name: document.name, content: document.bytes })
}
