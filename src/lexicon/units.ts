import { foldText } from './fold.ts'
import { DIMENSIONS, isDimension } from './dimension.ts'
import type { Unit } from './lexicon.ts'
import { type LexiconTable, type Row, readRows } from './table.ts'

const COLUMNS = { required: ['surface', 'dimension', 'base', 'factor'], optional: ['scales'] } as const
type Column = (typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number]

/** Scales that stand before a unit in print; 万亿 and 千万 are one word each, so they are listed, not computed. */
const SCALES: readonly (readonly [string, number])[] = [
  ['百', 1e2],
  ['千', 1e3],
  ['万', 1e4],
  ['十万', 1e5],
  ['百万', 1e6],
  ['千万', 1e7],
  ['亿', 1e8],
  ['十亿', 1e9],
  ['百亿', 1e10],
  ['千亿', 1e11],
  ['万亿', 1e12],
]

/** Units by their surface. A row of its own (千瓦) wins over a scale before another row (千 before 瓦). */
export interface Units {
  readonly find: (surface: string) => Unit | undefined
  /** Longest first. */
  readonly surfaces: readonly string[]
}

/**
 * Reads the unit tables. Throws InputError for a row that cannot be used and for one that contradicts another: m³ and m3
 * are the same unit in other characters, so they may both stand there as long as they say the same.
 */
export function parseUnits(tables: readonly LexiconTable[]): Units {
  const rows = tables.flatMap((table) => readRows<Column>(table, COLUMNS))
  const units = new Map<string, Unit>()
  const surfaces = new Set<string>()
  for (const row of rows) {
    const unit = readUnit(row)
    const known = units.get(foldText(unit.surface)) ?? unit
    if (!isSameAmount(known, unit)) throw row.error(`单位“${unit.surface}”与另一行“${known.surface}”不一致`)
    units.set(foldText(unit.surface), known)
    surfaces.add(unit.surface)
  }
  for (const row of rows.filter((each) => each.cell('scales') === 'yes')) addScaled(readUnit(row), { units, surfaces })
  return {
    find: (surface) => units.get(foldText(surface)),
    surfaces: [...surfaces].toSorted((a, b) => b.length - a.length),
  }
}

function isSameAmount(a: Unit, b: Unit): boolean {
  return a.dimension === b.dimension && foldText(a.base) === foldText(b.base) && a.factor === b.factor
}

function readUnit(row: Row<Column>): Unit {
  const dimension = row.cell('dimension')
  const factor = Number(row.cell('factor'))
  if (row.cell('surface') === '' || row.cell('base') === '') throw row.error('surface 和 base 不能为空')
  if (!isDimension(dimension)) throw row.error(`dimension 须为 ${DIMENSIONS.join('、')} 之一，现为“${dimension}”`)
  if (!(factor > 0)) throw row.error(`factor 须为正数，现为“${row.cell('factor')}”`)
  if (!['', 'yes', 'no'].includes(row.cell('scales')))
    throw row.error(`scales 须为 yes 或 no，现为“${row.cell('scales')}”`)
  return { surface: row.cell('surface'), dimension, base: row.cell('base'), factor }
}

function addScaled(unit: Unit, { units, surfaces }: { units: Map<string, Unit>; surfaces: Set<string> }): void {
  for (const [scale, factor] of SCALES) {
    const surface = scale + unit.surface
    const key = foldText(surface)
    if (!units.has(key)) units.set(key, { ...unit, surface, factor: unit.factor * factor })
    surfaces.add(surface)
  }
}
