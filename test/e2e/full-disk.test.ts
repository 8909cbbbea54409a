import { expect, test } from 'vitest'
import { run, temporaryFolder } from '../support/command-line.ts'
import { indexing, indexWithin, indexWithLittleRoom, writeReports } from '../support/full-disk.ts'

test.skipIf(process.platform === 'win32')(
  'a disk that is full gives one sentence, and what was indexed before goes on serving',
  { timeout: 90_000 },
  async () => {
    await using folder = await temporaryFolder()
    await writeReports(folder, { isMore: false })
    expect(await run(indexing(folder))).toMatchObject({ code: 0 })
    await writeReports(folder, { isMore: true })
    expect(await indexWithLittleRoom(folder, [1, 250, 500], (room) => indexWithin(folder, room))).toBeGreaterThan(0)
  },
)
