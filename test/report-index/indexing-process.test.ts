import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compiledUrl } from '../../src/compiled-url.ts'
import { IndexError } from '../../src/errors.ts'
import { indexBeside } from '../../src/report-index/index-beside.ts'
import type { IndexingFolders } from '../../src/report-index/index-folders.ts'
import type { IndexingProgress } from '../../src/report-index/indexing.ts'
import type { IndexingMessage } from '../../src/report-index/indexing-process.ts'
import { createIndexedFolder, LEXICON_DIR, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { MODEL_DIR } from '../support/model.ts'
import { seededRandom } from '../support/vectors.ts'

const ENTRY = fileURLToPath(compiledUrl(new URL('../../src/report-index/indexing-process.ts', import.meta.url)))

let folder: IndexedFolder
beforeEach(() => {
  folder = createIndexedFolder()
  folder.write('base.md', report('青禾县2023年公报', '2023年，青禾县粮食产量达到40.4万吨。'))
})
afterEach(() => folder.dispose())

const folders = (): IndexingFolders => ({
  reportsDir: folder.reportsDir,
  indexDir: folder.indexDir,
  lexiconDir: LEXICON_DIR,
  modelDir: MODEL_DIR,
  sessions: 1,
})

const paragraphs = (county: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${county}县第${i + 1}个项目完成投资${i + 2}.${i % 10}万元。`)

test('the real process indexes with the real model and tells its progress', async () => {
  const seen: IndexingProgress[] = []
  const summary = await indexBeside(folders(), (progress) => seen.push(progress)).done
  expect(summary).toMatchObject({ documents: 1, added: 1, failed: [] })
  expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['reading', 'embedding', 'publishing']))
})

test('the real process says in one IndexError what the operator can mend', async () => {
  rmSync(folder.reportsDir, { recursive: true })
  const run = indexBeside(folders(), () => {})
  await expect(run.done).rejects.toThrow(/REPORTS_DIR/)
  await expect(run.done).rejects.toThrow(IndexError)
})

test('a run that is cancelled is an IndexError, and the next one finishes', async () => {
  const run = indexBeside(folders(), () => run.cancel())
  await expect(run.done).rejects.toThrow(/请重试/)
  expect(await indexBeside(folders(), () => {}).done).toMatchObject({ documents: 1 })
})

test.runIf(process.platform === 'linux')(
  'the process lowers its priority once, its embedding threads no further',
  async () => {
    folder.write('long.md', report('临溪县2024年公报', ...paragraphs('临溪', 80)))
    const { child, ended } = start()
    const seen = new Set<number>()
    child.on('message', ({ kind }: IndexingMessage) => {
      if (kind === 'progress') for (const nice of nicenessOfThreads(child.pid)) seen.add(nice)
    })
    await ended
    expect(Math.max(...seen)).toBe(10)
  },
)

/** The 19th field of each thread's stat; the second may hold blanks and ends with a bracket. */
function nicenessOfThreads(pid: number | undefined): number[] {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).map((thread) => {
    const [, fields = ''] = readFileSync(`${tasks}/${thread}/stat`, 'utf8').split(') ')
    return Number(fields.split(' ')[16])
  })
}

test('killed at any moment, the old generation serves, the next run finishes and nothing acknowledged is lost', async () => {
  await indexBeside(folders(), () => {}).done
  folder.write('a.md', report('清源县2024年公报', ...paragraphs('清源', 60)))
  folder.write('b.md', report('望海县2024年公报', ...paragraphs('望海', 60)))
  const random = seededRandom(3)
  let missing = Infinity
  for (let round = 0; round < 10; round++) {
    const { hasFinished, progress } = await runAndKill(Math.floor(random() * 600))
    const embedding = progress.filter(({ phase }) => phase === 'embedding')
    for (const { total } of embedding) expect(total).toBeLessThanOrEqual(missing)
    missing = Math.min(missing, ...embedding.map(({ done, total }) => total - done))
    const files = folder.read((index) => index.documents().map(({ file }) => file))
    expect(files).toEqual(hasFinished ? ['a.md', 'b.md', 'base.md'] : ['base.md'])
    if (hasFinished) break
  }
  expect(await indexBeside(folders(), () => {}).done).toMatchObject({ documents: 3, failed: [] })
  expect(folder.read((index) => index.status())).toMatchObject({ documents: 3 })
})

function start() {
  const child = fork(ENTRY, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(folders())
  return { child, ended: once(child, 'exit') }
}

/** Runs the process and kills it so many milliseconds after its first message. */
async function runAndKill(afterMs: number) {
  const { child, ended } = start()
  const progress: IndexingProgress[] = []
  let hasFinished = false
  child.on('message', (message: IndexingMessage) => {
    if (message.kind === 'progress') progress.push(message.progress)
    else hasFinished = true
  })
  await once(child, 'message')
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  await ended
  clearTimeout(timer)
  return { hasFinished, progress }
}
