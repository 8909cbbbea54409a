import { expect, test } from 'vitest'
import { scoreParts, scoreRows, scoreTable, scoreTables } from '../../src/evaluation/score-table.ts'

test('counts verdicts by type, known types first, and all of them in the last row', () => {
  const rows = scoreRows([
    { type: 'unanswerable', verdict: 'wrong' },
    { type: 'of-my-own', verdict: 'refused' },
    { type: 'direct', verdict: 'right' },
    { type: 'direct', verdict: 'partial' },
    { type: 'direct', verdict: 'right' },
  ])
  expect(rows.map(({ type }) => type)).toEqual(['direct', 'unanswerable', 'of-my-own', 'all'])
  expect(rows[0]).toEqual({ type: 'direct', questions: 3, right: 2, offered: 0, partial: 1, refused: 0, wrong: 0 })
  expect(rows.at(-1)).toEqual({ type: 'all', questions: 5, right: 2, offered: 0, partial: 1, refused: 1, wrong: 1 })
})

test('shows shares of the type’s questions, and a dash where there is none', () => {
  expect(scoreTable(scoreRows([{ type: 'direct', verdict: 'right' }])).split('\n')[2]).toBe(
    '| direct | 1 | 100.0% | 0.0% | 0.0% | 0.0% | 0.0% |',
  )
  expect(scoreTable(scoreRows([])).split('\n')).toEqual([
    expect.any(String),
    expect.any(String),
    '| all | 0 | – | – | – | – | – |',
  ])
})

test('shows the test part by itself where there are two parts', () => {
  const right = { type: 'direct', verdict: 'right', part: 'development' } as const
  const wrong = { type: 'direct', verdict: 'wrong', part: 'test' } as const
  const rows = scoreRows([right, wrong])
  expect(scoreTables(rows, scoreParts([right, wrong]))).toMatch(/测试部分[^]*\| direct \| 1 \| 0\.0%/u)
  expect(scoreTables(rows, scoreParts([right, right]))).toBe(scoreTable(rows))
})
