import { foldText } from './fold.ts'
import type { Place, PlaceLevel } from './lexicon.ts'
import { type LexiconTable, type Row, readRows } from './table.ts'

const COLUMNS = { required: ['canonical', 'level', 'parent', 'names'], optional: ['contains'] } as const
type Column = (typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number]

/** Large to small; where a name is shared, the larger place is meant more often. */
const LEVELS: readonly PlaceLevel[] = ['country', 'region', 'province', 'prefecture', 'county', 'zone']

/** The places of the tables and what contains what. */
export interface Places {
  readonly byCanonical: ReadonlyMap<string, Place>
  /** Every name with the places that share it, the likeliest first. */
  readonly byName: ReadonlyMap<string, readonly string[]>
  readonly isInside: (inner: string, outer: string) => boolean
  readonly chain: (canonical: string) => string[]
}

/**
 * Reads the place tables. Rows of one canonical name are put together, so that an operator's table may add names to a
 * place of ours. Throws InputError for an unknown level, a `parent` or `contains` that no row has, and for containment
 * that goes round in a circle.
 */
export function parsePlaces(tables: readonly LexiconTable[]): Places {
  const rows = tables.flatMap((table) => readRows<Column>(table, COLUMNS))
  const places = new Map<string, Place>()
  const containers = new Map<string, string[]>()
  for (const row of rows) {
    const canonical = row.cell('canonical')
    places.set(canonical, readPlace(row, places.get(canonical)))
    addContainer(containers, { outer: row.cell('parent'), inner: canonical })
    for (const inner of row.list('contains')) addContainer(containers, { outer: canonical, inner })
  }
  checkReferences(rows, { places, containers })
  return {
    byCanonical: places,
    byName: shareNames([...places.values()]),
    isInside: (inner, outer) => inner !== outer && containersOf(inner, containers).includes(outer),
    chain: (canonical) => chainOf(canonical, places),
  }
}

function readPlace(row: Row<Column>, known: Place | undefined): Place {
  const canonical = row.cell('canonical')
  const names = row.list('names').filter((name) => name !== canonical)
  if (canonical === '') throw row.error('canonical 不能为空')
  const short = [canonical, ...names].find((name) => name.length < 2)
  if (short !== undefined) throw row.error(`名称“${short}”太短，会在别的词里误认`)
  return {
    canonical,
    level: readLevel(row, known?.level),
    parent: row.cell('parent') || known?.parent,
    names: known === undefined ? names : [...new Set([...known.names, ...names])],
  }
}

function readLevel(row: Row<Column>, known: PlaceLevel | undefined): PlaceLevel {
  const written = row.cell('level')
  if (written === '' && known !== undefined) return known
  const level = LEVELS.find((each) => each === written)
  if (level === undefined) throw row.error(`level 须为 ${LEVELS.join('、')} 之一，现为“${written}”`)
  return level
}

function addContainer(containers: Map<string, string[]>, { outer, inner }: { outer: string; inner: string }): void {
  if (outer === '') return
  const known = containers.get(inner)
  if (known === undefined) containers.set(inner, [outer])
  else known.push(outer)
}

interface Tree {
  readonly places: ReadonlyMap<string, Place>
  readonly containers: ReadonlyMap<string, readonly string[]>
}

/** Goes from the end, so that an operator's row is blamed and not the one of ours that it contradicts. */
function checkReferences(rows: readonly Row<Column>[], { places, containers }: Tree): void {
  const outers = new Set([...containers.values()].flat())
  for (const row of rows.toReversed()) {
    const canonical = row.cell('canonical')
    const unknown = [...row.list('parent'), ...row.list('contains')].find((other) => !places.has(other))
    if (unknown !== undefined) throw row.error(`没有名为“${unknown}”的地区`)
    if (outers.has(canonical) && containersOf(canonical, containers).includes(canonical)) {
      throw row.error(`“${canonical}”的上级绕成了圈`)
    }
  }
}

/** Everything that contains the place, at any distance. */
function containersOf(canonical: string, containers: Tree['containers']): string[] {
  const found = [...(containers.get(canonical) ?? [])]
  for (const outer of found) {
    for (const next of containers.get(outer) ?? []) if (!found.includes(next)) found.push(next)
  }
  return found
}

function chainOf(canonical: string, places: Tree['places']): string[] {
  const chain: string[] = []
  let place = places.get(canonical)
  while (place !== undefined && (place.level !== 'country' || chain.length === 0)) {
    chain.push(place.canonical)
    place = place.parent === undefined ? undefined : places.get(place.parent)
  }
  return chain
}

function shareNames(places: readonly Place[]): Map<string, string[]> {
  const byLevel = LEVELS.flatMap((level) => places.filter((place) => place.level === level))
  const byName = new Map<string, string[]>()
  for (const place of byLevel) {
    for (const name of [place.canonical, ...place.names]) {
      const key = foldText(name)
      const sharing = byName.get(key)
      if (sharing === undefined) byName.set(key, [place.canonical])
      else if (!sharing.includes(place.canonical)) sharing.push(place.canonical)
    }
  }
  return byName
}
