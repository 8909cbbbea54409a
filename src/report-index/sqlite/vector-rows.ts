import type { LabelledVector } from '../exact-search.ts'
import type { GenerationVectors } from '../generation-graph.ts'
import type { Database } from './database.ts'
import { fromHalves } from './half-floats.ts'

/** The vectors of the generation that serves, each read when it is wanted. */
export function vectorsIn(database: Database): GenerationVectors {
  const select = database.prepare<[number], Buffer>('SELECT value FROM vector WHERE label = ?').pluck()
  return {
    labels: database.prepare<[], number>('SELECT DISTINCT label FROM paragraph_vector ORDER BY label').pluck().all(),
    vectorOf(label) {
      const value = select.get(label)
      return value === undefined ? undefined : fromHalves(value)
    },
  }
}

/** All of them, one after another. */
export function* allVectors(database: Database): Generator<LabelledVector> {
  const rows = database.prepare<[], { label: number; value: Buffer }>(
    'SELECT label, value FROM vector WHERE label IN (SELECT label FROM paragraph_vector)',
  )
  for (const { label, value } of rows.iterate()) yield { label, vector: fromHalves(value) }
}
