import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { compiledUrl } from '../../src/compiled-url.ts'
import type { IndexingFolders } from '../../src/report-index/index-folders.ts'
import type { IndexingProgress } from '../../src/report-index/indexing.ts'
import type { IndexingMessage } from '../../src/report-index/indexing-process.ts'
import type { ReportIndex } from '../../src/report-index/report-index.ts'
import { tokensOf } from '../../src/report-index/tokens.ts'
import { LEXICON_DIR, report } from './indexed-folder.ts'
import type { IndexedFolder } from './indexed-folder.ts'
import { MODEL_DIR } from './model.ts'
import { seededRandom } from './vectors.ts'

const ENTRY = fileURLToPath(compiledUrl(new URL('../../src/report-index/indexing-process.ts', import.meta.url)))

/** The folders of a test, as the real process gets them. */
export function foldersOf({ reportsDir, indexDir }: IndexedFolder): IndexingFolders {
  return { reportsDir, indexDir, lexiconDir: LEXICON_DIR, modelDir: MODEL_DIR, sessions: 1 }
}

/** Starts the real indexing process. */
export function startIndexing(folder: IndexedFolder): { child: ChildProcess; ended: Promise<unknown> } {
  const child = fork(ENTRY, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send({ kind: 'start', folders: foldersOf(folder) })
  return { child, ended: once(child, 'exit') }
}

const COUNTIES = ['清源', '望海', '临溪'] as const

/** Every report names the edition, so that a mixture of two generations would be seen. */
function writeEdition(folder: IndexedFolder, edition: number): void {
  for (const [at, county] of COUNTIES.entries()) {
    const lines = Array.from({ length: 12 }, (_, i) => `${county}县第${i + 1}个项目完成投资${edition}.${i % 10}万元。`)
    folder.write(`${at}.md`, report(`${county}县第${edition}期通报`, ...lines))
  }
}

/** The editions that a question about the projects finds, each once: one, unless generations are mixed. */
function editionsFound(index: ReportIndex): number[] {
  const found = index.byWords(tokensOf('项目完成投资'), 100).map(({ row }) => index.passage(row)?.text ?? '')
  return [...new Set(found.map((text) => Number(/投资(\d+)/.exec(text)?.[1])))]
}

/** A kill comes at a random moment so many milliseconds after the first message of the phase: about as long as it lasts. */
const MOMENTS = [
  { phase: 'reading', within: 600 },
  { phase: 'embedding', within: 300 },
  { phase: 'publishing', within: 15 },
] as const

/** How many runs ended in which way. */
export interface KillCounts {
  readonly killed: number
  readonly finished: number
  /** How often the open reader was asked while a run was under way. */
  readonly readsMeanwhile: number
}

/**
 * Runs the real process again and again on reports that change after each run that finished, and kills it with SIGKILL
 * at a random moment of each phase in turn. Expects after each kill and at every sign of progress:
 * a whole edition is served, never an older one than before, and the newest where the run had said that it was done;
 * nothing that was embedded is embedded again.
 */
export async function killOften(folder: IndexedFolder, { kills, seed }: { kills: number; seed: number }) {
  const random = seededRandom(seed)
  const open = folder.open()
  const served = () => open.read((index) => ({ editions: editionsFound(index), ...index.status() }))
  const seen = { edition: 0, generation: 0 }
  const expectNoStepBack = () => {
    const { editions, generation } = served() ?? { editions: [], generation: 0 }
    const [newest = 0] = editions
    expect(editions.length).toBeLessThanOrEqual(1)
    expect(newest).toBeGreaterThanOrEqual(seen.edition)
    expect(generation).toBeGreaterThanOrEqual(seen.generation)
    Object.assign(seen, { edition: newest, generation })
  }

  const counts = { killed: 0, finished: 0, readsMeanwhile: 0 }
  let edition = 1
  let missing = Infinity
  writeEdition(folder, edition)
  while (counts.killed < kills && counts.finished < 4 * kills) {
    const { within, ...moment } = MOMENTS[(counts.killed + counts.finished) % MOMENTS.length] ?? MOMENTS[0]
    const run = await runAndKill(folder, {
      moment: { ...moment, afterMs: random() * within },
      onProgress({ phase, done, total }) {
        counts.readsMeanwhile += 1
        expectNoStepBack()
        if (phase !== 'embedding') return
        expect(total).toBeLessThanOrEqual(missing)
        missing = Math.min(missing, total - done)
      },
    })
    expectNoStepBack()
    if (run.hasFinished) expect(seen.edition).toBe(edition)
    counts[run.hasFinished ? 'finished' : 'killed'] += 1
    if (seen.edition === edition) {
      edition += 1
      missing = Infinity
      writeEdition(folder, edition)
    }
  }
  return counts satisfies KillCounts
}

interface Kill {
  readonly moment: { readonly phase: IndexingProgress['phase']; readonly afterMs: number }
  readonly onProgress: (progress: IndexingProgress) => void
}

async function runAndKill(folder: IndexedFolder, { moment, onProgress }: Kill): Promise<{ hasFinished: boolean }> {
  const { child, ended } = startIndexing(folder)
  let timer: NodeJS.Timeout | undefined
  let hasFinished = false
  let problem: unknown
  child.on('message', (message: IndexingMessage) => {
    if (message.kind === 'done') hasFinished = true
    if (message.kind === 'failed') problem = message.message
    if (message.kind !== 'progress') return
    const { progress } = message
    if (moment.phase === progress.phase) {
      timer ??= setTimeout(() => child.kill('SIGKILL'), moment.afterMs)
    }
    try {
      onProgress(progress)
    } catch (error) {
      problem ??= error
      child.kill('SIGKILL')
    }
  })
  await ended
  clearTimeout(timer)
  if (problem !== undefined) throw problem
  return { hasFinished }
}
