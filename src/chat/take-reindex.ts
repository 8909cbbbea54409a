import { IndexCancelledError, IndexError } from '../errors.ts'
import type { Taken } from './chat.ts'
import { draft, nameOf, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { SaidMessage, Talk } from './parts.ts'
import type { PacedProgress } from './reindexing.ts'
import { renderProgress, renderRunning, renderSummary } from './render-reindex.ts'

const STARTED = draft(say`开始更新索引，期间照常回答。要停下来，发 /reindex cancel。`)
const CANCELLING = draft(say`正在停下来，稍等。`)
const CANCELLED = draft(say`更新已取消。已经读取和计算的部分会保留，下次更新接着做；原来的索引照常使用。`)
const NOTHING_TO_CANCEL = draft(say`现在没有正在进行的更新。`)

/** What stands behind the command to end the run. */
const CANCEL = /^(?:cancel|stop|取消|停止)$/iu

/** Telegram takes about twenty edits a minute in a group; more often than this would be refused. */
const EDIT_INTERVAL_MS = 3000

/** Starts an update of the index for an admin, which goes on after the turn and edits its own message; or ends one. */
export async function takeReindex(talk: Talk, rest: string): Promise<Taken> {
  if (CANCEL.test(rest)) return cancel(talk)
  const { reindexing } = talk.parts
  if (reindexing.isRunning) {
    await talk.say(renderRunning(reindexing.progress))
    return {}
  }
  const said = await talk.say(STARTED)
  return { afterwards: run(talk, said) }
}

/** Any admin may end a run; the message of the one who started it says so too. */
async function cancel(talk: Talk): Promise<Taken> {
  const ended = talk.parts.reindexing.cancel()
  await talk.say(ended === undefined ? NOTHING_TO_CANCEL : CANCELLING)
  return {}
}

async function run({ parts: { reindexing, log, now } }: Talk, said: SaidMessage): Promise<void> {
  let edits = Promise.resolve()
  let editedAt = now()
  /** A message that cannot be edited (deleted, too old) must not look like an update that failed. */
  const edit = (drafted: Draft): void => {
    edits = edits
      .then(() => said.edit(drafted))
      .catch((error: unknown) => log.warn({ problem: problemOf(error) }, 'progress.unsent'))
  }
  const onProgress = (progress: PacedProgress) => {
    if (now() - editedAt < EDIT_INTERVAL_MS) return
    editedAt = now()
    edit(renderProgress(progress))
  }

  try {
    const summary = await reindexing.start(onProgress)
    edit(summary === undefined ? renderRunning(reindexing.progress) : renderSummary(summary))
  } catch (error) {
    log.error({ problem: problemOf(error) }, 'reindex.failed')
    edit(failureOf(error))
  }
  await edits
}

function failureOf(error: unknown): Draft {
  if (error instanceof IndexCancelledError) return CANCELLED
  return error instanceof IndexError
    ? draft([...say`更新没有完成：`, nameOf(error.message), ...say`。原来的索引照常使用。`])
    : draft(say`更新没有完成，原因见日志。原来的索引照常使用。`)
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
