import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../src/report-index/sqlite/database.ts'
import { fromHalves } from '../../../src/report-index/sqlite/half-floats.ts'
import { INDEX_MIGRATIONS } from '../../../src/report-index/sqlite/schema.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'schema-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('vectors of 32 bits are kept as 16-bit ones, and the graph that was built of them is not', () => {
  const file = path.join(folder, 'reports.db')
  const vector = Float32Array.of(0.6, -0.8)
  const before = openDatabase(file, INDEX_MIGRATIONS.slice(0, 3))
  before.prepare('INSERT INTO vector (label, key, value) VALUES (7, ?, ?)').run('text', Buffer.from(vector.buffer))
  before.exec("INSERT INTO serving VALUES (1, 4, 'model', 'graph-4.hnsw', '2026-01-01')")
  before.close()

  const after = openDatabase(file, INDEX_MIGRATIONS)
  const stored = after.prepare<[], Buffer>('SELECT value FROM vector WHERE label = 7').pluck().get()
  expect(stored).toHaveLength(4)
  expect([...fromHalves(stored ?? Buffer.of())]).toEqual([expect.closeTo(0.6, 3), expect.closeTo(-0.8, 3)])
  expect(after.prepare('SELECT generation, graph FROM serving').get()).toEqual({ generation: 4, graph: null })
  after.close()
})
