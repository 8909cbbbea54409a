import { expect, test } from 'vitest'
import { wordingOf } from '../../src/retrieval/wording.ts'
import { realLexicon } from '../support/indexed-folder.ts'

const lexicon = realLexicon()

test.each([
  ['a time that parts a saying', '绍兴建筑公司2024年干了多少产值', '绍兴2024年建筑业总产值多少'],
  ['a place that people go to', '2024年有多少人到绍兴旅游', '2024年绍兴接待游客多少'],
  ['a place where people are', '多少人去绍兴玩', '绍兴接待游客多少'],
])('%s stands in front of the saying', (_, question, wording) => {
  expect(wordingOf(question, lexicon)).toBe(wording)
})

test.each([
  ['绍兴2024年打了多少粮食', '绍兴2024年粮食产量多少'],
  ['绍兴的水泥2024年卖到哪里', '绍兴的水泥2024年卖到哪里'],
  ['2024年和2023年绍兴水泥产量多少', '2024年和2023年绍兴水泥产量多少'],
])('%s is read as it stands', (question, wording) => {
  expect(wordingOf(question, lexicon)).toBe(wording)
})
