import { foldText } from './fold.ts'
import type { LexiconTable, Row } from './table.ts'
import { readRows } from './table.ts'

const COLUMNS = { required: ['said', 'means'], optional: [] } as const
type Column = (typeof COLUMNS.required)[number]

/** The canonical indicators that a word may mean, the likeliest first; empty for a word that is not in doubt. */
export type Readings = (word: string) => readonly string[]

/**
 * Reads the readings tables: words by which people mean now one indicator, now another (财政收入). Of two rows for one word
 * the later counts, so that an operator's table may differ from ours. Throws InputError for a row without a meaning or with
 * one that is no canonical indicator.
 */
export function parseReadings(tables: readonly LexiconTable[], isIndicator: (canonical: string) => boolean): Readings {
  const rows = tables.flatMap((table) => readRows<Column>(table, COLUMNS))
  const readings = new Map(rows.map((row) => readReading(row, isIndicator)))
  return (word) => readings.get(foldText(word)) ?? []
}

function readReading(row: Row<Column>, isIndicator: (canonical: string) => boolean): [string, readonly string[]] {
  const said = row.cell('said')
  const means = row.list('means')
  if (said.length < 2) throw row.error('said 至少要有两个字')
  if (means.length === 0) throw row.error('means 至少要有一个指标，几个的用 | 分开')
  const unknown = means.find((name) => !isIndicator(name))
  if (unknown !== undefined) throw row.error(`没有名为“${unknown}”的指标`)
  return [foldText(said), means]
}
