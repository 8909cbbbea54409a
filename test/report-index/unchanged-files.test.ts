import { statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { IndexingOptions } from '../../src/report-index/indexing.ts'
import { tokensOf } from '../../src/report-index/tokens.ts'
import { countingModel, createIndexedFolder, realLexicon, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { zip } from '../support/zip.ts'

const HOUR_MS = 3_600_000

let folder: IndexedFolder
beforeEach(() => {
  folder = createIndexedFolder()
  folder.write('grain.md', report('青禾县2024年公报', '全县粮食产量41.7万吨。'))
  folder.write('roads.md', report('望海市2024年公报', '全市新建公路118公里。'))
})
afterEach(() => {
  vi.useRealTimers()
  folder.dispose()
})

/** Indexes, and gives how many files had to be opened. */
async function filesOpened(options: Partial<IndexingOptions> = {}): Promise<number> {
  let opened = 0
  const onProgress: IndexingOptions['onProgress'] = ({ phase, done, total }) => {
    if (phase === 'reading' && done < total) opened++
  }
  await folder.index(countingModel(), { onProgress, ...options })
  return opened
}

/** An hour later, when nobody may be writing the files any more, they are read and noted. */
async function indexAnHourLater(): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS })
  await folder.index(countingModel())
}

/** Puts content of the same length in a file's place, and sets its time of writing to what it was. */
function forge(file: string, content: string): void {
  const place = path.join(folder.reportsDir, file)
  const { mtime, atime, size } = statSync(place)
  folder.write(file, content)
  utimesSync(place, atime, mtime)
  expect(statSync(place)).toMatchObject({ size, mtime })
}

test('a file that is as it was is not opened', async () => {
  await indexAnHourLater()
  expect(await filesOpened()).toBe(0)
})

test('a file that was written within two seconds is opened again, since it may have been written since', async () => {
  expect([await filesOpened(), await filesOpened()]).toEqual([2, 2])
})

describe('a file is opened again', () => {
  test('that was written in the same length and had its time set back', async () => {
    await indexAnHourLater()
    forge('grain.md', report('青禾县2024年公报', '全县粮食产量52.8万吨。'))
    expect(await filesOpened()).toBe(1)
    const texts = folder.read((index) =>
      index.byWords(tokensOf('粮食产量'), 9).map(({ row }) => index.passage(row)?.text),
    )
    expect(texts).toEqual(['全县粮食产量52.8万吨。'])
  })

  test('whose metadata came, changed or went', async () => {
    await indexAnHourLater()
    folder.write('grain.md.meta.yaml', 'title: 甲')
    expect(await filesOpened()).toBe(1)
    await indexAnHourLater()
    folder.write('grain.md.meta.yaml', 'title: 乙')
    expect(await filesOpened()).toBe(1)
    folder.remove('grain.md.meta.yaml')
    expect(await filesOpened()).toBe(1)
    expect(folder.read((index) => index.documents().map(({ title }) => title))).toContain('青禾县2024年公报')
  })

  test('that could not be read, since the reason may lie outside of it', async () => {
    folder.write('scan.xyz', '无法读取')
    await indexAnHourLater()
    expect(await filesOpened()).toBe(1)
  })

  test('by another lexicon', async () => {
    await indexAnHourLater()
    expect(await filesOpened({ lexicon: { ...realLexicon(), fingerprint: 'another' } })).toBe(2)
  })

  test('that came back after it was removed', async () => {
    await indexAnHourLater()
    folder.rename('grain.md', '../grain.md')
    await folder.index(countingModel())
    folder.rename('../grain.md', 'grain.md')
    expect(await filesOpened()).toBe(1)
    expect(folder.read((index) => index.documents())).toHaveLength(2)
  })
})

test('an archive that is as it was is not opened, and its reports stay', async () => {
  folder.write('年报.zip', zip([{ name: '甲.md', content: report('甲县2024年公报', '全县用电量3亿千瓦时。') }]))
  await indexAnHourLater()
  expect(await filesOpened()).toBe(0)
  expect(folder.read((index) => index.documents().map(({ file }) => file))).toContain('年报.zip/甲.md')
})
