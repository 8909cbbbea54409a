import type { ScopedObservation } from '../../observation/observation.ts'
import { createBoundedCache } from '../bounded-cache.ts'
import type { Database } from './database.ts'

/** Writes the observations of paragraphs. Their slots repeat over and over, and are stored once each. */
export interface ObservationWriter {
  insert(paragraph: number | bigint, observations: readonly ScopedObservation[]): void
}

export function createObservationWriter(database: Database): ObservationWriter {
  const slots = createSlotWriter(database)
  const insert = database.prepare(
    'INSERT INTO observation (paragraph, naming, place, period, value) VALUES (?, ?, ?, ?, ?)',
  )
  const insertIndicator = database.prepare(
    `INSERT OR IGNORE INTO observation_indicator (indicator, observation, paragraph, place, period)
     VALUES (?, ?, ?, ?, ?)`,
  )
  return {
    insert(paragraph, observations) {
      for (const { indicators, place, period, ...rest } of observations) {
        const naming = slots.naming(JSON.stringify(indicators))
        const at = place === null ? null : slots.place(JSON.stringify(place), place.canonical)
        const when = period === null ? null : slots.period(JSON.stringify(period), period.from, period.to)
        const { lastInsertRowid } = insert.run(paragraph, naming, at, when, JSON.stringify(rest))
        for (const { canonical } of indicators) {
          insertIndicator.run(slots.indicator(canonical), lastInsertRowid, paragraph, at, when)
        }
      }
    },
  }
}

/** Namings that come again and again are stored again and again only by runs and reports far apart. */
const NAMINGS_AT_HAND = 20_000

/** Each gives the row of a slot, new or known. */
function createSlotWriter(database: Database) {
  const of = (table: string, columns: readonly [string, ...string[]]) => {
    const select = database.prepare<[string], number>(`SELECT row FROM ${table} WHERE ${columns[0]} = ?`).pluck()
    const insert = database.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    return (value: string, ...rest: readonly (string | null)[]) =>
      select.get(value) ?? insert.run(value, ...rest).lastInsertRowid
  }
  const insertNaming = database.prepare('INSERT INTO naming (value) VALUES (?)')
  return {
    indicator: of('indicator', ['canonical']),
    naming: createBoundedCache(NAMINGS_AT_HAND, (value: string) => insertNaming.run(value).lastInsertRowid).get,
    place: of('place', ['value', 'canonical']),
    period: of('period', ['value', 'starts', 'ends']),
  }
}

/** Slots of removed observations. What no other observation has goes with them, as a removed report's own indicators. */
export interface FreedSlots {
  /** To be called before the observations of a report are removed. */
  free(report: number): void
  /** To be called when all are removed and all new ones are there. */
  removeUnused(): void
}

const SLOTS = ['naming', 'place', 'period'] as const

export function createFreedSlots(database: Database): FreedSlots {
  database.exec(`
    CREATE TEMP TABLE IF NOT EXISTS freed (slot TEXT, row INTEGER, PRIMARY KEY (slot, row)) WITHOUT ROWID;
    DELETE FROM freed;
  `)
  const own = `paragraph IN (SELECT paragraph.row FROM paragraph JOIN article ON article.row = paragraph.article
    WHERE article.report = :report)`
  const freeing = [
    ...SLOTS.map((slot) => `SELECT '${slot}', ${slot} FROM observation WHERE ${slot} IS NOT NULL AND ${own}`),
    `SELECT 'indicator', indicator FROM observation_indicator
     WHERE observation IN (SELECT row FROM observation WHERE ${own})`,
  ].map((slots) => database.prepare(`INSERT OR IGNORE INTO freed ${slots}`))
  return {
    free(report) {
      for (const statement of freeing) statement.run({ report })
    },
    removeUnused() {
      for (const slot of SLOTS) database.exec(removal(slot, `observation WHERE ${slot} = freed.row`))
      database.exec(removal('indicator', 'observation_indicator WHERE indicator = freed.row'))
    },
  }
}

function removal(slot: string, users: string): string {
  return `DELETE FROM ${slot} WHERE row IN
    (SELECT row FROM freed WHERE slot = '${slot}' AND NOT EXISTS (SELECT 1 FROM ${users}))`
}
