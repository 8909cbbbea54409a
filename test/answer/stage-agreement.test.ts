import { expect, test } from 'vitest'
import { isOtherStage } from '../../src/answer/stage-agreement.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import type { Measure, Stage } from '../../src/observation/observation.ts'
import { understand } from '../../src/retrieval/understand.ts'

const lexicon = readLexicon('data/lexicon')
const STAGES: readonly Stage[] = ['passed', 'adjusted', 'done']

const answering = (question: string, measure: Measure) => {
  const [ask] = understand(question, lexicon).asks
  if (ask === undefined) throw new Error('a question asks for something')
  return STAGES.filter((stage) => !isOtherStage(ask, { stage, measure, modality: 'actual' }))
}

test.each([
  ['一般公共预算收入年初预算是多少', ['passed']],
  ['一般公共预算收入年初安排多少', ['passed']],
  ['政府性基金支出调整后预算是多少', ['adjusted']],
  ['教育支出调整预算数多少亿元', ['adjusted']],
  ['政府性基金预算支出调整为多少', ['adjusted']],
  ['教育支出完成多少', ['done']],
  ['教育支出决算数是多少', ['done']],
  ['教育支出预算数是多少', ['passed', 'adjusted']],
  ['地区生产总值增长目标是多少', ['passed', 'adjusted']],
  ['一般公共预算收入是多少', STAGES],
  ['政府性基金预算支出是多少', STAGES],
  ['教育支出比上年预算数增加多少', STAGES],
] as const)('%s is answered by figures of the stages %j alone', (question, stages) => {
  expect(answering(question, 'level')).toEqual(stages)
})

test.each([
  ['教育支出为预算的百分之几', STAGES],
  ['教育支出为年初预算的百分之几', ['passed']],
  ['教育支出为调整预算的百分之几', ['adjusted']],
] as const)('%s is answered by a ratio to a plan of the stages %j alone', (question, stages) => {
  expect(answering(question, 'ratio')).toEqual(stages)
})
