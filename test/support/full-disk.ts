import { spawn } from 'node:child_process'
import { cp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { openIndex } from '../../src/report-index/sqlite/open-index.ts'
import { finished, linesOf } from './command-line.ts'
import type { Finished, TemporaryFolder } from './command-line.ts'
import { report } from './indexed-folder.ts'
import { ROOT } from './source-files.ts'

/** Runs `index` on the folder's reports where no file may become larger than so many kilobytes. */
export async function indexWithin(folder: TemporaryFolder, kilobytes: number): Promise<Finished> {
  // POSIX counts in blocks of 512 bytes. Node ignores the signal that comes with the refusal, as SQLite expects it.
  const script = `ulimit -f ${kilobytes * 2}; exec "$0" "$@"`
  const args = [path.join(ROOT, 'dist/main.js'), ...indexing(folder)]
  return finished(spawn('sh', ['-c', script, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** The command that indexes the folder's reports. */
export function indexing(folder: TemporaryFolder): string[] {
  return ['index', '--reports', folder.at('reports'), '--index', folder.at('index')]
}

function lines(county: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `2024年，${county}县第${at + 1}个项目完成投资${at + 2}万元。`)
}

/** Writes two short reports that fit and are indexed first, or with `isMore` a long one that has to find room. */
export async function writeReports(folder: TemporaryFolder, { isMore }: { isMore: boolean }): Promise<void> {
  await folder.write(
    isMore
      ? { 'reports/c.md': report('清源县2024年公报', ...lines('清源', 60)) }
      : {
          'reports/a.md': report('青禾县2024年公报', ...lines('青禾', 5)),
          'reports/b.md': report('望海县2024年公报', ...lines('望海', 5)),
        },
  )
}

/**
 * Indexes again and again from the same start, with the room that each step leaves. Expects of each run either the new
 * generation, or one sentence, the old generation and no file that nobody needs.
 *
 * @returns how many runs found no room.
 */
export async function indexWithLittleRoom(
  folder: TemporaryFolder,
  steps: readonly number[],
  attempt: (step: number) => Promise<Finished>,
): Promise<number> {
  await cp(folder.at('index'), folder.at('before'), { recursive: true })
  const before = await readdir(folder.at('before'))
  let refused = 0
  for (const step of steps) {
    await empty(folder.at('index'))
    await cp(folder.at('before'), folder.at('index'), { recursive: true })
    const { code, stdout, stderr } = await attempt(step)
    // With the output, which names a report that was left out.
    expect({ step, code, documents: documentsIn(folder.at('index')), stdout, stderr }).toMatchObject(
      code === 0 ? { step, code: 0, documents: 3 } : { step, code: 1, documents: 2 },
    )
    if (code === 0) continue
    refused += 1
    expect(stdout).toBe('')
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/写不进去|写入失败/)])
    // The log of the database may stay; the seal is gone until a run has ended well.
    const left = await readdir(folder.at('index'))
    expect(left.filter((name) => !before.includes(name) && !/^reports\.db-(?:wal|shm)$/.test(name))).toEqual([])
  }
  return refused
}

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true })
}

function documentsIn(indexDir: string): number | undefined {
  const index = openIndex(indexDir, undefined)
  try {
    return index.read((reading) => reading.documents().length)
  } finally {
    index.close()
  }
}
