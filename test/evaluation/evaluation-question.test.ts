import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EvaluationQuestion } from '../../src/evaluation/evaluation-question.ts'
import { parseEvaluationQuestion } from '../../src/evaluation/evaluation-question.ts'
import { ROOT } from '../support/source-files.ts'

test('one accepted form of one figure is one group', () => {
  const line = { id: 'a', question: '增长多少', answers: ['7.5%', '７．５％'], gold_text: '增长7.5%。', doc: 'a.txt' }
  expect(parseEvaluationQuestion(JSON.stringify(line))).toEqual({
    id: 'a',
    question: '增长多少',
    type: 'direct',
    answerable: true,
    figures: [['7.5%', '７．５％']],
    goldTexts: ['增长7.5%。'],
    goldFiles: ['a.txt'],
    kind: undefined,
    conversation: undefined,
    part: 'test',
  })
})

test.each([
  ['{', '不是 JSON'],
  ['[1]', '缺少 question'],
  ['"text"', '不是 JSON 对象'],
  ['{"id":"a"}', '缺少 question'],
])('says what is wrong with the line %s', (line, problem) => {
  expect(parseEvaluationQuestion(line)).toBe(problem)
})

const isComplete = ({ figures, goldTexts, goldFiles }: EvaluationQuestion) =>
  figures.length > 0 && goldTexts.length + goldFiles.length > 0

test.each([
  ['what it says', { part: 'test', doc: 'a.txt' }, 'test'],
  ['its document, a third of which are for testing', { doc: 'reports/c.txt' }, 'test'],
  ['none without either', {}, undefined],
])('a question is of the part of %s', (_, fields, part) => {
  expect(parseEvaluationQuestion(JSON.stringify({ question: '增长多少', ...fields }))).toMatchObject({ part })
})

function questionsOf(file: string): EvaluationQuestion[] {
  const lines = readFileSync(path.join(ROOT, 'data/evaluation', file), 'utf8')
    .trimEnd()
    .split('\n')
  const questions = lines.map(parseEvaluationQuestion).filter((one) => typeof one === 'object')
  expect(questions).toHaveLength(lines.length)
  return questions
}

describe.each(['questions.jsonl', 'city-reports.jsonl'])('the questions of %s', (file) => {
  const questions = questionsOf(file)

  test('have ids of their own', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
  })

  test('have a figure and where it stands exactly where they can be answered', () => {
    expect(questions.filter((one) => one.answerable !== isComplete(one)).map(({ id }) => id)).toEqual([])
  })

  test('are at least a third without an answer', () => {
    const unanswerable = questions.filter(({ answerable }) => !answerable)
    expect(unanswerable.length * 3).toBeGreaterThanOrEqual(questions.length)
  })
})
