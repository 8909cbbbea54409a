import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { ReportError, ReportUnavailableError } from '../../src/errors.ts'
import { openContainedReader } from '../../src/report-index/reading/contained-reader.ts'
import type { ContainedReader } from '../../src/report-index/reading/contained-reader.ts'
import { BAD_FILES, damagedFiles } from '../support/bad-files.ts'
import { LEXICON_DIR } from '../support/indexed-folder.ts'
import { memoryOf } from '../support/process-memory.ts'

const MEGABYTE = 1024 * 1024

test('500 damaged and all bad files: each is read or refused, and the parent neither grows nor waits', async () => {
  const reader = openContainedReader(LEXICON_DIR)
  const files = [...damagedFiles(500, 7), ...BAD_FILES.map(({ file, bytes }) => ({ file, bytes: bytes() }))]
  const watched = watchSelf()
  const tally = createTally()
  for (const file of files) tally.add(path.extname(file.file), await endOf(reader, file))
  const seen = watched.end()
  reader.close()
  console.info(`${files.length} bad files:`, seen)
  console.table(tally.rows())
  expect(tally.rows()).toHaveLength(11)
  expect(tally.unavailable()).toBe(0)
  expect(seen.peakMegabytes).toBeLessThan(100)
  expect(seen.longestStallMs).toBeLessThan(200)
})

interface End {
  readonly how: 'read' | 'refused' | 'unavailable'
  /** The process that read it is gone. */
  readonly isLost: boolean
  readonly seconds: number
}

async function endOf(reader: ContainedReader, file: { file: string; bytes: Uint8Array }): Promise<End> {
  const [{ pid }, startedAt] = [reader, performance.now()]
  let how: End['how'] = 'read'
  try {
    await (file.file.endsWith('.zip') ? reader.unpack(file) : reader.read(file))
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    how = error instanceof ReportUnavailableError ? 'unavailable' : 'refused'
  }
  return { how, isLost: pid !== undefined && reader.pid !== pid, seconds: (performance.now() - startedAt) / 1000 }
}

/** Counts, by the ending of the file's name, how files ended. */
function createTally() {
  const kinds = new Map<string, End[]>()
  const endsOf = (kind: string) => kinds.get(kind) ?? []
  return {
    add: (kind: string, end: End) => void kinds.set(kind, [...endsOf(kind), end]),
    unavailable: () => [...kinds.values()].flat().filter(({ how }) => how === 'unavailable').length,
    rows: () =>
      [...kinds].map(([kind, ends]) => ({
        kind,
        files: ends.length,
        read: ends.filter(({ how }) => how === 'read').length,
        refused: ends.filter(({ how }) => how === 'refused').length,
        'process lost': ends.filter(({ isLost }) => isLost).length,
        'slowest s': Number(Math.max(...ends.map(({ seconds }) => seconds)).toFixed(1)),
      })),
  }
}

/** How much this process grew at most, and the longest time in which nothing else in it got its turn. */
function watchSelf() {
  const delays = monitorEventLoopDelay({ resolution: 10 })
  const before = memoryOf(process.pid)
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(process.pid))
  }, 50)
  delays.enable()
  return {
    end() {
      delays.disable()
      clearInterval(timer)
      const [peakMegabytes, longestStallMs] = [(peak - before) / MEGABYTE, delays.max / 1e6].map(Math.round)
      return { peakMegabytes: peakMegabytes ?? 0, longestStallMs: longestStallMs ?? 0 }
    },
  }
}
