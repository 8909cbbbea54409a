import { createBoundedCache } from '../bounded-cache.ts'
import type { AboutOptions, IndexedObservation, Likely } from '../report-index.ts'
import { tokensOf } from '../tokens.ts'
import type { Database } from './database.ts'
import { readStored } from './rows.ts'

/** Observations of one generation, in the order of their rows. */
export interface ObservationRows {
  readonly of: (paragraphs: readonly number[]) => IndexedObservation[]
  readonly about: (indicators: readonly string[], options?: AboutOptions) => IndexedObservation[]
}

/** Slots that are read once and shared by the observations that have them: 全市 and 2024年 of every figure of a report. */
const SLOTS_AT_HAND = 10_000

export function createObservationRows(database: Database): ObservationRows {
  const find = prepare(database)
  const slots = createBoundedCache(SLOTS_AT_HAND, (json: string) => JSON.parse(json))
  const toObservation = (row: ObservationRow) => readObservation(row, slots.get)
  return {
    of: (paragraphs) => find.of.all(JSON.stringify(paragraphs)).map(toObservation),
    about(indicators, { limit, likely = {} } = {}) {
      const about = JSON.stringify(indicators)
      const areFew = limit === undefined || find.more.get(about, limit) === undefined
      if (areFew) return find.about.all(about).map(toObservation)
      const rows = likelyRows(database, { about, limit, likely })
      return find.byRows.all(JSON.stringify(rows)).map(toObservation)
    },
  }
}

/** `place`, `period` and `indicators` are slots as JSON, `value` the rest of the observation. */
interface ObservationRow {
  readonly row: number
  readonly passage: number
  readonly value: string
  readonly indicators: string
  readonly place: string | null
  readonly period: string | null
}

const ABOUT = `SELECT observation FROM observation_indicator
  WHERE indicator IN (SELECT row FROM indicator WHERE canonical IN (SELECT value FROM json_each(?)))`

/** Prepared once a generation: preparing takes longer than most of the look-ups. Lists come in as JSON arrays. */
function prepare(database: Database) {
  const observations = (rows: string) =>
    database.prepare<[string], ObservationRow>(
      `SELECT observation.row, observation.paragraph AS passage, observation.value,
         naming.value AS indicators, place.value AS place, period.value AS period
       FROM observation JOIN naming ON naming.row = observation.naming
         LEFT JOIN place ON place.row = observation.place LEFT JOIN period ON period.row = observation.period
       WHERE observation.row IN (${rows}) ORDER BY observation.row`,
    )
  return {
    of: observations('SELECT row FROM observation WHERE paragraph IN (SELECT value FROM json_each(?))'),
    about: observations(ABOUT),
    byRows: observations('SELECT value FROM json_each(?)'),
    more: database.prepare<[string, number], number>(`${ABOUT} LIMIT 1 OFFSET ?`),
  }
}

function readObservation(
  { row, passage, value, indicators, place, period }: ObservationRow,
  slot: (json: string) => unknown,
): IndexedObservation {
  return readStored(() => ({
    row,
    passage,
    observation: {
      ...JSON.parse(value),
      period: period === null ? null : slot(period),
      place: place === null ? null : slot(place),
      indicators: slot(indicators),
    },
  }))
}

interface LikelyQuery {
  readonly about: string
  readonly limit: number
  readonly likely: Likely
}

/** Rows of observations that may be meant: those of the asked place first, then the newest. */
function likelyRows(database: Database, { about, limit, likely: { places, dates } }: LikelyQuery): number[] {
  const isThere = places === undefined ? '' : MAY_BE_THERE
  const isThen = dates === undefined ? '' : MAY_BE_THEN
  return database
    .prepare<object, number>(
      `WITH wanted AS MATERIALIZED (SELECT row FROM place WHERE canonical IN (SELECT value FROM json_each(:places)))
       SELECT observation FROM observation_indicator AS about LEFT JOIN period ON period.row = about.period
       WHERE indicator IN (SELECT row FROM indicator WHERE canonical IN (SELECT value FROM json_each(:about)))
         ${isThere} ${isThen}
       ORDER BY about.place IN wanted DESC, period.ends DESC LIMIT :limit`,
    )
    .pluck()
    .all({
      about,
      limit,
      places: JSON.stringify(places?.canonicals ?? []),
      ...(places && { named: phrases(places.names) }),
      ...dates,
    })
}

/** Passages that name a place, of which more than so many are not looked through: 中国 stands in half of them. */
const NAMING_PASSAGES = 5000

/** Of the asked place, of none, or in a passage that names it. */
const MAY_BE_THERE = `AND (about.place IS NULL OR about.place IN wanted
  OR about.paragraph IN (SELECT rowid FROM words WHERE words MATCH :named LIMIT ${NAMING_PASSAGES}))`

/** Undated, or of dates that the asked ones touch. */
const MAY_BE_THEN =
  'AND (period.starts IS NULL OR period.ends IS NULL OR (period.starts <= :to AND period.ends >= :from))'

/** Each name as the run of its tokens; a name without any is left out. */
function phrases(names: readonly string[]): string {
  const runs = names.map(tokensOf).filter((tokens) => tokens.length > 0)
  return runs.map((tokens) => `"${tokens.join(' ')}"`).join(' OR ')
}
