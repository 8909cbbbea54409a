import { fromBufferPromise } from 'yauzl'
import { ReportError } from '../../errors.ts'

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
const DAMAGED = '文件已损坏，无法打开'

/**
 * Makes sure that a zip inflates to no more than a report can hold, before anything that inflates it whole sees it. By
 * the sizes it declares, and then by inflating it part by part, since sizes can be false.
 *
 * @throws {ReportError} when it is larger, damaged or encrypted.
 */
export async function guardZip(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await inflateWithin(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    throw error instanceof ReportError ? error : new ReportError(file, DAMAGED, { cause: error })
  }
}

async function inflateWithin(file: string, bytes: Buffer): Promise<void> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false })
  if (zip.entryCount > MAX_ENTRIES) throw new ReportError(file, TOO_LARGE)
  let total = 0
  for await (const entry of zip.eachEntry()) {
    const { uncompressedSize, compressedSize, fileName } = entry
    total += uncompressedSize
    const isBomb = uncompressedSize > MAX_ANY_RATIO && uncompressedSize > compressedSize * MAX_RATIO
    if (total > MAX_BYTES || isBomb) throw new ReportError(file, TOO_LARGE)
    if (entry.isEncrypted()) throw new ReportError(file, '文件有密码。请去掉密码后再试')
    if (MEDIA.test(fileName) || fileName.endsWith('/')) continue
    // yauzl ends the stream with an error where a part is larger than it declares.
    const stream = await zip.openReadStreamPromise(entry)
    for await (const _ of stream);
  }
}
