import { createBoundedCache } from '../bounded-cache.ts'
import type { ScoredRow } from '../report-index.ts'
import type { Database } from './database.ts'

/** The words leg of one generation. */
export interface WordSearch {
  /** In how many passages each token stands; absent when in none. */
  readonly frequencies: (tokens: readonly string[]) => Map<string, number>
  /** Passages that hold the rarest of the tokens, best first. */
  readonly search: (tokens: readonly string[], limit: number) => ScoredRow[]
}

/**
 * The rarest tokens alone are searched, since common ones take most of the time: with five, rescored by the whole question,
 * the right paragraph was among the first ten for all of 500 questions on 100,000 paragraphs. Up to twelve, for longer
 * questions, as long as they stand in no more passages than this all together: every passage is scored, at half a microsecond.
 */
const RAREST_TOKENS = { least: 5, most: 12, places: 5000 }

/** Counting where a token stands means walking through all its places, and the commonest are in every question. */
const FREQUENCIES_AT_HAND = 20_000

export function createWordSearch(database: Database): WordSearch {
  const countPassages = database.prepare<[string], number>('SELECT doc FROM vocabulary WHERE term = ?').pluck()
  const match = database.prepare<[string, number], ScoredRow>(
    'SELECT rowid AS row, -rank AS score FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?',
  )
  const counts = createBoundedCache(FREQUENCIES_AT_HAND, (token: string) => countPassages.get(token) ?? 0)
  return {
    frequencies: (tokens) =>
      new Map(tokens.map((token) => [token, counts.get(token)] as const).filter(([, count]) => count > 0)),
    search(tokens, limit) {
      const rarest = rarestOf(tokens, counts.get)
      return rarest.length === 0 ? [] : match.all(rarest.map((token) => `"${token}"`).join(' OR '), limit)
    },
  }
}

/** Tokens that no passage holds are left out. */
function rarestOf(tokens: readonly string[], countOf: (token: string) => number): string[] {
  const known = [...new Set(tokens)].map((token) => ({ token, count: countOf(token) })).filter(({ count }) => count > 0)
  const rarest: string[] = []
  let places = 0
  for (const { token, count } of known.toSorted((a, b) => a.count - b.count)) {
    places += count
    const isEnough = rarest.length >= RAREST_TOKENS.least && places > RAREST_TOKENS.places
    if (isEnough || rarest.length === RAREST_TOKENS.most) break
    rarest.push(token)
  }
  return rarest
}
