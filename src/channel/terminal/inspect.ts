import path from 'node:path'
import type { Config } from '../../config.ts'
import { readReportFile } from '../../document/report-files.ts'
import { observationContext } from '../../observation/context.ts'
import { periodsOf } from '../../observation/observe.ts'
import { openContainedReader } from '../../report-index/reading/contained-reader.ts'
import type { ReadReport } from '../../report-index/reading/report-reader.ts'
import { print } from './print.ts'

/** Prints how a file is read, as JSON. Gives the exit code. */
export async function inspect({ lexiconDir, reportsDir }: Config, file: string): Promise<number> {
  const place = path.resolve(file)
  const below = path.relative(reportsDir, place)
  // As the index names it; a file from elsewhere goes by its own name.
  const folder = below.startsWith('..') || path.isAbsolute(below) ? path.dirname(place) : reportsDir
  const name = path.relative(folder, place).split(path.sep).join('/')
  const input = await readReportFile(folder, name)
  const reader = openContainedReader(lexiconDir)
  try {
    print(JSON.stringify(toInspection(await reader.read(input)), null, 2))
  } finally {
    reader.close()
  }
  return 0
}

function toInspection({ document, observations }: ReadReport): object {
  const { id: documentId, file, title, publisher, date, dateBasis, place, period } = document
  let before = 0
  const articles = document.articles.map((article) => {
    const own = observations.slice(before, before + article.paragraphs.length)
    before += article.paragraphs.length
    const paragraphs = article.paragraphs.map((paragraph, at) => {
      const { id, kind, text, path: headings, repaired } = paragraph
      const periods = periodsOf(paragraph, observationContext(document, article, paragraph))
      return { id, kind, text, path: headings, repaired, observations: own[at] ?? [], periods }
    })
    return { ...article, paragraphs }
  })
  return { documentId, file, title, publisher, date, dateBasis, place, period, articles }
}
