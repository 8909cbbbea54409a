import { IndexError } from '../errors.ts'
import type { IndexingProgress } from '../report-index/indexing.ts'
import type { Taken } from './chat.ts'
import { draft, nameOf, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { SaidMessage, Talk } from './parts.ts'
import { renderProgress, renderSummary } from './render-pages.ts'

const RUNNING = draft(say`已有一次更新正在进行，请等它完成。`)
const STARTED = draft(say`开始更新索引。期间照常回答。`)

/** Telegram takes about twenty edits a minute in a group; more often than this would be refused. */
const EDIT_INTERVAL_MS = 3000

/** Starts an update of the index for an admin; the run goes on after the turn and edits its own message. */
export async function takeReindex(talk: Talk): Promise<Taken> {
  const { parts } = talk
  if (parts.reindexing.isRunning) {
    await talk.say(RUNNING)
    return {}
  }
  const said = await talk.say(STARTED)
  return { afterwards: run(talk, said) }
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
  const onProgress = (progress: IndexingProgress) => {
    if (now() - editedAt < EDIT_INTERVAL_MS) return
    editedAt = now()
    edit(renderProgress(progress))
  }

  try {
    const summary = await reindexing.start(onProgress)
    edit(summary === undefined ? RUNNING : renderSummary(summary))
  } catch (error) {
    log.error({ problem: problemOf(error) }, 'reindex.failed')
    edit(failureOf(error))
  }
  await edits
}

function failureOf(error: unknown) {
  return error instanceof IndexError
    ? draft([...say`更新没有完成：`, nameOf(error.message), ...say`。原来的索引照常使用。`])
    : draft(say`更新没有完成，原因见日志。原来的索引照常使用。`)
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
