import path from 'node:path'
import type { Config } from '../../config.ts'
import type { Article, Document, Paragraph } from '../../document/document.ts'
import { readDocument } from '../../document/read-document.ts'
import { readReportFile } from '../../document/report-files.ts'
import type { Lexicon } from '../../lexicon/lexicon.ts'
import { readLexicon } from '../../lexicon/read-lexicon.ts'
import { observationContext } from '../../observation/context.ts'
import { observe, periodsOf } from '../../observation/observe.ts'
import { print } from './print.ts'

/** Prints how a file is read, as JSON. Gives the exit code. */
export async function inspect({ lexiconDir, reportsDir }: Config, file: string): Promise<number> {
  const lexicon = readLexicon(lexiconDir)
  const place = path.resolve(file)
  const below = path.relative(reportsDir, place)
  // As the index names it; a file from elsewhere goes by its own name.
  const folder = below.startsWith('..') || path.isAbsolute(below) ? path.dirname(place) : reportsDir
  const name = path.relative(folder, place).split(path.sep).join('/')
  const document = await readDocument(await readReportFile(folder, name), lexicon)
  print(JSON.stringify(toInspection(document, lexicon), null, 2))
  return 0
}

function toInspection(document: Document, lexicon: Lexicon): object {
  const { id: documentId, file, title, publisher, date, dateBasis, place, period } = document
  const articles = document.articles.map((article) => ({
    ...article,
    paragraphs: article.paragraphs.map((paragraph) => inspectParagraph({ document, article, paragraph }, lexicon)),
  }))
  return { documentId, file, title, publisher, date, dateBasis, place, period, articles }
}

interface InContext {
  readonly document: Document
  readonly article: Article
  readonly paragraph: Paragraph
}

function inspectParagraph({ document, article, paragraph }: InContext, lexicon: Lexicon): object {
  const { id, kind, text, path: headings, repaired } = paragraph
  const context = observationContext(document, article, paragraph)
  return {
    id,
    kind,
    text,
    path: headings,
    repaired,
    observations: kind === 'heading' ? [] : observe(paragraph, context, lexicon),
    periods: periodsOf(paragraph, context).map((one) => ({
      text: one.text,
      start: one.start,
      end: one.end,
      from: one.from,
      to: one.to,
    })),
  }
}
