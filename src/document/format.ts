import path from 'node:path'
import { ReportError } from '../errors.ts'
import { refusalOf } from './file-signature.ts'

/** The formats that can be read. */
export type Format = 'text' | 'markdown' | 'html' | 'docx' | 'doc' | 'pdf' | 'workbook' | 'csv'

const TEXT_FORMATS: Readonly<Partial<Record<string, Format>>> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.csv': 'csv',
  '.tsv': 'csv',
}

const READABLE = 'txt、md、html、docx、doc、pdf、xlsx、xls、csv'

/**
 * The format of a file: by its bytes where they show it, whatever the file is called; plain text by the name's ending.
 *
 * @throws {ReportError} when it is of no format that can be read.
 */
export function formatOf(file: string, bytes: Uint8Array): Format {
  const refusal = refusalOf(bytes)
  if (refusal !== null) throw new ReportError(file, refusal)
  const container = CONTAINERS.find(({ signature }) => signature.every((byte, at) => bytes[at] === byte))
  if (container !== undefined) return contentOf(file, bytes, container)
  if (isPdf(bytes)) return 'pdf'
  if (isHtml(bytes)) return 'html'
  const extension = path.posix.extname(file).toLowerCase()
  const format = TEXT_FORMATS[extension]
  if (format !== undefined) return format
  throw new ReportError(file, `暂不支持 ${extension === '' ? '没有扩展名的' : extension} 文件，目前可读 ${READABLE}`)
}

/** Files that hold files; the names within, which are never compressed, tell what they are. */
interface Container {
  readonly signature: readonly number[]
  readonly contents: readonly (readonly [Buffer, Format | { readonly reason: string }])[]
  readonly otherwise: string
}

const CONTAINERS: readonly Container[] = [
  {
    signature: [0x50, 0x4b, 0x03, 0x04],
    contents: [
      [Buffer.from('word/document'), 'docx'],
      [Buffer.from('xl/workbook'), 'workbook'],
      [Buffer.from('ppt/presentation'), { reason: '这是 PowerPoint 文件，暂不支持。请先转成文本' }],
      [Buffer.from('application/epub+zip'), { reason: '这是 EPUB 电子书，暂不支持。请先转成文本' }],
    ],
    otherwise: '这是压缩包。请先解压',
  },
  {
    signature: [0xd0, 0xcf, 0x11, 0xe0],
    contents: [
      [Buffer.from('EncryptedPackage', 'utf16le'), { reason: '文件有密码。请去掉密码后再试' }],
      [Buffer.from('WordDocument', 'utf16le'), 'doc'],
      [Buffer.from('PowerPoint Document', 'utf16le'), { reason: '这是 PowerPoint 文件，暂不支持。请先转成文本' }],
      [Buffer.from('Workbook', 'utf16le'), 'workbook'],
    ],
    otherwise: '这是旧版 Office 文件，无法识别其内容。请先转成文本',
  },
]

function contentOf(file: string, bytes: Uint8Array, { contents, otherwise }: Container): Format {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = contents.find(([name]) => whole.includes(name))?.[1] ?? { reason: otherwise }
  if (typeof format !== 'string') throw new ReportError(file, format.reason)
  return format
}

const SNIFFED = 1024

/** Readers allow a kilobyte of other bytes before the header (ISO 32000-1, note 3 of annex H). */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, SNIFFED)).includes('%PDF-')
}

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
