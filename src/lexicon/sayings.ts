import type { Span } from '../span.ts'
import { createNameFinder } from './name-finder.ts'
import type { LexiconTable, Row } from './table.ts'
import { readRows } from './table.ts'

const COLUMNS = { required: ['said', 'means'], optional: [] } as const
type Column = (typeof COLUMNS.required)[number]

/** Puts a question into the words of reports. */
export type Reword = (question: string) => string

/** The sayings that were read. */
export interface Sayings {
  readonly reword: Reword
  /** Where a question uses one. */
  readonly usedIn: (question: string) => readonly Span[]
}

/**
 * Reads the sayings tables: how people say what reports call otherwise (打了多少粮食, 粮食产量多少). Of two rows for one
 * saying the later counts, so that an operator's table may differ from ours. `names` are the known indicators and places:
 * a saying inside a longer one of them is part of that name and stays (外贸 of 外贸依存度). Throws InputError for a row that
 * cannot be used.
 */
export function parseSayings(tables: readonly LexiconTable[], names: Iterable<string>): Sayings {
  const rows = tables.flatMap((table) => readRows<Column>(table, COLUMNS))
  const sayings = rows.flatMap((row) => readSaying(row))
  const protectedNames = Array.from(names, (name): [string, null] => [name, null])
  const find = createNameFinder<string>([...sayings.flatMap(shorterWays), ...protectedNames, ...sayings])
  const reword = (question: string): string => {
    let reworded = ''
    let copied = 0
    for (const { value, ...said } of find(question)) {
      // 猪肉价 means 猪肉价格, which the question says already.
      if (value.startsWith(question.slice(said.start, said.end)) && question.startsWith(value, said.start)) continue
      const { start, end } = withOverlap(said, value, question)
      if (start < copied) continue
      reworded += question.slice(copied, start) + value
      copied = end
    }
    return reworded + question.slice(copied)
  }
  return { reword, usedIn: find }
}

/** The 畜 and the 格 around the 肉价 of 畜肉价格 are those of 畜肉类价格, which it means, and must not be said twice. */
function withOverlap({ start, end }: Span, value: string, question: string): Span {
  const begins = start > 0 && value.startsWith(question.slice(start - 1, start + 1))
  const endsSo = end < question.length && value.endsWith(question.slice(end - 1, end + 1))
  return { start: begins ? start - 1 : start, end: endsSo ? end + 1 : end }
}

type Saying = readonly [said: string, means: string]

function readSaying(row: Row<Column>): Saying[] {
  const means = row.cell('means')
  if (means === '') throw row.error('means 不能为空')
  const ways = waysToSay(row.cell('said'))
  if (ways.length > MAX_WAYS) throw row.error(`说法太多，一行至多 ${MAX_WAYS} 种`)
  return ways.map((said) => {
    if (said.length < 2) throw row.error('said 至少要有两个字')
    if (digitsOf(said) !== digitsOf(means)) throw row.error('said 和 means 里的数字须相同')
    return [said, means]
  })
}

/** More ways in one row are a slip of the pen: every group multiplies them. */
const MAX_WAYS = 500

/** The innermost group: (收|打) is one of them, [了] one or none. */
const GROUP = /\((?<one>[^()[\]]*)\)|\[(?<maybe>[^()[\]]*)\]/u

/** All that a row says: 幼儿园[里]有多少(孩子|娃) is said in four ways. */
export function waysToSay(said: string): string[] {
  const group = GROUP.exec(said)
  if (group === null) return [said]
  const { one, maybe = '' } = group.groups ?? {}
  const choices = one === undefined ? ['', ...maybe.split('|')] : one.split('|')
  const [before, after] = [said.slice(0, group.index), said.slice(group.index + group[0].length)]
  return [...new Set(choices.flatMap((choice) => waysToSay(before + choice + after)))]
}

/** 生多少孩子 is said beside 生了多少孩子, and 出了几起 beside 出了多少起, unless a row of its own says what it means. */
function shorterWays([said, means]: Saying): Saying[] {
  const plain = said.replace(/了(?=多少)/u, '')
  const ways = [plain, ...[said, plain].map((way) => way.replace(/多少(?=[起家个所对张名辆座位条项台])/u, '几'))]
  return [...new Set(ways)].filter((way) => way !== said && way.length >= 2).map((way) => [way, means])
}

/** What is asked about a number may be reworded, the number never. */
function digitsOf(text: string): string {
  return text.replace(/\D/gu, '')
}
