import path from 'node:path'
import { openAnsweringThread } from './answer/answering-thread.ts'
import { openTelegram } from './channel/telegram/open-telegram.ts'
import type { Telegram } from './channel/telegram/telegram.ts'
import { createWebPage } from './channel/web/web-page.ts'
import { openChatState } from './chat/chat-state.ts'
import { createChat } from './chat/create-chat.ts'
import { createAwaiting } from './chat/library/awaiting.ts'
import { createLibrary } from './chat/library/library.ts'
import { createReindexing } from './chat/reindexing.ts'
import { useState } from './chat/state-backup.ts'
import { STATE_FILE } from './chat/state-file.ts'
import { keepUp } from './chat/upkeep.ts'
import { settleIn, warmUp } from './chat/warm-up.ts'
import type { Config } from './config.ts'
import { readModelFolder } from './embedding/model-folder.ts'
import { IndexError, ModelError } from './errors.ts'
import type { Logger } from './logger.ts'
import { indexBeside } from './report-index/index-beside.ts'
import type { IndexingProgress, IndexingSummary } from './report-index/indexing.ts'
import type { OpenIndex } from './report-index/report-index.ts'
import { openContainedReader } from './report-index/reading/contained-reader.ts'
import { openIndex } from './report-index/sqlite/open-index.ts'
import { foreignIndexError } from './report-index/sqlite/owner.ts'

/** The serving program: every channel over one conversation. */
export interface Program {
  /** Resolves when questions are answered; `url` is the local page. */
  start(): Promise<{ readonly url: string }>
  /** Resolves when a channel has ended for good, with its error; pends while all serve. */
  readonly ended: Promise<unknown>
  /** Ends every channel, the answering thread and a run of indexing; what is under way is finished or kept. */
  stop(): Promise<void>
}

interface Notices {
  /** The first index is being built; nothing can be answered before. */
  readonly onFirstIndexing: (progress: IndexingProgress) => void
  readonly onModelMissing: (message: string) => void
}

interface Parts {
  readonly config: Config
  readonly log: Logger
  readonly notices: Notices
}

/** Wires the serving program from its settings. Nothing is opened or written before `start`. */
export function createProgram(parts: Parts): Program {
  let end: (error: unknown) => void
  const ended = new Promise<unknown>((resolve) => {
    end = resolve
  })
  const closers: Closers = []
  return {
    ended,
    async start() {
      const { url, telegram } = await open(parts, closers)
      telegram?.start().then(end, end)
      return { url }
    },
    async stop() {
      for (const close of closers.splice(0).toReversed()) await close()
    },
  }
}

/** Never goes back, as the time of day may. */
function clock(): number {
  return performance.now()
}

interface Running {
  readonly url: string
  readonly telegram: Telegram | undefined
}

/** What has to be ended, last opened first. */
type Closers = (() => unknown)[]

async function open({ config, log, notices }: Parts, closers: Closers): Promise<Running> {
  const model = await readModel(config, notices)
  const index = openIndex(config.indexDir, model, { isTrusted: true })
  closers.push(() => index.close())
  // Before the index is built: what cannot be mended by building must not be found after minutes of it.
  const used = useState(config.stateDir)
  closers.push(() => used.release())
  const state = openChatState(path.join(config.stateDir, STATE_FILE), { keepDays: config.keepDays })
  closers.push(() => state.close())
  const reindexing = createReindexing(
    (onProgress) => indexBeside(config, onProgress),
    () => performance.now(),
  )
  closers.push(() => reindexing.cancel())
  const { reportsDir, watchReports: isWatched, reindexAt: dailyAt } = config
  // Before anything is read: what changes from now on is noticed.
  const upkeep = keepUp({ reindexing, log, reportsDir, isWatched, dailyAt })
  closers.push(() => upkeep.stop())
  const isFirst = !canServe(index, config)
  const answerer = openAnsweringThread(config)
  closers.push(() => answerer.close())
  const build = async () => logSummary(log, await reindexing.start(notices.onFirstIndexing))
  if (isFirst) await build()
  const examples = await warmUp({ answerer, index, build })
  const reader = openContainedReader(config.lexiconDir)
  closers.push(() => reader.close())
  const own = { library: createLibrary(config.reportsDir, reader), awaiting: createAwaiting() }
  const chat = createChat({ ...own, answerer, index, reindexing, state, settings: config, examples, log, now: clock })
  const telegram = openTelegram(config, { chat, log, state })
  closers.push(() => telegram?.stop())
  const page = createWebPage({ host: config.host, port: config.port, chat, log, examples, hook: telegram?.hook })
  closers.push(() => page.stop())
  const { url } = await page.start()
  closers.push(settleIn({ answerer, log }, () => isFirst || upkeep.update()))
  return { url, telegram }
}

/**
 * False for an index that is missing or that cannot be opened; it is built before serving.
 *
 * @throws {IndexError} when it holds another folder's reports.
 */
function canServe(index: OpenIndex, { indexDir, reportsDir }: Config): boolean {
  const owner = ownerOf(index)
  if (owner === undefined || owner === reportsDir) return owner !== undefined
  throw foreignIndexError({ indexDir, reportsDir, owner })
}

function ownerOf(index: OpenIndex): string | undefined {
  try {
    return index.read((reading) => reading.reportsDir())
  } catch (error) {
    if (error instanceof IndexError) return undefined
    throw error
  }
}

async function readModel({ modelDir }: Config, { onModelMissing }: Notices) {
  try {
    return await readModelFolder(modelDir)
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    onModelMissing(error.message)
    return undefined
  }
}

function logSummary(log: Logger, summary: IndexingSummary | undefined): void {
  if (summary !== undefined) log.info(summary, 'index.updated')
}
