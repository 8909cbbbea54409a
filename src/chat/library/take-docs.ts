import type { DocumentFacts } from '../../report-index/report-index.ts'
import type { Taken } from '../chat.ts'
import { nameOf, say } from '../draft.ts'
import type { Draft } from '../draft.ts'
import type { Talk } from '../parts.ts'
import { takeReindex } from '../take-reindex.ts'
import { findReport } from './find-report.ts'
import type { DocsPress } from './library-press.ts'
import { PER_PAGE, renderDoc, renderDocs, renderRemoval, renderSaved } from './render-docs.ts'
import type { Listed } from './render-docs.ts'
import { isReportField } from './report-field.ts'
import { requestField } from './take-field.ts'
import { explaining, showUpload } from './take-file.ts'

const GONE: Taken = { notice: '这份资料已不在索引里' }

/** Lists the reports for an admin. */
export async function takeDocs(talk: Talk): Promise<Taken> {
  await talk.say(await pageOf(talk, 0))
  return {}
}

/** Does what a button of the list asks for, in the same message. */
export async function takeDocsPress(talk: Talk, press: DocsPress): Promise<Taken> {
  if (press.verb === 'reindex') return takeReindex(talk, '')
  if (press.verb === 'list') return revise(talk, await pageOf(talk, Number(press.key)))
  if (press.verb === 'pending') return showPending(talk)
  const report = findReport(talk, press.key)
  if (report === undefined) return GONE
  const { verb, key } = press
  if (isReportField(verb)) return requestField(talk, verb, { kind: 'report', key })
  switch (verb) {
    case 'show':
      return revise(talk, renderDoc(listed(talk, report)))
    case 'remove':
      return revise(talk, renderRemoval(report))
    case 'remove-now':
      return remove(talk, report)
  }
}

async function revise(talk: Talk, drafted: Draft): Promise<Taken> {
  await talk.revise(drafted)
  return {}
}

async function remove(talk: Talk, { file, title }: DocumentFacts): Promise<Taken> {
  let isRemoved = true
  const taken = await explaining(talk, async () => {
    isRemoved = await talk.parts.library.uploads.remove(file)
    if (isRemoved) await talk.revise(renderSaved(say`已移除《${nameOf(title)}》`))
  })
  return isRemoved ? taken : { notice: '文件已不在那里，请更新索引' }
}

/** So many reports on files at once are read; the rest can be accepted with them. */
const MAX_SHOWN = 5

async function showPending(talk: Talk): Promise<Taken> {
  const pending = await talk.parts.library.uploads.pending()
  for (const upload of pending.slice(0, MAX_SHOWN)) await showUpload(talk, upload)
  return pending.length === 0 ? { notice: '没有待确认的文件' } : {}
}

/** Buttons can be forged: a page that does not exist is the last. */
async function pageOf(talk: Talk, asked: number): Promise<Draft> {
  const all = talk.parts.index.read((index) => index.documents()) ?? []
  const last = Math.max(0, Math.ceil(all.length / PER_PAGE) - 1)
  const page = Number.isInteger(asked) ? Math.min(asked, last) : last
  const shown = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
  const { length: pending } = await talk.parts.library.uploads.pending()
  return renderDocs({ listed: shown.map((facts) => listed(talk, facts)), page, total: all.length, pending })
}

const NOTHING = { paragraphs: 0, figures: 0 }

function listed({ parts: { index } }: Talk, facts: DocumentFacts): Listed {
  return { facts, size: index.read((reading) => reading.sizeOf(facts.file)) ?? NOTHING }
}
