import { InputError, ReportError } from '../../errors.ts'
import type { Upload } from '../../document/uploads.ts'
import type { OfferedFile, Taken } from '../chat.ts'
import type { Draft } from '../draft.ts'
import { draft, nameOf, say } from '../draft.ts'
import type { Talk } from '../parts.ts'
import { renderUpload } from './render-upload.ts'

/** Telegram lets a bot fetch no more, and larger files are not read either. */
const MAX_BYTES = 20 * 1024 * 1024
const MEGABYTE = 1024 * 1024

const ADMINS_ONLY = draft(
  say`只有管理员可以添加资料（在自己的账号下直接发送，转发和匿名都不行）。有问题请直接打字问我。`,
)
const UNREACHABLE = draft(say`文件没有下载成功，请重新发送。`)

/** Takes a file that an admin sends: fetches and reads it, keeps it aside, and says how it would be read. */
export async function takeFile(talk: Talk, file: OfferedFile): Promise<Taken> {
  if (!talk.speaker.isAdmin) return answer(talk, ADMINS_ONLY)
  if (file.size !== undefined && file.size > MAX_BYTES) return answer(talk, renderTooLarge(file.size))
  const downloaded = await file.download(MAX_BYTES)
  switch (downloaded.kind) {
    case 'bytes':
      return takeContent(talk, file.name, downloaded.bytes)
    case 'too-large':
      return answer(talk, renderTooLarge(undefined))
    case 'unreachable':
      return answer(talk, UNREACHABLE)
  }
}

async function takeContent(talk: Talk, name: string, bytes: Uint8Array): Promise<Taken> {
  const { library, index } = talk.parts
  const received = library.uploads.receive(name, bytes)
  const known = index.read((reading) => reading.documents().find(({ id }) => id === received.id))
  if (known !== undefined) {
    const { title, file, originalName } = known
    const same = say`资料里已有内容相同的文件：《${nameOf(title)}》（${nameOf(originalName ?? file)}），没有再存一份。`
    return answer(talk, draft(same))
  }
  return explaining(talk, async () => {
    // Before anything is written: what cannot be read is not kept.
    const survey = await library.survey(received.input)
    const upload = await library.uploads.stage(received)
    if (survey.date === null) awaitDate(talk, upload)
    await talk.say(renderUpload(upload, survey, (await library.uploads.pending()).length))
  })
}

/** Shows a file that waits, as it would be read now. */
export async function showUpload(talk: Talk, upload: Upload): Promise<Taken> {
  const { uploads, survey } = talk.parts.library
  return explaining(talk, async () => {
    const [read, waiting] = [await survey(await uploads.read(upload)), await uploads.pending()]
    await talk.say(renderUpload(upload, read, waiting.length))
  })
}

/** Does something with reports, and says in a sentence what of it the admin has to mend. */
export async function explaining(talk: Talk, work: () => Promise<void>): Promise<Taken> {
  try {
    await work()
    return {}
  } catch (error) {
    if (error instanceof ReportError) return answer(talk, draft(say`这份文件用不了：${nameOf(error.reason)}。`))
    if (error instanceof InputError) return answer(talk, draft([nameOf(error.message)]))
    throw error
  }
}

/** A date is what reports lack most; whoever is asked for another thing answers that first. */
function awaitDate({ parts: { awaiting }, speaker }: Talk, { id }: Upload): void {
  if (awaiting.get(speaker) !== undefined) return
  awaiting.set(speaker, { field: 'date', about: { kind: 'upload', id }, isAskedFor: false })
}

function renderTooLarge(size: number | undefined): Draft {
  const had = size === undefined ? [] : say`有${Math.ceil(size / MEGABYTE)} MB，`
  const limit = MAX_BYTES / MEGABYTE
  return draft(say`文件${had}超过${limit} MB，机器人收不下。请拆分，或直接放进报告文件夹后更新索引。`)
}

async function answer(talk: Talk, drafted: Draft): Promise<Taken> {
  await talk.say(drafted)
  return {}
}
