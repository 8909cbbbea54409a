import path from 'node:path'
import { ReportError } from '../errors.ts'
import { refusalOf } from './file-signature.ts'

/** The formats that can be read. */
export type Format = 'text' | 'markdown'

const TEXT_FORMATS: Readonly<Partial<Record<string, Format>>> = { '.txt': 'text', '.md': 'markdown' }

/**
 * The format of a file: by its bytes where they show it, whatever the file is called; plain text by the name's ending.
 *
 * @throws {ReportError} when it is of no format that can be read.
 */
export function formatOf(file: string, bytes: Uint8Array): Format {
  const refusal = refusalOf(bytes)
  if (refusal !== null) throw new ReportError(file, refusal)
  const extension = path.posix.extname(file).toLowerCase()
  const format = TEXT_FORMATS[extension]
  if (format !== undefined) return format
  throw new ReportError(file, `暂不支持 ${extension === '' ? '没有扩展名的' : extension} 文件，目前可读 .txt 和 .md`)
}
