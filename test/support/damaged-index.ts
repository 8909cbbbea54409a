import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { IndexError } from '../../src/errors.ts'
import type { ReportIndex } from '../../src/report-index/report-index.ts'
import { openIndex } from '../../src/report-index/sqlite/open-index.ts'
import { tokensOf } from '../../src/report-index/tokens.ts'
import { fakeEmbedder } from './fake-embedder.ts'
import { countingModel, createIndexedFolder, report } from './indexed-folder.ts'
import type { IndexedFolder } from './indexed-folder.ts'
import { seededRandom } from './vectors.ts'

const COUNTIES = ['青禾', '清源', '望海', '临溪', '松岭', '石桥', '平湖', '云台'] as const
const THINGS = ['粮食产量', '蔬菜产量', '水产品产量', '固定资产投资', '城镇新增就业', '公路里程'] as const

/** An index of eight reports whose files can be damaged and put back. */
export interface DamageableIndex {
  readonly folder: IndexedFolder
  readonly reports: number
  /** The absolute paths of what the index consists of. */
  readonly files: Readonly<Record<'graph' | 'manifest' | 'database' | 'seal', string>>
  /** The absolute path of a file of the index. */
  at(name: string): string
  /** Makes every file what it was at first. */
  restore(): void
  /** What a question depends on: passages of each leg, in order, with their figures. */
  legs(index: ReportIndex): object
  /** What a reader gives; its IndexError where it refuses, undefined where it finds no index. */
  readOrRefuse<T>(use: (index: ReportIndex) => T): T | IndexError | undefined
}

export async function createDamageableIndex(): Promise<DamageableIndex> {
  const folder = createIndexedFolder()
  for (const [at, county] of COUNTIES.entries()) {
    const lines = THINGS.map(
      (thing, i) => `2024年，${county}县${thing}达到${(at + 2) * (i + 3)}.${i}万，比上年增长${at + i}.${at}%。`,
    )
    folder.write(`${at}.md`, report(`${county}县2024年公报`, ...lines))
  }
  await folder.index(countingModel())
  const question = await fakeEmbedder().embed('临溪县蔬菜产量是多少')
  const at = (name: string) => path.join(folder.indexDir, name)
  const sound = new Map(readdirSync(folder.indexDir).map((name) => [name, readFileSync(at(name))]))
  const graph = at([...sound.keys()].find((name) => name.endsWith('.hnsw')) ?? '')
  const database = at('reports.db')
  return {
    folder,
    reports: COUNTIES.length,
    files: { graph, manifest: `${graph}.json`, database, seal: `${database}.seal` },
    at,
    restore() {
      rmSync(folder.indexDir, { recursive: true, force: true })
      mkdirSync(folder.indexDir)
      for (const [name, bytes] of sound) writeFileSync(at(name), bytes)
    },
    legs: (index) => legs(index, question),
    readOrRefuse(use) {
      const open = openIndex(folder.indexDir, fakeEmbedder())
      try {
        return open.read(use)
      } catch (error) {
        if (error instanceof IndexError) return error
        throw error
      } finally {
        open.close()
      }
    },
  }
}

function legs(index: ReportIndex, question: Float32Array): object {
  const idOf = (row: number) => index.passage(row)?.id
  const byVector = index.byVector(question, 12).map(({ row }) => row)
  const cosines = index.cosines(
    question,
    byVector.toSorted((a, b) => a - b),
  )
  return {
    byVector: byVector.map(idOf),
    byWords: index.byWords(tokensOf('临溪县蔬菜产量'), 12).map(({ row }) => idOf(row)),
    cosines: [...cosines.values()],
    figures: index.observationsOf(byVector).map(({ observation }) => observation),
  }
}

/** What a reader says of a database that is not what was written. */
export const REFUSAL = expect.objectContaining({ code: 'INDEX', message: expect.stringContaining('npm run index') })

type Damage = (bytes: Buffer, random: () => number) => Buffer

/** Each gives other bytes than it got. */
const DAMAGES: Readonly<Record<'truncated' | 'flipped' | 'zeroed', Damage>> = {
  truncated: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  flipped(bytes, random) {
    const damaged = Buffer.from(bytes)
    const at = Math.floor(random() * bytes.length)
    damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8))
    return damaged
  },
  zeroed(bytes, random) {
    const at = Math.floor(random() * bytes.length)
    const damaged = Buffer.from(bytes).fill(0, at, Math.min(at + 4096, bytes.length))
    return damaged.equals(bytes) ? DAMAGES.zeroed(bytes, random) : damaged
  },
}

/** How often each damage is done to each of the four files. */
export type DamageCounts = Readonly<Record<keyof typeof DAMAGES, number>>

/**
 * Damages each file of the index so many times at random places, and expects: a damaged graph changes no answer, a
 * damaged database is refused and never read from. Gives how often it did; a native crash would end the process.
 */
export function damageOften(index: DamageableIndex, counts: DamageCounts, seed: number): number {
  const random = seededRandom(seed)
  const read = () => index.readOrRefuse((reading) => ({ legs: index.legs(reading), graph: reading.status().graph }))
  const withoutGraph = { legs: index.readOrRefuse((reading) => index.legs(reading)), graph: false }
  const kinds = (['truncated', 'flipped', 'zeroed'] as const).flatMap((kind) =>
    Array.from({ length: counts[kind] }, () => kind),
  )
  for (const [name, file] of Object.entries(index.files)) {
    const expected = name === 'graph' || name === 'manifest' ? withoutGraph : REFUSAL
    const sound = readFileSync(file)
    for (const [at, kind] of kinds.entries()) {
      writeFileSync(file, DAMAGES[kind](sound, random))
      expect({ name, kind, at, read: read() }).toEqual({ name, kind, at, read: expected })
    }
    index.restore()
  }
  return kinds.length * Object.keys(index.files).length
}
