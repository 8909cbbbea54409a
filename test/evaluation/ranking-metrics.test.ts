import { expect, test } from 'vitest'
import { rankingScores } from '../../src/evaluation/ranking-metrics.ts'

/** Document `right` is the only relevant one of each query. */
const qrels = (...queries: string[]) => new Map(queries.map((query) => [query, new Map([['right', 1]])]))

const at = (rank: number) => [...Array.from({ length: rank - 1 }, (_, index) => `wrong${index}`), 'right']

test.each([
  { rank: 1, scores: { 'recall@1': 1, 'recall@5': 1, 'recall@10': 1, 'MRR@10': 1, 'nDCG@10': 1 } },
  { rank: 2, scores: { 'recall@1': 0, 'recall@5': 1, 'recall@10': 1, 'MRR@10': 0.5, 'nDCG@10': 0.6309 } },
  { rank: 10, scores: { 'recall@1': 0, 'recall@5': 0, 'recall@10': 1, 'MRR@10': 0.1, 'nDCG@10': 0.2891 } },
  { rank: 11, scores: { 'recall@1': 0, 'recall@5': 0, 'recall@10': 0, 'MRR@10': 0, 'nDCG@10': 0 } },
])('the only relevant document at rank $rank scores as BEIR defines it', ({ rank, scores }) => {
  expect(rankingScores(qrels('q'), new Map([['q', at(rank)]]))).toEqual({ queries: 1, ...scores })
})

test('scores are means over the queries; one that found nothing counts as zero', () => {
  const scores = rankingScores(qrels('found', 'lost'), new Map([['found', at(1)]]))
  expect(scores).toMatchObject({ queries: 2, 'recall@1': 0.5, 'MRR@10': 0.5, 'nDCG@10': 0.5 })
})

test('a query without a relevant document is not counted', () => {
  const grades = new Map([...qrels('q'), ['empty', new Map([['other', 0]])]])
  expect(rankingScores(grades, new Map([['q', at(1)]]))).toMatchObject({ queries: 1, 'recall@1': 1 })
})

test('with grades, the better document first scores higher', () => {
  const grades = new Map([
    [
      'q',
      new Map([
        ['good', 2],
        ['fair', 1],
      ]),
    ],
  ])
  const best = rankingScores(grades, new Map([['q', ['good', 'fair']]]))
  const worse = rankingScores(grades, new Map([['q', ['fair', 'good']]]))
  expect(best['nDCG@10']).toBe(1)
  expect(worse['nDCG@10']).toBeLessThan(1)
  expect(worse['recall@5']).toBe(best['recall@5'])
})
