import { DIMENSIONS, isDimension } from './dimension.ts'
import { foldText } from './fold.ts'
import type { Dimension, Indicator } from './lexicon.ts'
import { type LexiconTable, type Row, readRows } from './table.ts'

const COLUMNS = { required: ['canonical', 'dimension', 'names'], optional: ['not', 'parent'] } as const
type Column = (typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number]

/**
 * Reads the indicator tables, in their order. Rows of one canonical name are put together, so that an operator's table
 * may add names to an indicator of ours; `not` is said once and holds both ways. Throws InputError for an unknown
 * dimension, a name that two indicators claim, a `not` or `parent` that no row has, and for parents that go round in a
 * circle.
 */
export function parseIndicators(tables: readonly LexiconTable[]): Map<string, Indicator> {
  const rows = tables.flatMap((table) => readRows<Column>(table, COLUMNS))
  const indicators = new Map<string, Indicator>()
  for (const row of rows) {
    const canonical = row.cell('canonical')
    indicators.set(canonical, readIndicator(row, indicators.get(canonical)))
  }
  checkNames(rows)
  // From the end, so that an operator's row is blamed and not the one of ours that it contradicts.
  for (const row of rows.toReversed()) checkReferences(row, indicators)
  return mirrorNot(indicators)
}

function mirrorNot(indicators: ReadonlyMap<string, Indicator>): Map<string, Indicator> {
  const mirrored = new Map(indicators)
  for (const { canonical, not } of indicators.values()) {
    for (const name of not) {
      const other = mirrored.get(name)
      if (other?.not.includes(canonical) === false) mirrored.set(name, { ...other, not: [...other.not, canonical] })
    }
  }
  return mirrored
}

function readIndicator(row: Row<Column>, known: Indicator | undefined): Indicator {
  const canonical = row.cell('canonical')
  if (canonical === '') throw row.error('canonical 不能为空')
  const { dimension, names, not, parent } = known ?? { dimension: undefined, names: [], not: [], parent: undefined }
  return {
    canonical,
    dimension: readDimension(row, dimension),
    names: unique([...names, ...row.list('names')]).filter((name) => name !== canonical),
    not: unique([...not, ...row.list('not')]),
    parent: row.cell('parent') || parent,
  }
}

function readDimension(row: Row<Column>, known: Dimension | undefined): Dimension {
  const written = row.cell('dimension')
  if (written === '' && known !== undefined) return known
  if (!isDimension(written)) throw row.error(`dimension 须为 ${DIMENSIONS.join('、')} 之一，现为“${written}”`)
  if (known !== undefined && known !== written) throw row.error(`另一行的 dimension 是 ${known}，这一行是 ${written}`)
  return written
}

function checkNames(rows: readonly Row<Column>[]): void {
  const owners = new Map<string, string>()
  for (const row of rows) {
    for (const name of [row.cell('canonical'), ...row.list('names')]) {
      const key = foldText(name)
      const owner = owners.get(key) ?? row.cell('canonical')
      if (owner !== row.cell('canonical')) throw row.error(`名称“${name}”已属于“${owner}”`)
      if (key.length < 2) throw row.error(`名称“${name}”太短，会在别的词里误认`)
      owners.set(key, owner)
    }
  }
}

function checkReferences(row: Row<Column>, indicators: ReadonlyMap<string, Indicator>): void {
  for (const other of [...row.list('not'), ...row.list('parent')]) {
    if (!indicators.has(other)) throw row.error(`没有名为“${other}”的指标`)
  }
  const seen = new Set<string>()
  let current = indicators.get(row.cell('canonical'))
  while (current !== undefined) {
    if (seen.has(current.canonical)) throw row.error(`“${current.canonical}”的 parent 绕成了圈`)
    seen.add(current.canonical)
    current = current.parent === undefined ? undefined : indicators.get(current.parent)
  }
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
