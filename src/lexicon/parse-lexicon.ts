import { createHash } from 'node:crypto'
import type { Span } from '../span.ts'
import { foldText } from './fold.ts'
import { parseFrames } from './frames.ts'
import { parseIndicators } from './indicators.ts'
import type { Indicator, Lexicon } from './lexicon.ts'
import { createNameFinder } from './name-finder.ts'
import { parsePlaces } from './places.ts'
import { parseReadings } from './readings.ts'
import { parseSayings } from './sayings.ts'
import type { Reword } from './sayings.ts'
import { type LexiconTable, readRows } from './table.ts'
import { parseUnits } from './units.ts'

/**
 * Builds the lexicon from its tables; the file name says what a table holds: indicators*, places*, units*,
 * ordinary-words*, readings*, sayings*, frames*. Others are left alone. Throws InputError naming file, line and what is wrong.
 */
export function parseLexicon(tables: readonly LexiconTable[]): Lexicon {
  const ordered = tables.toSorted((a, b) => (stem(a) < stem(b) ? -1 : 1))
  const named = (start: string) => ordered.filter(({ file }) => file.startsWith(start))
  const units = parseUnits(named('units'))
  const indicators = parseIndicators(named('indicators'))
  const places = parsePlaces(named('places'))
  const ordinary = parseOrdinaryWords(named('ordinary-words'), [...places.byCanonical.keys(), ...indicators.keys()])
  const findIndicators = createNameFinder([...indicatorNames(indicators), ...ordinary])
  const findPlaces = createNameFinder([...places.byName, ...ordinary])
  const namesKnown = [...indicatorNames(indicators), ...places.byName].map(([name]) => name)
  return {
    // Sayings, frames and readings are of questions alone: a report reads the same without them.
    fingerprint: fingerprintOf(ordered.filter(({ file }) => !/^(?:sayings|frames|readings)/.test(file))),
    unit: units.find,
    unitSurfaces: units.surfaces,
    indicator: (canonical) => indicators.get(canonical),
    indicators: [...indicators.values()],
    readings: parseReadings(named('readings'), (canonical) => indicators.has(canonical)),
    indicatorsIn: (text) =>
      findIndicators(text).map(({ start, end, value }) => ({
        start,
        end,
        text: text.slice(start, end),
        canonical: value,
      })),
    place: (canonical) => places.byCanonical.get(canonical),
    places: [...places.byCanonical.values()],
    placesIn: (text) =>
      findPlaces(text).map(({ start, end, value }) => ({
        start,
        end,
        text: text.slice(start, end),
        canonicals: value,
      })),
    standardWording: createReword(named, { names: namesKnown, units, findIndicators, findPlaces }),
    isInside: places.isInside,
    placeChain: places.chain,
  }
}

interface Known {
  /** Of indicators and places. */
  readonly names: readonly string[]
  readonly units: ReturnType<typeof parseUnits>
  readonly findIndicators: (text: string) => readonly Span[]
  readonly findPlaces: (text: string) => readonly Span[]
}

/** Frames first, since a saying may be a part of one; where a saying holds the verb, it knows better. */
function createReword(
  named: (start: string) => readonly LexiconTable[],
  { names, units, findIndicators, findPlaces }: Known,
): Reword {
  const sayings = parseSayings(named('sayings'), names)
  const keys = new Set(names.map(foldText))
  const frames = parseFrames(named('frames'), {
    isIndicator: (name) => keys.has(foldText(name)),
    isUnit: (surface) => units.find(surface) !== undefined,
    takenIn: (text) => [...findIndicators(text), ...sayings.usedIn(text)],
    endsPlace: (text, at) => findPlaces(text).some(({ end }) => end === at),
  })
  return (question) => sayings.reword(frames(question))
}

function fingerprintOf(tables: readonly LexiconTable[]): string {
  const hash = createHash('sha256')
  for (const { file, text } of tables) hash.update(JSON.stringify([file, text]))
  return hash.digest('hex').slice(0, 16)
}

function* indicatorNames(indicators: ReadonlyMap<string, Indicator>): Generator<[string, string]> {
  for (const { canonical, names } of indicators.values()) {
    for (const name of [canonical, ...names]) yield [name, canonical]
  }
}

/** places before places-zones, which adds to it; with its ending places.tsv would come last. */
function stem({ file }: LexiconTable): string {
  return file.replace(/\.tsv$/, '')
}

/** Words that are no name although a name looks the same (和平) or stands inside them (上海证券交易所). */
function parseOrdinaryWords(tables: readonly LexiconTable[], canonicals: readonly string[]): [string, null][] {
  const taken = new Set(canonicals.map(foldText))
  const rows = tables.flatMap((table) => readRows<'word'>(table, { required: ['word'], optional: [] }))
  return rows.map((row) => {
    if (taken.has(foldText(row.cell('word')))) throw row.error(`“${row.cell('word')}”是一个指标或地区的正式名称`)
    return [row.cell('word'), null]
  })
}
