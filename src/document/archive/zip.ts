import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { ReportError } from '../../errors.ts'
import { zipEntryName } from './zip-name.ts'

const MAX_ENTRIES = 2000
/** Inflated; a report of a thousand pages has a few dozen megabytes of XML. */
const MAX_BYTES = 200 * 1024 * 1024
/** Office files shrink to a half up to a thirtieth; bombs, to a three-hundredth and less. */
const MAX_RATIO = 200
/** Small parts of blanks or repeated rows may shrink further and do no harm. */
const MAX_ANY_RATIO = 1024 * 1024
/** What is not inflated by any reader. */
const MEDIA = /\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|bin|ttf|odttf|wav|mp[34])$/iu

const TOO_LARGE = '解压后过大，可能是恶意文件'
const DAMAGED = '压缩包（或压缩格式的文件）已损坏，无法打开'
const LOCKED = '文件有密码。请去掉密码后再试'

/** A file within a zip. */
export interface ZipEntry {
  /** As whoever packed it called it, with `/`: shown, and never a path to write to. */
  readonly name: string
  /** Inflated, as declared. */
  readonly size: number
  /** @throws {ReportError} when it is damaged or larger than declared. */
  read(): Promise<Buffer>
}

/**
 * The files within a zip, in its order. Nothing is inflated yet.
 *
 * @throws {ReportError} when it is damaged or encrypted, or would inflate to more than a report can hold, by the sizes
 *   it declares; `read` holds it to them.
 */
export function openZip(file: string, bytes: Uint8Array): Promise<ZipEntry[]> {
  return orRefuse(file, async () => {
    const zip = await open(file, bytes)
    const found: Entry[] = []
    let total = 0
    for await (const entry of zip.eachEntry()) {
      found.push(entry)
      total += entry.uncompressedSize
      if (total > MAX_BYTES || isBomb(entry)) throw new ReportError(file, TOO_LARGE)
      if (entry.isEncrypted()) throw new ReportError(file, LOCKED)
    }
    return found.map((entry) => zipEntry(file, zip, entry)).filter(({ name }) => !name.endsWith('/'))
  })
}

/**
 * Makes sure that a zip inflates to no more than a report can hold, before anything that inflates it whole sees it. By
 * the sizes it declares, and then by inflating it part by part, since sizes can be false.
 *
 * @throws {ReportError} as `openZip` and its entries do.
 */
export async function guardZip(file: string, bytes: Uint8Array): Promise<void> {
  const entries = await openZip(file, bytes)
  for (const entry of entries) if (!MEDIA.test(entry.name)) await entry.read()
}

async function open(file: string, bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Names are decoded here: by the package they would be in the letters of DOS.
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false, decodeStrings: false })
  if (zip.entryCount > MAX_ENTRIES) throw new ReportError(file, TOO_LARGE)
  return zip
}

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  return uncompressedSize > MAX_ANY_RATIO && uncompressedSize > compressedSize * MAX_RATIO
}

function zipEntry(file: string, zip: ZipFile, entry: Entry): ZipEntry {
  return {
    name: zipEntryName(entry),
    size: entry.uncompressedSize,
    read: () =>
      orRefuse(file, async () => {
        const chunks: Buffer[] = []
        // yauzl ends the stream with an error where a part is larger than it declares.
        for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
        return Buffer.concat(chunks)
      }),
  }
}

async function orRefuse<Value>(file: string, use: () => Promise<Value>): Promise<Value> {
  try {
    return await use()
  } catch (error) {
    throw error instanceof ReportError ? error : new ReportError(file, DAMAGED, { cause: error })
  }
}
