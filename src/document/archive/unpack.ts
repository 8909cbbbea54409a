import { ReportError } from '../../errors.ts'
import { formatOf, isZip } from '../format.ts'
import { isReport, type ReportSource } from '../read-document.ts'
import { metadataNames } from '../report-files.ts'
import { openZip, type ZipEntry } from './zip.ts'

/** A report within an archive, or why it was left out, in Chinese. */
export type Unpacked = ReportSource | { readonly file: string; readonly reason: string }

/** Larger files within are not inflated. */
const MAX_BYTES = 20 * 1024 * 1024

/**
 * The reports that an archive holds, each called `archive.zip/name within`, with its metadata from the archive where it
 * has some, else the archive's own. Null for a file that is no archive, but a report itself.
 *
 * @throws {ReportError} when the archive is damaged or encrypted, inflates beyond measure, or holds no report.
 */
export async function unpack(archive: ReportSource): Promise<Unpacked[] | null> {
  const { file, bytes } = archive
  if (!(await isArchive(file, bytes))) return null
  const entries = new Map<string, ZipEntry[]>()
  for (const entry of await openZip(file, bytes)) {
    const name = shownName(entry.name)
    entries.set(name, [...(entries.get(name) ?? []), entry])
  }
  const reports = [...entries.keys()].filter((name) => name.split('/').every(isReport))
  if (reports.length === 0) throw new ReportError(file, '压缩包里没有可读的报告')
  const found: Unpacked[] = []
  for (const name of reports) found.push(await unpackOne(archive, entries, name))
  return found
}

/** @throws {ReportError} when it is a zip that cannot be opened. */
async function isArchive(file: string, bytes: Uint8Array): Promise<boolean> {
  return isZip(bytes) && (await formatOf(file, bytes)) === 'archive'
}

async function unpackOne(
  { file, metadata }: ReportSource,
  entries: ReadonlyMap<string, readonly ZipEntry[]>,
  name: string,
): Promise<Unpacked> {
  const place = `${file}/${name}`
  const [entry, namesake] = entries.get(name) ?? []
  if (entry === undefined || namesake !== undefined) return { file: place, reason: '压缩包里有多个文件叫这个名字' }
  if (entry.size > MAX_BYTES) return { file: place, reason: '文件超过 20 MB，请拆分后再试' }
  try {
    const bytes = await entry.read()
    if (await isArchive(place, bytes)) return { file: place, reason: '压缩包里的压缩包不会打开，请解压后再放进来' }
    const own = metadataNames(name).flatMap((one) => entries.get(one) ?? [])[0]
    const stated = own === undefined ? metadata : new TextDecoder().decode(await own.read())
    return { file: place, bytes, ...(stated === undefined ? {} : { metadata: stated }) }
  } catch (error) {
    if (error instanceof ReportError) return { file: place, reason: error.reason }
    throw error
  }
}

/** Nothing that could be taken for a way out of the archive, and nothing that changes how the rest of a line shows. */
function shownName(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .split('/')
    .filter((part) => !/^\s*(?:\.{1,2}\s*)?$/u.test(part))
    .join('/')
}
