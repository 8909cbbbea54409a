import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { candidatesAbout } from '../../src/answer/candidates.ts'
import { likelyFor } from '../../src/answer/likely.ts'
import { createConsider } from '../../src/answer/outcome.ts'
import { fits } from '../../src/answer/weigh.ts'
import type { ReportIndex } from '../../src/report-index/report-index.ts'
import { understand } from '../../src/retrieval/understand.ts'
import { createIndexedFolder, realLexicon, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const PLACES = ['玛纳斯县', '奇台县', '吉木萨尔县', '昌吉市']
const YEARS = [2021, 2022, 2023, 2024]

/** Each report gives the county's own figure, one of a part of the year, one of another place, and one without a year. */
function communique(place: string, year: number, other: string): string {
  return report(
    `${place}${year}年国民经济和社会发展统计公报`,
    `全年全县粮食产量${year - 1980}.5万吨，比上年增长3.2%。`,
    `1至10月，${place}粮食产量${year - 1990}.1万吨。`,
    `在${other}的现场会上，与会人员了解到粮食产量达到${year - 1995}.7万吨。`,
    `粮食产量预计${year - 1999}.9万吨。`,
  )
}

let folder: IndexedFolder
beforeAll(async () => {
  folder = createIndexedFolder()
  for (const [at, place] of PLACES.entries()) {
    const other = PLACES[(at + 1) % PLACES.length] ?? place
    for (const year of YEARS) folder.write(`${place}${year}.md`, communique(place, year, other))
  }
  folder.write('loose.md', '粮食产量88.8万吨，比去年同期增长1.1%。\n\n2023年，全县粮食产量66.6万吨。\n')
  await folder.index(undefined)
})
afterAll(() => folder.dispose())

const ABOUT = ['粮食产量']
const askOf = (question: string) => {
  const [ask] = understand(question, realLexicon()).asks
  if (ask === undefined) throw new Error(`nothing is asked in ${question}`)
  return ask
}

/** What serves a question: all figures of the indicator, and those left of them where one figure fewer is allowed. */
function compare(index: ReportIndex, question: string) {
  const source = { index, lexicon: realLexicon() }
  const ask = askOf(question)
  const all = candidatesAbout(source, ask, ABOUT)
  const likely = index.observationsAbout(ABOUT, { limit: all.length - 1, likely: likelyFor(ask, source) })
  const { weighed } = createConsider(source, understand(question, realLexicon()))(ask, all)
  const fitting = weighed.filter(fits).map(({ candidate }) => candidate.row)
  return { all: all.length, likely: likely.map(({ row }) => row), fitting }
}

describe('of an indicator with more figures than are looked at', () => {
  const questions = PLACES.flatMap((place) => [
    `${place}2023年粮食产量是多少`,
    `${place}去年粮食产量增长多少`,
    `${place}1至10月粮食产量是多少`,
    `2022年${place}前10个月粮食产量`,
    `${place}2019年粮食产量是多少`,
    `${place}粮食产量是多少`,
    `全县2023年粮食产量是多少`,
  ])
  test.each(questions)('no figure is passed over that answers %s', (question) => {
    folder.read((index) => {
      const { likely, fitting } = compare(index, question)
      expect(fitting.filter((row) => !likely.includes(row))).toEqual([])
    })
  })

  test('a place and a year leave a few', () => {
    folder.read((index) => {
      const { all, likely } = compare(index, '奇台县2023年粮食产量是多少')
      expect(likely.length).toBeLessThan(all / 3)
    })
  })

  test('those of the asked place come first, then the newest', () => {
    folder.read((index) => {
      const source = { index, lexicon: realLexicon() }
      const likely = likelyFor(askOf('昌吉市粮食产量是多少'), source)
      const [one] = index.observationsAbout(ABOUT, { limit: 1, likely })
      expect(one?.observation.place?.canonical).toBe('昌吉市')
      expect(one?.observation.period?.to).toMatch(/^2024/)
    })
  })

  test('a limit that is not reached leaves all of them', () => {
    folder.read((index) => {
      const all = index.observationsAbout(ABOUT)
      const likely = likelyFor(askOf('昌吉市2023年粮食产量是多少'), { index, lexicon: realLexicon() })
      expect(index.observationsAbout(ABOUT, { limit: all.length, likely })).toEqual(all)
    })
  })
})
