import type { Part } from './evaluation-question.ts'
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

/** The rows of each part; undefined where all questions with a part are of one. */
export function scoreParts(
  judged: readonly (Judged & { readonly part: Part | undefined })[],
): Readonly<Record<Part, readonly ScoreRow[]>> | undefined {
  const [development, test] = (['development', 'test'] as const).map((part) =>
    judged.filter((one) => one.part === part),
  )
  if (!development?.length || !test?.length) return undefined
  return { development: scoreRows(development), test: scoreRows(test) }
}

/** The table of all questions, and where they are of two parts, that of each. */
export function scoreTables(rows: readonly ScoreRow[], parts: ReturnType<typeof scoreParts>): string {
  if (parts === undefined) return scoreTable(rows)
  return [
    scoreTable(rows),
    `开发部分（规则在这些文件上找）：\n\n${scoreTable(parts.development)}`,
    `测试部分（文件名散列落在三分之一，从不用来找规则）：\n\n${scoreTable(parts.test)}`,
  ].join('\n\n')
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
