import type { Upload } from '../../document/uploads.ts'
import type { Taken } from '../chat.ts'
import { draft, nameOf, say } from '../draft.ts'
import type { Talk } from '../parts.ts'
import { takeReindex } from '../take-reindex.ts'
import type { UploadPress } from './library-press.ts'
import { renderAccepted } from './render-upload.ts'
import { isReportField } from './report-field.ts'
import { requestField } from './take-field.ts'
import { explaining } from './take-file.ts'

const DEALT_WITH: Taken = { notice: '这份文件已经处理过了' }

/** Does what a button under a file that was sent asks for. */
export async function takeUploadPress(talk: Talk, { verb, id }: UploadPress): Promise<Taken> {
  const pending = await talk.parts.library.uploads.pending()
  const meant = verb === 'accept-all' ? pending : pending.filter((one) => one.id === id)
  const [upload] = meant
  if (upload === undefined) return DEALT_WITH
  if (isReportField(verb)) return requestField(talk, verb, { kind: 'upload', id })
  return verb === 'discard' ? discard(talk, upload) : accept(talk, meant)
}

/** Puts files among the reports and updates the index. */
async function accept(talk: Talk, accepted: readonly Upload[]): Promise<Taken> {
  const { parts, speaker } = talk
  let isDone = false
  const taken = await explaining(talk, async () => {
    for (const upload of accepted) await parts.library.uploads.accept(upload)
    parts.awaiting.clear(speaker)
    await talk.revise(renderAccepted(accepted, parts.reindexing.isRunning))
    isDone = true
  })
  return isDone && !parts.reindexing.isRunning ? takeReindex(talk, '') : taken
}

function discard(talk: Talk, upload: Upload): Promise<Taken> {
  const { parts, speaker } = talk
  return explaining(talk, async () => {
    await parts.library.uploads.discard(upload)
    parts.awaiting.clear(speaker)
    await talk.revise(draft(say`已取消，文件没有保留：${nameOf(upload.originalName)}`))
  })
}
