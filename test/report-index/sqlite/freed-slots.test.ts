import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabaseForReading } from '../../../src/report-index/sqlite/database.ts'
import { INDEX_FILE } from '../../../src/report-index/sqlite/index-writer.ts'
import { INDEX_MIGRATIONS } from '../../../src/report-index/sqlite/schema.ts'
import { countingModel, createIndexedFolder, report } from '../../support/indexed-folder.ts'
import type { IndexedFolder } from '../../support/indexed-folder.ts'

let folder: IndexedFolder
beforeEach(async () => {
  folder = createIndexedFolder()
  folder.write('stays.md', report('奇台县2023年公报', '2023年，奇台县粮食产量达到91.7万吨。'))
  folder.write(
    'goes.md',
    report('富蕴县2022年公报', '2022年，富蕴县驼绒产量达到3.1吨。', '2023年，奇台县粮食产量达到91.7万吨。'),
  )
  await folder.index(countingModel())
})
afterEach(() => folder.dispose())

/** All that is stored of slots, and how often each table of them holds what no observation has. */
function storedSlots(): { readonly all: string; readonly unused: number } {
  const database = openDatabaseForReading(path.join(folder.indexDir, INDEX_FILE), INDEX_MIGRATIONS)
  const values = database
    ?.prepare<[], string>(
      'SELECT value FROM naming UNION SELECT value FROM place UNION SELECT value FROM period UNION SELECT canonical FROM indicator',
    )
    .pluck()
    .all()
  const unused = database
    ?.prepare<[], number>(
      `SELECT (SELECT count(*) FROM naming WHERE row NOT IN (SELECT naming FROM observation))
        + (SELECT count(*) FROM place WHERE row NOT IN (SELECT place FROM observation WHERE place IS NOT NULL))
        + (SELECT count(*) FROM period WHERE row NOT IN (SELECT period FROM observation WHERE period IS NOT NULL))
        + (SELECT count(*) FROM indicator WHERE row NOT IN (SELECT indicator FROM observation_indicator))`,
    )
    .pluck()
    .get()
  database?.close()
  return { all: values?.join('\n') ?? '', unused: unused ?? NaN }
}

test('what a removed report alone named is nowhere, and what others name stays', async () => {
  expect(storedSlots().all).toMatch(/驼绒产量[^]*富蕴县|富蕴县[^]*驼绒产量/)
  folder.remove('goes.md')
  await folder.index(countingModel())
  const { all, unused } = storedSlots()
  expect(all).not.toMatch(/驼绒|富蕴|2022/)
  expect(all).toMatch(/奇台县/)
  expect(unused).toBe(0)
  const figures = folder.read((index) => index.observationsAbout(index.indicators().map(({ canonical }) => canonical)))
  expect(figures.map(({ observation: { place, period } }) => [place?.text, period?.text])).toEqual([
    ['奇台县', '2023年'],
  ])
})

test('what a changed report no longer names is nowhere', async () => {
  folder.write('goes.md', report('奇台县2023年公报', '2023年，奇台县粮食产量达到91.8万吨。'))
  await folder.index(countingModel())
  expect(storedSlots()).toMatchObject({ all: expect.not.stringMatching(/驼绒|富蕴|2022/), unused: 0 })
})
