import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { InputError, ReportError } from '../errors.ts'
import { withMetadata } from './metadata.ts'
import type { MetadataChange } from './metadata.ts'
import { metadataNames, reasonOf } from './report-files.ts'

/**
 * States something about a report in the metadata file beside it, which is made where there is none. What else stands in
 * that file stays, and a reader sees the old file or the new one.
 *
 * @throws {ReportError} when the metadata there, or what is stated, cannot be used.
 * @throws {InputError} when the folder cannot be written.
 */
export async function describeReport(dir: string, file: string, change: MetadataChange): Promise<void> {
  const isFile = await stat(path.join(dir, file)).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isFile) throw new ReportError(file, '它不是报告文件夹里的一个文件（可能在压缩包里，或已被移走），写不了说明')
  const names = metadataNames(file)
  for (const name of names) {
    const source = await readIfPresent(path.join(dir, name))
    if (source !== undefined) return replace(dir, name, withMetadata(file, source, change))
  }
  await replace(dir, names[0] ?? '', withMetadata(file, '', change))
}

/** Does a thing to the reports folder; its refusal is for the operator to mend. */
export async function orExplain<T>(dir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new InputError(`无法写入报告文件夹 ${dir}：${reasonOf(error)}。请检查权限和磁盘空间`, { cause: error })
  }
}

/** The content of a text file; undefined where there is none. */
async function readIfPresent(place: string): Promise<string | undefined> {
  try {
    return await readFile(place, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function replace(dir: string, name: string, content: string): Promise<void> {
  return orExplain(dir, () => writeWhole(path.join(dir, name), content))
}

/** Writes a file so that it is seen whole or not at all. */
export async function writeWhole(place: string, content: string | Uint8Array): Promise<void> {
  // Hidden, so that a run of indexing that comes by does not take it for a report.
  const draft = path.join(path.dirname(place), `.${randomUUID()}`)
  try {
    await writeFile(draft, content, { flush: true })
    await rename(draft, place)
  } finally {
    await rm(draft, { force: true })
  }
}
