import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { run, temporaryFolder } from '../support/command-line.ts'
import { indexing, indexWithin, indexWithLittleRoom, writeReports } from '../support/full-disk.ts'

/** From a single byte to room for everything. */
const KILOBYTES = Array.from({ length: 60 }, (_, at) => 1 + at * 24)

test.skipIf(process.platform === 'win32')('no file may grow beyond a size, at 60 sizes', async () => {
  await using folder = await temporaryFolder()
  await writeReports(folder, { isMore: false })
  expect(await run(indexing(folder))).toMatchObject({ code: 0 })
  await writeReports(folder, { isMore: true })
  const refused = await indexWithLittleRoom(folder, KILOBYTES, (room) => indexWithin(folder, room))
  expect(refused).toBeGreaterThan(10)
  expect(refused).toBeLessThan(KILOBYTES.length)
})

test('a file system that is full, at 60 amounts of room that is left', async ({ skip }) => {
  await using folder = await temporaryFolder()
  mkdirSync(folder.at('index'))
  if (!mount(folder.at('index'))) skip('only root may mount a small file system')
  try {
    await writeReports(folder, { isMore: false })
    expect(await run(indexing(folder))).toMatchObject({ code: 0 })
    await writeReports(folder, { isMore: true })
    const refused = await indexWithLittleRoom(folder, KILOBYTES, async (room) => {
      const { bavail, bsize } = statfsSync(folder.at('index'))
      writeFileSync(folder.at('index/ballast'), Buffer.alloc(Math.max(0, bavail * bsize - room * 1024)))
      const finished = await run(indexing(folder))
      rmSync(folder.at('index/ballast'))
      return finished
    })
    expect(refused).toBeGreaterThan(10)
  } finally {
    execFileSync('umount', [folder.at('index')])
  }
})

function mount(place: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
