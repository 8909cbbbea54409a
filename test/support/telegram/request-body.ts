import type { IncomingMessage } from 'node:http'
import { buffer, json } from 'node:stream/consumers'

import { Upload } from './files.ts'
import type { Parameters } from './reply.ts'
import { readTyped } from './schema.ts'

const ATTACHED = 'attach://'

/** The parameters of a call, sent as JSON or, with files, as a form. */
export async function readParameters(request: IncomingMessage, method: string): Promise<Parameters> {
  if (!(request.headers['content-type'] ?? '').startsWith('multipart/')) {
    return ((await json(request).catch(() => ({}))) ?? {}) as Parameters
  }
  const { fields, files } = await readForm(request)
  const typed = fields.map(([name, value]) => [name, withFiles(readTyped(method, name, value), files)] as const)
  return Object.fromEntries(typed)
}

interface Form {
  readonly fields: readonly (readonly [string, string])[]
  readonly files: ReadonlyMap<string, Upload>
}

/** What a part says of itself. grammY writes the name of a file without quotes, which most readers of forms refuse. */
const NAME = /;\s*name="(?<name>[^"]*)"/i
const FILE_NAME = /;\s*filename="?(?<name>[^"\r\n]*)"?/i

/** Reads the form byte by byte as Latin-1, so that lengths are those of the bytes. */
async function readForm(request: IncomingMessage): Promise<Form> {
  const [, boundary = ''] = /boundary="?([^";]+)/i.exec(request.headers['content-type'] ?? '') ?? []
  const body = `\r\n${(await buffer(request)).toString('latin1')}`
  const parts = body.split(`\r\n--${boundary}`).slice(1, -1).map(readPart)
  return {
    fields: parts.flatMap(({ name, fileName, content }) => (fileName === '' ? [[name, content.toString()]] : [])),
    files: new Map(parts.map(({ name, fileName, content }) => [name, new Upload(fileName, content)])),
  }
}

function readPart(part: string): { name: string; fileName: string; content: Buffer } {
  const end = part.indexOf('\r\n\r\n')
  const head = bytesOf(part.slice(0, end)).toString()
  const [name = '', fileName = ''] = [NAME, FILE_NAME].map((pattern) => pattern.exec(head)?.groups?.['name'])
  return { name, fileName, content: bytesOf(part.slice(end + 4)) }
}

function bytesOf(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1')
}

/** Puts the files in the places that name them, `attach://NAME`. */
function withFiles(value: unknown, files: ReadonlyMap<string, Upload>): unknown {
  if (typeof value === 'string' && value.startsWith(ATTACHED)) return files.get(value.slice(ATTACHED.length)) ?? value
  if (Array.isArray(value)) return value.map((item) => withFiles(item, files))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFiles(item, files)]))
}
