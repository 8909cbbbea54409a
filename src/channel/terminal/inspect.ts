import { withoutScope } from '../../observation/account-scope.ts'
import { statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../../config.ts'
import type { Unpacked } from '../../document/archive/unpack.ts'
import type { ReportSource } from '../../document/read-document.ts'
import { readReportFile } from '../../document/report-files.ts'
import { ReportError } from '../../errors.ts'
import { paragraphsInContext } from '../../observation/context.ts'
import { periodsOf } from '../../observation/observe.ts'
import { openContainedReader } from '../../report-index/reading/contained-reader.ts'
import type { ReadReport } from '../../report-index/reading/report-reader.ts'
import { print } from './print.ts'

/** Prints how a file is read, as JSON; one within an archive by `ARCHIVE.zip/NAME`. Gives the exit code. */
export async function inspect({ lexiconDir, reportsDir }: Config, file: string): Promise<number> {
  const place = path.resolve(file)
  const below = path.relative(reportsDir, place)
  // As the index names it; a file from elsewhere goes by its own name.
  const isBelow = !below.startsWith('..') && !path.isAbsolute(below)
  const archive = enclosingFile(place)
  const folder = isBelow ? reportsDir : path.dirname(archive ?? place)
  const nameOf = (one: string) => path.relative(folder, one).split(path.sep).join('/')
  const reader = openContainedReader(lexiconDir)
  try {
    const input = await readReportFile(folder, nameOf(archive ?? place))
    const report = archive === null ? input : within(nameOf(place), await reader.unpack(input))
    print(JSON.stringify(toInspection(await reader.read(report)), null, 2))
  } finally {
    reader.close()
  }
  return 0
}

/** The file among the folders of a path: an archive, if anything. Null where all are folders. */
function enclosingFile(place: string): string | null {
  const folder = path.dirname(place)
  if (folder === place) return null
  return statSync(folder, { throwIfNoEntry: false })?.isFile() === true ? folder : enclosingFile(folder)
}

function within(name: string, unpacked: readonly Unpacked[] | null): ReportSource {
  const found = unpacked?.find(({ file }) => file === name)
  if (found === undefined) throw new ReportError(name, '压缩包里没有这个文件')
  if ('reason' in found) throw new ReportError(name, found.reason)
  return found
}

function toInspection({ document, observations }: ReadReport): object {
  const { id: documentId, file, title, publisher, date, dateBasis, place, period } = document
  let before = 0
  const articles = document.articles.map((article) => {
    const own = observations.slice(before, before + article.paragraphs.length)
    before += article.paragraphs.length
    const paragraphs = paragraphsInContext(document, article).map(({ paragraph, context }, at) => {
      const { id, kind, text, path: headings, repaired } = paragraph
      const periods = periodsOf(paragraph, context)
      return { id, kind, text, path: headings, repaired, observations: (own[at] ?? []).map(withoutScope), periods }
    })
    return { ...article, paragraphs }
  })
  return { documentId, file, title, publisher, date, dateBasis, place, period, articles }
}
