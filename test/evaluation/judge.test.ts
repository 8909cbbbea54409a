import { expect, test } from 'vitest'
import type { Answer, ShownObservation } from '../../src/answer/answer.ts'
import { quote } from '../../src/answer/quote.ts'
import type { EvaluationQuestion } from '../../src/evaluation/evaluation-question.ts'
import { judge } from '../../src/evaluation/judge.ts'
import type { Passage } from '../../src/report-index/report-index.ts'

const SENTENCE = '全年进出口总额1,300亿元，增长7.5%，其中出口突破900亿元。'

/** An answer that quotes `sentence` and shows these figures of it. */
function shown(kind: 'quoted' | 'choices', figures: readonly string[], sentence = SENTENCE): Answer {
  const passage = { id: 'p', text: sentence, repaired: false, number: 1, page: null } as Passage
  const document = { id: 'd', file: 'sub/a.txt', title: '', publisher: null, date: null }
  const quotes = [
    quote({ ...passage, document, article: { title: '' } } as Passage, { start: 0, end: sentence.length }),
  ]
  const observations = figures.map((text) => ({ text, quote: 0, alsoIn: 0 }) as ShownObservation)
  return { kind, view: 'readings', observations, quotes, missing: [], assumed: [], differ: [], more: 0 }
}

const CLARIFY: Answer = { kind: 'clarify', options: [], assumed: [] }
const NOT_FOUND: Answer = { kind: 'not-found', reasons: [], nearest: { observations: [], quotes: [] }, assumed: [] }

const QUESTION: EvaluationQuestion = {
  id: 'q',
  question: '进出口总额是多少',
  type: 'direct',
  answerable: true,
  figures: [['1300亿元']],
  goldTexts: [SENTENCE],
  goldFiles: [],
  kind: undefined,
  conversation: undefined,
  part: undefined,
}

const SEVERAL = { ...QUESTION, type: 'several', figures: [['1300亿元'], ['7.5%']] }
const AMBIGUOUS = { ...SEVERAL, type: 'ambiguous' }
const UNANSWERABLE = { ...QUESTION, type: 'unanswerable', answerable: false, figures: [], goldTexts: [] }

test.each<[string, EvaluationQuestion, Answer]>([
  ['the figure, however its thousands are written', QUESTION, shown('quoted', ['1,300亿元'])],
  ['the figure without its 突破', { ...QUESTION, figures: [['900亿元']] }, shown('quoted', ['突破900亿元'])],
  ['all of several figures', SEVERAL, shown('quoted', ['1,300亿元', '7.5%'])],
  ['one reading of an ambiguous question', AMBIGUOUS, shown('quoted', ['7.5%'])],
  ['a question back to an ambiguous question', AMBIGUOUS, CLARIFY],
  ['a refusal where nothing can be answered', UNANSWERABLE, NOT_FOUND],
  [
    'the right file instead of the right sentence',
    { ...QUESTION, goldTexts: [], goldFiles: ['a.txt'] },
    shown('quoted', ['1,300亿元']),
  ],
])('%s is right', (...[, question, answer]) => {
  expect(judge(question, answer)).toBe('right')
})

test.each<[string, EvaluationQuestion, Answer]>([
  ['another figure of the right sentence', QUESTION, shown('quoted', ['7.5%'])],
  ['the figure from another sentence', QUESTION, shown('quoted', ['1,300亿元'], '外省进出口总额1,300亿元。')],
  ['the figure with one that was not asked for', QUESTION, shown('quoted', ['1,300亿元', '7.5%'])],
  ['any figure where nothing can be answered', UNANSWERABLE, shown('quoted', ['7.5%'])],
])('%s is wrong', (...[, question, answer]) => {
  expect(judge(question, answer)).toBe('wrong')
})

test('a refusal of what can be answered is a refusal, not a wrong figure', () => {
  expect(judge(QUESTION, NOT_FOUND)).toBe('refused')
  expect(judge(QUESTION, CLARIFY)).toBe('refused')
})

test('the right figure among choices is offered', () => {
  expect(judge(QUESTION, shown('choices', ['1,300亿元', '7.5%']))).toBe('offered')
})

test('one of several figures is a part', () => {
  expect(judge(SEVERAL, shown('quoted', ['7.5%']))).toBe('partial')
  expect(judge({ ...AMBIGUOUS, kind: 'choices' }, shown('choices', ['7.5%']))).toBe('partial')
})
