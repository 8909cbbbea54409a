import type { Taken } from '../chat.ts'
import { draft, nameOf, say } from '../draft.ts'
import type { Draft } from '../draft.ts'
import type { Talk } from '../parts.ts'
import type { Awaited, ReportPointer } from './awaiting.ts'
import { findReport } from './find-report.ts'
import { renderSaved } from './render-docs.ts'
import { renderFieldMistake, renderFieldRequest } from './render-upload.ts'
import { FIELD_WORDS } from './report-field.ts'
import type { ReportField } from './report-field.ts'
import { explaining, showUpload } from './take-file.ts'

const CANCELLED = draft(say`好的，没有改动。`)
const DEALT_WITH = draft(say`这份文件已经处理过了，可以用 /docs 修改。`)
const GONE = draft(say`这份资料已不在索引里。`)

/** Asks an admin for a field of a report; his next words are it. */
export async function requestField(talk: Talk, field: ReportField, about: ReportPointer): Promise<Taken> {
  talk.parts.awaiting.set(talk.speaker, { field, about, isAskedFor: true })
  return tell(talk, renderFieldRequest(field))
}

/** Takes words as the field that their speaker was asked for; undefined when they are something else. */
export async function takeField(talk: Talk, text: string): Promise<Taken | undefined> {
  const { parts, speaker } = talk
  const awaited = speaker.isAdmin ? parts.awaiting.get(speaker) : undefined
  const words = text.trim()
  if (awaited === undefined || /^[/／]/u.test(words)) return undefined
  const value = FIELD_WORDS[awaited.field].read(words)
  if (value === undefined && !awaited.isAskedFor) return undefined
  if (value === undefined && words !== '取消') return tell(talk, renderFieldMistake(awaited.field))
  parts.awaiting.clear(speaker)
  return value === undefined || words === '取消' ? tell(talk, CANCELLED) : write(talk, awaited, value)
}

function write(talk: Talk, { field, about }: Awaited, value: string): Promise<Taken> {
  return about.kind === 'upload'
    ? describeUpload(talk, about.id, { [field]: value })
    : describeReport(talk, about.key, { field, value })
}

async function describeUpload(talk: Talk, id: string, change: Partial<Record<ReportField, string>>): Promise<Taken> {
  const { uploads } = talk.parts.library
  const upload = (await uploads.pending()).find((one) => one.id === id)
  if (upload === undefined) return tell(talk, DEALT_WITH)
  return explaining(talk, async () => {
    await uploads.describe(upload, change)
    await showUpload(talk, upload)
  })
}

interface Stated {
  readonly field: ReportField
  readonly value: string
}

async function describeReport(talk: Talk, key: string, { field, value }: Stated): Promise<Taken> {
  const report = findReport(talk, key)
  if (report === undefined) return tell(talk, GONE)
  return explaining(talk, async () => {
    await talk.parts.library.describe(report.file, { [field]: value })
    const { label } = FIELD_WORDS[field]
    await talk.say(renderSaved(say`《${nameOf(report.title)}》的${nameOf(label)}已写成：${nameOf(value)}`))
  })
}

async function tell(talk: Talk, drafted: Draft): Promise<Taken> {
  await talk.say(drafted)
  return {}
}
