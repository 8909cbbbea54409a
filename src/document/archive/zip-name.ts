/** What a zip says of the name of a file within. */
export interface ZipName {
  readonly fileNameRaw: Buffer
  readonly generalPurposeBitFlag: number
  readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[]
}

/** Bit 11 of the flags: the name is UTF-8 (APPNOTE 4.4.4). */
const IS_UTF8 = 0x800
/** Info-ZIP's extra field with the name in UTF-8, behind a version byte and a checksum (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x70_75
const UNICODE_PATH_HEAD = 5
/** Of the character that a decoder puts for what it cannot read. */
const UNREADABLE = '\uFFFD'

/**
 * The name of a file within a zip, in the encoding the zip says. Where it says none: UTF-8, which some packers write
 * without saying so, else GB 18030, which Chinese Windows writes. Folders end with a `/`.
 */
export function zipEntryName({ fileNameRaw, generalPurposeBitFlag, extraFields }: ZipName): string {
  const unicode = extraFields.find(({ id }) => id === UNICODE_PATH)?.data.subarray(UNICODE_PATH_HEAD)
  const isStated = unicode !== undefined || (generalPurposeBitFlag & IS_UTF8) !== 0
  const bytes = unicode ?? fileNameRaw
  const name = isStated ? new TextDecoder('utf-8').decode(bytes) : decodeUnstated(bytes)
  return name.replaceAll('\\', '/')
}

function decodeUnstated(bytes: Buffer): string {
  const asUtf8 = new TextDecoder('utf-8').decode(bytes)
  return asUtf8.includes(UNREADABLE) ? new TextDecoder('gb18030').decode(bytes) : asUtf8
}
