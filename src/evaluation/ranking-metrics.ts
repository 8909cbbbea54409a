/** Grades by document id; what is absent is 0. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>

export interface RankingScores {
  readonly queries: number
  readonly 'recall@1': number
  readonly 'recall@5': number
  readonly 'recall@10': number
  readonly 'MRR@10': number
  readonly 'nDCG@10': number
}

const DEPTH = 10

/** BEIR's measures, each the mean over the queries that have a relevant document. `ranked` is best first. */
export function rankingScores(qrels: Qrels, ranked: ReadonlyMap<string, readonly string[]>): RankingScores {
  const queries = [...qrels].filter(([, grades]) => [...grades.values()].some((grade) => grade > 0))
  const mean = (score: (grades: ReadonlyMap<string, number>, hits: readonly string[]) => number) => {
    const sum = queries.reduce((all, [id, grades]) => all + score(grades, ranked.get(id) ?? []), 0)
    return queries.length === 0 ? 0 : Math.round((sum / queries.length) * 10_000) / 10_000
  }
  return {
    queries: queries.length,
    'recall@1': mean((grades, hits) => recall(grades, hits, 1)),
    'recall@5': mean((grades, hits) => recall(grades, hits, 5)),
    'recall@10': mean((grades, hits) => recall(grades, hits, DEPTH)),
    'MRR@10': mean(reciprocalRank),
    'nDCG@10': mean(gain),
  }
}

type Grades = ReadonlyMap<string, number>

function isRelevant(grades: Grades, id: string): boolean {
  return (grades.get(id) ?? 0) > 0
}

function recall(grades: Grades, hits: readonly string[], depth: number): number {
  const relevant = [...grades.values()].filter((grade) => grade > 0).length
  return hits.slice(0, depth).filter((id) => isRelevant(grades, id)).length / relevant
}

function reciprocalRank(grades: Grades, hits: readonly string[]): number {
  const at = hits.slice(0, DEPTH).findIndex((id) => isRelevant(grades, id))
  return at < 0 ? 0 : 1 / (at + 1)
}

function gain(grades: Grades, hits: readonly string[]): number {
  const ideal = [...grades.values()].toSorted((a, b) => b - a)
  return discounted(hits.map((id) => grades.get(id) ?? 0)) / discounted(ideal)
}

function discounted(ordered: readonly number[]): number {
  return ordered.slice(0, DEPTH).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0)
}
