import path from 'node:path'
import { ReportError } from '../errors.ts'
import { refusalOf } from './file-signature.ts'

/** The formats that can be read. */
export type Format = 'text' | 'markdown' | 'html'

const TEXT_FORMATS: Readonly<Partial<Record<string, Format>>> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.html': 'html',
  '.htm': 'html',
}

const READABLE = 'txt、md、html'

/**
 * The format of a file: by its bytes where they show it, whatever the file is called; plain text by the name's ending.
 *
 * @throws {ReportError} when it is of no format that can be read.
 */
export function formatOf(file: string, bytes: Uint8Array): Format {
  const refusal = refusalOf(bytes)
  if (refusal !== null) throw new ReportError(file, refusal)
  if (isHtml(bytes)) return 'html'
  const extension = path.posix.extname(file).toLowerCase()
  const format = TEXT_FORMATS[extension]
  if (format !== undefined) return format
  throw new ReportError(file, `暂不支持 ${extension === '' ? '没有扩展名的' : extension} 文件，目前可读 ${READABLE}`)
}

const SNIFFED = 1024
/** Comments and the XML declaration may stand before the first element. */
const HTML_START =
  /^\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]{0,500}?-->\s*)*<(?:!doctype html|html|head|body|meta|table|div|p)\b/iu

/** Web pages saved under another name: sites offer HTML tables as .xls and .doc. */
function isHtml(bytes: Uint8Array): boolean {
  return HTML_START.test(
    Buffer.from(bytes.subarray(0, SNIFFED))
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/u, ''),
  )
}
