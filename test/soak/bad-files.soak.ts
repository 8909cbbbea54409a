import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { ReportError } from '../../src/errors.ts'
import { openContainedReader } from '../../src/report-index/reading/contained-reader.ts'
import { BAD_FILES, damagedFiles } from '../support/bad-files.ts'
import { LEXICON_DIR } from '../support/indexed-folder.ts'

const MEGABYTE = 1024 * 1024

test('500 damaged and all bad files: each is read or refused, and the parent neither grows nor waits', async () => {
  const reader = openContainedReader(LEXICON_DIR)
  const files = [...damagedFiles(500, 7), ...BAD_FILES.map(({ file, bytes }) => ({ file, bytes: bytes() }))]
  const stalls = watchStalls()
  const before = process.memoryUsage().rss
  let refused = 0
  for (const file of files) {
    await reader.read(file).catch((error: unknown) => {
      if (!(error instanceof ReportError)) throw error
      refused++
    })
  }
  const grown = (process.memoryUsage().rss - before) / MEGABYTE
  const longest = stalls.end()
  reader.close()
  console.info('bad files:', {
    files: files.length,
    refused,
    grownMegabytes: Math.round(grown),
    longestStallMs: longest,
  })
  expect(grown).toBeLessThan(100)
  expect(longest).toBeLessThan(200)
})

/** The longest time in which nothing else got its turn, in milliseconds. */
function watchStalls(): { end(): number } {
  const delays = monitorEventLoopDelay({ resolution: 10 })
  delays.enable()
  return {
    end() {
      delays.disable()
      return Math.round(delays.max / 1e6)
    },
  }
}
