import path from 'node:path'
import { ReportError } from '../errors.ts'
import { openZip, type ZipEntry } from './archive/zip.ts'
import { refusalOf } from './file-signature.ts'

/** The formats that can be read, and the archive, whose files are read one by one. */
export type Format = 'text' | 'markdown' | 'html' | 'docx' | 'doc' | 'pdf' | 'workbook' | 'csv' | 'epub' | 'archive'

const TEXT_FORMATS: Readonly<Partial<Record<string, Format>>> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.csv': 'csv',
  '.tsv': 'csv',
}

const READABLE = 'txt、md、html、docx、doc、pdf、xlsx、xls、csv、epub 和它们的 zip'

/**
 * The format of a file: by its bytes where they show it, whatever the file is called; plain text by the name's ending.
 *
 * @throws {ReportError} when it is of no format that can be read.
 */
export async function formatOf(file: string, bytes: Uint8Array): Promise<Format> {
  const refusal = refusalOf(bytes)
  if (refusal !== null) throw new ReportError(file, refusal)
  if (isZip(bytes)) return zippedFormat(file, await openZip(file, bytes))
  if (startsWith(bytes, OLD_OFFICE)) return oldOfficeFormat(file, bytes)
  if (isPdf(bytes)) return 'pdf'
  if (isHtml(bytes)) return 'html'
  const extension = path.posix.extname(file).toLowerCase()
  const format = TEXT_FORMATS[extension]
  if (format !== undefined) return format
  throw new ReportError(file, unreadable(extension))
}

/** Endings of formats that would have shown in the bytes. */
const SHOWN_BY_BYTES = /^\.(?:docx|doc|pdf|xlsx|xls|epub|zip)$/u

function unreadable(extension: string): string {
  if (SHOWN_BY_BYTES.test(extension)) {
    return `内容不是 ${extension} 格式，文件可能已损坏；如果里面是纯文字，请把扩展名改成 .txt`
  }
  if (extension === '') return '文件没有扩展名，看不出格式；如果里面是纯文字，请加上扩展名 .txt'
  return `暂不支持 ${extension} 文件，目前可读 ${READABLE}`
}

/** True for an archive, and for the formats that are archives themselves. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

type FormatOrReason = Format | { readonly reason: string }

const POWERPOINT: FormatOrReason = { reason: '这是 PowerPoint 文件，暂不支持。请先转成文本' }
const OPEN_DOCUMENT: FormatOrReason = { reason: '这是 OpenDocument 文件，暂不支持。请另存为 docx 或 xlsx' }

/** Of a zip, by the names of the files within. */
const ZIPPED: readonly (readonly [RegExp, FormatOrReason])[] = [
  [/^word\/document\d*\.xml$/u, 'docx'],
  [/^xl\/workbook\.(?:xml|bin)$/u, 'workbook'],
  [/^ppt\/presentation\.xml$/u, POWERPOINT],
  [/^META-INF\/container\.xml$/u, 'epub'],
  [/^META-INF\/manifest\.xml$/u, OPEN_DOCUMENT],
]

function zippedFormat(file: string, entries: readonly ZipEntry[]): Format {
  const known = ZIPPED.find(([pattern]) => entries.some(({ name }) => pattern.test(name)))
  return orRefuse(file, known?.[1] ?? 'archive')
}

const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0]

/** Of a file of Office before 2007, by the names of the streams within. */
const STREAMS: readonly (readonly [string, FormatOrReason])[] = [
  ['EncryptedPackage', { reason: '文件有密码。请去掉密码后再试' }],
  ['WordDocument', 'doc'],
  ['PowerPoint Document', POWERPOINT],
  ['Workbook', 'workbook'],
]

function oldOfficeFormat(file: string, bytes: Uint8Array): Format {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const known = STREAMS.find(([name]) => whole.includes(Buffer.from(name, 'utf16le')))
  return orRefuse(file, known?.[1] ?? { reason: '这是旧版 Office 文件，无法识别其内容。请先转成文本' })
}

function orRefuse(file: string, format: FormatOrReason): Format {
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
