import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import type { Answerer } from '../../src/answer/answerer.ts'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, realLexicon } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

let folder: IndexedFolder
let answerer: Answerer

const GENERAL = `2025年望海市一般公共预算收支总表,,
单位：亿元,,
科目,全市,市级
教育支出,92.4,16.7
城乡社区支出,48.1,8.7
`
const FUND = `2025年望海市政府性基金预算收支总表,,
单位：亿元,,
科目,全市,市级
城乡社区支出,54.7,19.6
上年结转,76.6,42.7
`

beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('general.csv', GENERAL)
  folder.write('fund.csv', FUND)
  await folder.index(countingModel())
  answerer = createAnswerer({ index: folder.open(), embedder: fakeEmbedder(), lexicon: realLexicon() })
})
afterAll(async () => {
  await answerer.close()
  folder.dispose()
})

function figures(answer: Answer): readonly string[] {
  return answer.kind === 'quoted' ? answer.observations.map(({ text, unit }) => text + unit) : [answer.kind]
}

test.each([
  ['of the general budget where none is named', '望海市2025年城乡社区支出多少', ['48.1亿元']],
  ['of the budget that the question names', '望海市2025年政府性基金城乡社区支出多少', ['54.7亿元']],
  ['of the column that the question names', '望海市2025年市级教育支出多少', ['16.7亿元']],
  ['of both', '望海市2025年市级政府性基金城乡社区支出多少', ['19.6亿元']],
])('a cell of a table answers %s', async (_, question, expected) => {
  expect(figures((await answerer.answer(question)).answer)).toEqual(expected)
})
