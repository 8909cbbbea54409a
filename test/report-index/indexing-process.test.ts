import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { IndexCancelledError, IndexError } from '../../src/errors.ts'
import { indexBeside } from '../../src/report-index/index-beside.ts'
import type { IndexingProgress } from '../../src/report-index/indexing.ts'
import type { IndexingMessage } from '../../src/report-index/indexing-process.ts'
import { createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { foldersOf, killOften, startIndexing } from '../support/killed-indexing.ts'

let folder: IndexedFolder
beforeEach(() => {
  folder = createIndexedFolder()
  folder.write('base.md', report('青禾县2023年公报', '2023年，青禾县粮食产量达到40.4万吨。'))
})
afterEach(() => folder.dispose())

const paragraphs = (county: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${county}县第${i + 1}个项目完成投资${i + 2}.${i % 10}万元。`)

test('the real process indexes with the real model and tells its progress', async () => {
  const seen: IndexingProgress[] = []
  const summary = await indexBeside(foldersOf(folder), (progress) => seen.push(progress)).done
  expect(summary).toMatchObject({ documents: 1, added: 1, failed: [] })
  expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['reading', 'embedding', 'publishing']))
})

test('the real process says in one IndexError what the operator can mend', async () => {
  rmSync(folder.reportsDir, { recursive: true })
  const run = indexBeside(foldersOf(folder), () => {})
  await expect(run.done).rejects.toThrow(/REPORTS_DIR/)
  await expect(run.done).rejects.toThrow(IndexError)
})

test('a run that is cancelled says so, keeps what it embedded, and the next one finishes', async () => {
  folder.write('long.md', report('临溪县2024年公报', ...paragraphs('临溪', 200)))
  const seen: number[] = []
  const run = indexBeside(foldersOf(folder), ({ phase, done, total }) => {
    if (phase !== 'embedding') return
    seen.push(total - done)
    run.cancel()
  })
  await expect(run.done).rejects.toThrow(IndexCancelledError)
  await expect(run.done).rejects.toThrow(/已取消/)
  const next: number[] = []
  const summary = await indexBeside(foldersOf(folder), ({ phase, total }) => {
    if (phase === 'embedding') next.push(total)
  }).done
  expect(next[0]).toBe(seen.at(-1))
  expect(summary).toMatchObject({ documents: 2, failed: [] })
})

test.runIf(process.platform === 'linux')(
  'the process lowers its priority once, its embedding threads no further',
  async () => {
    folder.write('long.md', report('临溪县2024年公报', ...paragraphs('临溪', 80)))
    const { child, ended } = startIndexing(folder)
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

test('killed at any moment, nothing acknowledged is lost, the generation never goes back and answers keep coming', async () => {
  const { killed } = await killOften(folder, { kills: 5, seed: 3 })
  expect(killed).toBe(5)
  expect(await indexBeside(foldersOf(folder), () => {}).done).toMatchObject({ failed: [] })
})
