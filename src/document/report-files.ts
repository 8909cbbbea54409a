import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { InputError, ReportError, ReportUnavailableError } from '../errors.ts'
import { isReport, MAX_BYTES, type ReportSource, TOO_LARGE } from './read-document.ts'

/** A report in the reports folder. */
export interface ReportFile {
  /** Its path below the folder, with `/`. */
  readonly file: string
  readonly path: string
  /** The metadata file beside it: `NAME.txt.meta.yaml` or, failing that, `NAME.meta.yaml`. */
  readonly metadataPath: string | null
}

/**
 * The reports of a folder and its subfolders, sorted by name. A link to a file counts as that file, and one that leads
 * nowhere as one that cannot be read; links to folders are not followed, so that a circle of links ends, and hidden
 * folders are not entered.
 *
 * @throws {InputError} when the folder is absent or cannot be read.
 */
export async function listReportFiles(dir: string): Promise<ReportFile[]> {
  const files = await filesIn(dir, dir)
  const all = new Set(files)
  return files
    .filter((file) => isReport(path.posix.basename(file)))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((file) => {
      const metadata = metadataNames(file).find((name) => all.has(name))
      return {
        file,
        path: path.join(dir, file),
        metadataPath: metadata === undefined ? null : path.join(dir, metadata),
      }
    })
}

/**
 * What changes whenever a file of the folder, report or metadata, is added, removed, renamed or written: a hash of names,
 * sizes and times. Opens no file.
 *
 * @throws {InputError} when the folder is absent or cannot be read.
 */
export async function fingerprintOf(dir: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of (await filesIn(dir, dir)).toSorted()) {
    // One that has gone meanwhile is gone at the next look, too.
    const found = await stat(path.join(dir, file)).catch(() => undefined)
    hash.update(JSON.stringify([file, found?.size, found?.mtimeMs]))
  }
  return hash.digest('base64url')
}

/**
 * Reads a report and its metadata, for `readDocument`.
 *
 * @throws {ReportError} when one of the two cannot be read; a `ReportUnavailableError` where the disk or its rights
 *   refuse what may be well.
 */
export async function readReportFile(dir: string, report: ReportFile | string): Promise<ReportSource> {
  const { file, path: place, metadataPath } = typeof report === 'string' ? await findReportFile(dir, report) : report
  const bytes = await readOrExplain(file, place)
  if (metadataPath === null) return { file, bytes }
  return { file, bytes, metadata: new TextDecoder().decode(await readOrExplain(file, metadataPath)) }
}

/** What the metadata file of a report may be called; the better match first. */
export function metadataNames(file: string): string[] {
  const { dir, name } = path.posix.parse(file)
  return [`${file}.meta.yaml`, path.posix.join(dir, `${name}.meta.yaml`)]
}

async function findReportFile(dir: string, file: string): Promise<ReportFile> {
  const present = await Promise.all(
    metadataNames(file).map(async (name) => ((await isFile(path.join(dir, name))) ? [name] : [])),
  )
  const metadata = present.flat()[0]
  return { file, path: path.join(dir, file), metadataPath: metadata === undefined ? null : path.join(dir, metadata) }
}

async function filesIn(root: string, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await entriesOf(folder)) {
    if (entry.name.startsWith('.')) continue
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      // Not spread into a call: a hundred thousand arguments are too many.
      for (const file of await filesIn(root, place)) found.push(file)
    } else if (entry.isFile() || (entry.isSymbolicLink() && (await maybeFile(place)))) {
      found.push(path.relative(root, place).split(path.sep).join('/'))
    }
  }
  return found
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    throw new InputError(`无法读取报告文件夹 ${folder}：${reasonOf(error)}。请检查 REPORTS_DIR`, { cause: error })
  }
}

async function readOrExplain(file: string, place: string): Promise<Uint8Array> {
  try {
    const found = await stat(place)
    // A pipe or a device may never end.
    if (!found.isFile() && !found.isDirectory()) throw new ReportError(file, '不是普通文件')
    if (found.size > MAX_BYTES) throw new ReportError(file, TOO_LARGE)
    return await readFile(place)
  } catch (error) {
    if (error instanceof ReportError) throw error
    if (file.includes('\uFFFD')) throw new ReportError(file, '文件名不是 UTF-8 编码，请改名', { cause: error })
    if (!IS_NO_FILE.test(codeOf(error))) {
      throw new ReportUnavailableError(file, `${reasonOf(error)}，请检查磁盘和文件权限`, { cause: error })
    }
    const leadsNowhere = codeOf(error) === 'ENOENT' && (await isLink(place))
    throw new ReportError(file, leadsNowhere ? LEADS_NOWHERE : reasonOf(error), { cause: error })
  }
}

/** Where there is no file to be read; with other codes there may be one that is out of reach. */
const IS_NO_FILE = /^E(?:NOENT|NOTDIR|ISDIR|LOOP|NAMETOOLONG)$/u
const LEADS_NOWHERE = '是一个链接，它指向的文件不存在'

async function isLink(place: string): Promise<boolean> {
  try {
    return (await lstat(place)).isSymbolicLink()
  } catch {
    return false
  }
}

/** True also where a link leads nowhere: whoever put it there expects a report. */
async function maybeFile(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isFile()
  } catch {
    return true
  }
}

async function isFile(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isFile()
  } catch {
    return false
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '不存在',
  ENOTDIR: '不是文件夹',
  EISDIR: '是文件夹，不是文件',
  ELOOP: '链接绕成了圈',
  ENAMETOOLONG: '文件名太长',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '文件系统是只读的',
  ENOSPC: '磁盘已满',
  EIO: '磁盘读写出错',
}

/** Why the system refused to read or write, in a word. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return REASONS[code] ?? `系统报告 ${code === '' ? String(error) : code}`
}

/** Empty for what is no error of the system. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
