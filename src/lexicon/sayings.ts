import { createNameFinder } from './name-finder.ts'
import type { LexiconTable, Row } from './table.ts'
import { readRows } from './table.ts'

const COLUMNS = { required: ['said', 'means'], optional: [] } as const
type Column = (typeof COLUMNS.required)[number]

/** Puts a question into the words of reports. */
export type Reword = (question: string) => string

/**
 * Reads the sayings tables: how people say what reports call otherwise (打了多少粮食, 粮食产量多少). Of two rows for one
 * saying the later counts, so that an operator's table may differ from ours. `names` are the known indicators and places:
 * a saying inside a longer one of them is part of that name and stays (外贸 of 外贸依存度). Throws InputError for a row that
 * cannot be used.
 */
export function parseSayings(tables: readonly LexiconTable[], names: Iterable<string>): Reword {
  const rows = tables.flatMap((table) => readRows<Column>(table, COLUMNS))
  const sayings = rows.map((row) => readSaying(row))
  const protectedNames = Array.from(names, (name): [string, null] => [name, null])
  const find = createNameFinder<string>([...protectedNames, ...sayings])
  return (question) => {
    let reworded = ''
    let copied = 0
    for (const { start, end, value } of find(question)) {
      // 猪肉价 means 猪肉价格, which the question says already.
      if (value.startsWith(question.slice(start, end)) && question.startsWith(value, start)) continue
      reworded += question.slice(copied, start) + value
      copied = end
    }
    return reworded + question.slice(copied)
  }
}

function readSaying(row: Row<Column>): [said: string, means: string] {
  const said = row.cell('said')
  const means = row.cell('means')
  if (said.length < 2) throw row.error('said 至少要有两个字')
  if (means === '') throw row.error('means 不能为空')
  if (digitsOf(said) !== digitsOf(means)) throw row.error('said 和 means 里的数字须相同')
  return [said, means]
}

/** What is asked about a number may be reworded, the number never. */
function digitsOf(text: string): string {
  return text.replace(/\D/gu, '')
}
