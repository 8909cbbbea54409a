import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answerer } from '../../src/answer/answerer.ts'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { collectionsOf, openWithin, withinCollections } from '../../src/report-index/collections.ts'
import type { ReportIndex } from '../../src/report-index/report-index.ts'
import { tokensOf } from '../../src/report-index/tokens.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, realLexicon } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const QUESTION = '全县2024年固定资产投资增长多少'

/** Reports that differ in their figure alone, so that each is as near to a question as any other. */
const report = (name: string, growth: string, date = '2025-03-20') => `---
title: ${name}2024年统计公报
place: 凤阳县
date: ${date}
---
# ${name}2024年统计公报

2024年，全县固定资产投资同比增长${growth}。
`

let folder: IndexedFolder
beforeAll(async () => {
  folder = createIndexedFolder()
  for (let at = 10; at < 50; at += 1) folder.write(`common/${at}.md`, report(`公报${at}`, `${at}.5%`, '2025-06-01'))
  folder.write('rare/one.md', report('孤本', '3.1%'))
  folder.write('half/deep/two.md', report('另册', '4.2%', '2025-04-01'))
  folder.write('loose.md', report('散页', '5.3%'))
  await folder.index(countingModel())
})
afterAll(() => folder.dispose())

/** The files of all that a part of the index gives, whichever way one looks. */
async function filesFound(index: ReportIndex): Promise<string[]> {
  const vector = await fakeEmbedder().embed(QUESTION, 'query')
  const about = index.observationsAbout(['固定资产投资'], { limit: 3 })
  const rows = [
    ...index.byWords(tokensOf(QUESTION), 3).map(({ row }) => row),
    ...index.byVector(vector, 3).map(({ row }) => row),
    ...about.map(({ passage }) => passage),
    ...index.observationsOf(about.map(({ passage }) => passage)).map(({ passage }) => passage),
  ]
  return [...new Set(index.passages(rows).map(({ document }) => document.file))]
}

test('a collection is a folder right below that of the reports; what lies in none is one of its own', () => {
  expect(folder.read((index) => collectionsOf(index.documents()))).toEqual(['', 'common', 'half', 'rare'])
})

describe('of some collections', () => {
  test.each([
    ['rare', ['rare/one.md']],
    ['half', ['half/deep/two.md']],
    ['', ['loose.md']],
    ['gone', []],
  ])('every way to look finds what there is in %j, however much like it lies elsewhere', async (name, files) => {
    const found = folder.read((index) => filesFound(withinCollections(index, [name])))
    expect(await found).toEqual(files)
  })

  test('that are most of the index, the same holds', async () => {
    const found = await folder.read((index) => filesFound(withinCollections(index, ['common', 'rare'])))
    expect(found.length).toBeGreaterThan(2)
    expect(found.filter((file) => !/^(?:common|rare)\//.test(file))).toEqual([])
  })

  test('neither a passage of another one nor its document can be reached', () => {
    folder.read((index) => {
      const [outside] = index.observationsAbout(['固定资产投资'])
      const passage = index.passage(outside?.passage ?? 0)
      const part = withinCollections(index, ['rare'])
      expect(part.passage(passage?.row ?? 0)).toBeUndefined()
      expect(part.passageById(passage?.id ?? '', passage?.document.id)).toBeUndefined()
      expect(part.documents().map(({ file }) => file)).toEqual(['rare/one.md'])
      expect([index.newestDate(), part.newestDate()]).toEqual(['2025-06-01', '2025-03-20'])
    })
  })
})

function answering(): Answerer {
  return createAnswerer({ index: folder.open(), embedder: fakeEmbedder(), lexicon: realLexicon() })
}

describe('a question', () => {
  test('is answered from its collections alone', async () => {
    const answerer = answering()
    const answers = ['rare', 'half', 'gone'].map(
      async (name) => (await answerer.answer(QUESTION, undefined, [name])).answer,
    )
    expect(await Promise.all(answers)).toMatchObject([
      { kind: 'quoted', observations: [{ text: '3.1%' }] },
      { kind: 'quoted', observations: [{ text: '4.2%' }] },
      { kind: 'not-found' },
    ])
    await answerer.close()
  })

  test('without collections is answered from all', async () => {
    const answerer = answering()
    const { answer } = await answerer.answer(QUESTION)
    expect(answer).toMatchObject({ kind: 'choices' })
    await answerer.close()
  })
})

test('an open index within collections takes up a new generation', async () => {
  const changing = createIndexedFolder()
  changing.write('甲/a.md', report('甲一', '1.1%'))
  changing.write('乙/b.md', report('乙一', '2.2%'))
  await changing.index(countingModel())
  const open = openWithin(changing.open(), ['甲'])
  const files = () => open.read((index) => index.documents().map(({ file }) => file))
  expect(files()).toEqual(['甲/a.md'])
  changing.write('甲/c.md', report('甲二', '3.3%'))
  await changing.index(countingModel())
  expect(files()).toEqual(['甲/a.md', '甲/c.md'])
  open.close()
  changing.dispose()
})
