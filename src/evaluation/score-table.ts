import type { Verdict } from './judge.ts'

export interface Judged {
  readonly type: string
  readonly verdict: Verdict
}

/** Counts by type; shares are of the type's questions. */
export interface ScoreRow {
  readonly type: string
  readonly questions: number
  readonly right: number
  readonly offered: number
  readonly partial: number
  readonly refused: number
  readonly wrong: number
}

const ORDER = ['direct', 'reworded', 'colloquial', 'several', 'ambiguous', 'unanswerable']

/** A row for each type, those known first, and one for all. */
export function scoreRows(judged: readonly Judged[]): ScoreRow[] {
  const types = [...new Set(judged.map(({ type }) => type))].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const rows = types.map((type) =>
    scoreRow(
      type,
      judged.filter((one) => one.type === type),
    ),
  )
  return [...rows, scoreRow('all', judged)]
}

function rank(type: string): number {
  const at = ORDER.indexOf(type)
  return at < 0 ? ORDER.length : at
}

function scoreRow(type: string, judged: readonly Judged[]): ScoreRow {
  const count = (verdict: Verdict) => judged.filter((one) => one.verdict === verdict).length
  return {
    type,
    questions: judged.length,
    right: count('right'),
    offered: count('offered'),
    partial: count('partial'),
    refused: count('refused'),
    wrong: count('wrong'),
  }
}

/** The table as Markdown, as the README shows it. */
export function scoreTable(rows: readonly ScoreRow[]): string {
  const lines = rows.map(({ type, questions, right, offered, partial, refused, wrong }) => {
    const shares = [right, offered, partial, refused, wrong].map((count) => share(count, questions))
    return `| ${type} | ${questions} | ${shares.join(' | ')} |`
  })
  return [
    '| type | questions | right | offered | partial | refused | wrong figure |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...lines,
  ].join('\n')
}

function share(count: number, of: number): string {
  return of === 0 ? '–' : `${((100 * count) / of).toFixed(1)}%`
}
