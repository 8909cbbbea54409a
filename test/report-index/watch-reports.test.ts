import { appendFileSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fingerprintOf } from '../../src/document/report-files.ts'
import { createNews, watchReports } from '../../src/report-index/watch-reports.ts'
import { createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

/** Other tests may keep the machine busy. */
const PATIENCE = { timeout: 20_000, interval: 30 }

let folder: IndexedFolder
beforeEach(() => {
  folder = createIndexedFolder()
  folder.write('a.md', report('甲县公报', '粮食增产。'))
  folder.write('sub/b.md', report('乙县公报', '粮食增产。'))
})
afterEach(() => folder.dispose())

describe('a folder looks different', () => {
  const CHANGES: readonly (readonly [string, () => void])[] = [
    ['with a new file', () => folder.write('c.md', '')],
    ['with a file less', () => folder.remove('a.md')],
    ['with a file renamed', () => folder.rename('a.md', 'z.md')],
    ['with a file in a subfolder grown', () => appendFileSync(path.join(folder.reportsDir, 'sub/b.md'), '又及')],
    ['with a file of the same length', () => utimesSync(path.join(folder.reportsDir, 'a.md'), 1, 1)],
    ['with metadata beside a file', () => folder.write('a.md.meta.yaml', 'title: 甲')],
  ]
  test.each(CHANGES)('%s', async (_, change) => {
    const before = await fingerprintOf(folder.reportsDir)
    change()
    expect(await fingerprintOf(folder.reportsDir)).not.toBe(before)
  })

  test('for nothing else', async () => {
    const before = await fingerprintOf(folder.reportsDir)
    folder.write('.a.md.part', 'half of it')
    mkdirSync(path.join(folder.reportsDir, 'empty'))
    expect(await fingerprintOf(folder.reportsDir)).toBe(before)
  })
})

test('what is still being written is no news, and news that could not be dealt with stay news', () => {
  const news = createNews()
  const looks = (...seen: string[]) => seen.map((one) => news.isNew(one))
  expect(looks('a', 'a', 'ab', 'abc', 'abc', 'abc')).toEqual([false, false, false, false, true, true])
  news.settle('abc')
  expect(looks('abc', 'a', 'a')).toEqual([false, false, true])
})

/** Counts how often the watcher called, and lets it have its way from the given call on. */
function watched({ busyCalls = 0 } = {}) {
  const seen = { changes: 0, problems: [] as unknown[] }
  const watch = watchReports({
    reportsDir: folder.reportsDir,
    intervalMs: 5,
    onChange: () => ++seen.changes > busyCalls,
    onUnreadable: (error) => seen.problems.push(error),
  })
  return { seen, watch }
}

describe('a watched folder', () => {
  test('calls for a change, and again for the next', async () => {
    const { seen, watch } = watched()
    await vi.waitFor(() => {
      folder.write('c.md', report('丙县公报', `粮食增产${Math.random()}吨。`))
      expect(seen.changes).toBeGreaterThan(0)
    }, PATIENCE)
    const { changes } = seen
    folder.remove('a.md')
    await vi.waitFor(() => expect(seen.changes).toBeGreaterThan(changes), PATIENCE)
    watch.stop()
  })

  test('calls again where the first call could do nothing', async () => {
    const { seen, watch } = watched({ busyCalls: 2 })
    await vi.waitFor(() => {
      folder.write('c.md', report('丙县公报', '粮食增产。'))
      expect(seen.changes).toBeGreaterThan(0)
    }, PATIENCE)
    await vi.waitFor(() => expect(seen.changes).toBeGreaterThanOrEqual(3), PATIENCE)
    watch.stop()
  })

  test('that cannot be read is told once, and watched again when it can', async () => {
    const away = `${folder.reportsDir}-away`
    const { seen, watch } = watched()
    renameSync(folder.reportsDir, away)
    await vi.waitFor(() => expect(seen.problems).toHaveLength(1), PATIENCE)
    renameSync(away, folder.reportsDir)
    await vi.waitFor(() => {
      folder.write('c.md', report('丙县公报', '粮食增产。'))
      expect(seen.changes).toBeGreaterThan(0)
    }, PATIENCE)
    rmSync(folder.reportsDir, { recursive: true })
    await vi.waitFor(() => expect(seen.problems).toHaveLength(2), PATIENCE)
    watch.stop()
  })
})
