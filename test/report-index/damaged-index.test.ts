import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { IndexError } from '../../src/errors.ts'
import { buildGraph } from '../../src/report-index/hnsw-graph.ts'
import type { ReportIndex } from '../../src/report-index/report-index.ts'
import { openIndex } from '../../src/report-index/sqlite/open-index.ts'
import { tokensOf } from '../../src/report-index/tokens.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { seededRandom } from '../support/vectors.ts'

const COUNTIES = ['青禾', '清源', '望海', '临溪', '松岭', '石桥', '平湖', '云台'] as const
const THINGS = ['粮食产量', '蔬菜产量', '水产品产量', '固定资产投资', '城镇新增就业', '公路里程'] as const

let folder: IndexedFolder
let question: Float32Array
/** The sound index's files, to start each test from. */
let sound: Map<string, Buffer>

beforeAll(async () => {
  folder = createIndexedFolder()
  for (const [at, county] of COUNTIES.entries()) {
    const lines = THINGS.map(
      (thing, i) => `2024年，${county}县${thing}达到${(at + 2) * (i + 3)}.${i}万，比上年增长${at + i}.${at}%。`,
    )
    folder.write(`${at}.md`, report(`${county}县2024年公报`, ...lines))
  }
  await folder.index(countingModel())
  question = await fakeEmbedder().embed('临溪县蔬菜产量是多少')
  sound = new Map(readdirSync(folder.indexDir).map((name) => [name, readFileSync(path.join(folder.indexDir, name))]))
})
beforeEach(() => {
  rmSync(folder.indexDir, { recursive: true, force: true })
  mkdirSync(folder.indexDir)
  for (const [name, bytes] of sound) writeFileSync(path.join(folder.indexDir, name), bytes)
})
afterAll(() => folder.dispose())

const inIndex = (name: string) => path.join(folder.indexDir, name)
const graphFile = () => inIndex([...sound.keys()].find((name) => name.endsWith('.hnsw')) ?? '')
const database = () => inIndex('reports.db')

/** What a question depends on: passages of each leg, in order, with their figures. */
function legs(index: ReportIndex) {
  const idOf = (row: number) => index.passage(row)?.id
  const byVector = index.byVector(question, 12).map(({ row }) => row)
  return {
    byVector: byVector.map(idOf),
    byWords: index.byWords(tokensOf('临溪县蔬菜产量'), 12).map(({ row }) => idOf(row)),
    cosines: [
      ...index
        .cosines(
          question,
          byVector.toSorted((a, b) => a - b),
        )
        .values(),
    ],
    figures: index.observationsOf(byVector).map(({ observation }) => observation),
  }
}

function flip(file: string, random: () => number): void {
  const bytes = readFileSync(file)
  const at = Math.floor(random() * bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  writeFileSync(file, bytes)
}

/** Raises the schema's version, bytes 60 to 63 of the head. */
function makeNewer(): void {
  const bytes = readFileSync(database())
  bytes.writeUInt32BE(99, 60)
  writeFileSync(database(), bytes)
  rmSync(`${database()}.sha256`)
}

/** What a reader gives; its IndexError where it refuses, undefined where it finds no index. */
function readOrRefuse<T>(use: (index: ReportIndex) => T): T | IndexError | undefined {
  const open = openIndex(folder.indexDir, fakeEmbedder())
  try {
    return open.read(use)
  } catch (error) {
    if (error instanceof IndexError) return error
    throw error
  } finally {
    open.close()
  }
}

const REFUSAL = expect.objectContaining({ code: 'INDEX', message: expect.stringContaining('npm run index') })

describe('a graph that is not what was saved', () => {
  const DAMAGE: readonly (readonly [string, () => void])[] = [
    ['missing', () => rmSync(graphFile())],
    ['without its manifest', () => rmSync(`${graphFile()}.json`)],
    ['empty', () => truncateSync(graphFile(), 0)],
    ['cut in the middle', () => truncateSync(graphFile(), Math.floor(readFileSync(graphFile()).length / 2))],
    ['cut by a byte', () => truncateSync(graphFile(), readFileSync(graphFile()).length - 1)],
    ['garbage', () => writeFileSync(graphFile(), Buffer.alloc(5000, 7))],
    ['swapped with the database', () => copyFileSync(database(), graphFile())],
    ['with a manifest that is no JSON', () => writeFileSync(`${graphFile()}.json`, '{"manifest"')],
  ]
  test.each(DAMAGE)('%s changes no answer', (_, damage) => {
    const before = folder.read(legs)
    damage()
    expect(folder.read((index) => index.status().graph)).toBe(false)
    expect(folder.read(legs)).toEqual(before)
  })

  test('with any one bit changed changes no answer', () => {
    const before = folder.read(legs)
    const random = seededRandom(11)
    const bytes = readFileSync(graphFile())
    for (let i = 0; i < 20; i++) {
      writeFileSync(graphFile(), bytes)
      flip(graphFile(), random)
      expect(folder.read(legs)).toEqual(before)
    }
  })

  test('of other dimensions changes no answer', () => {
    const before = folder.read(legs)
    const vectors = [{ label: 1, vector: Float32Array.of(1, 0, 0, 0) }]
    buildGraph({ modelId: 'fake', dimensions: 4, vectors }).save(graphFile())
    expect(folder.read(legs)).toEqual(before)
  })

  test('is built anew by the next indexing run', async () => {
    truncateSync(graphFile(), 100)
    const model = countingModel()
    expect(await folder.index(model)).toMatchObject({ unchanged: COUNTIES.length })
    expect(model.embedded).toEqual([])
    expect(folder.read((index) => index.status().graph)).toBe(true)
  })
})

describe('a database that is not what was written', () => {
  const DAMAGE: readonly (readonly [string, () => void])[] = [
    ['empty', () => truncateSync(database(), 0)],
    ['cut within the first page', () => truncateSync(database(), 1000)],
    ['cut in the middle', () => truncateSync(database(), Math.floor(readFileSync(database()).length / 2))],
    ['cut by a byte', () => truncateSync(database(), readFileSync(database()).length - 1)],
    ['garbage', () => writeFileSync(database(), Buffer.alloc(50_000, 'x'))],
    ['of a newer program', () => makeNewer()],
    [
      'unsealed and cut',
      () => {
        rmSync(`${database()}.sha256`)
        truncateSync(database(), 40_960)
      },
    ],
  ]

  test.each(DAMAGE)('%s never crashes a reader, and is made anew by the writer', async (_, damage) => {
    const before = folder.read(legs)
    damage()
    expect(readOrRefuse(legs)).toBeOneOf([undefined, REFUSAL])
    await folder.index(countingModel())
    expect(folder.read(legs).figures).toEqual(before.figures)
  })

  test('with any one bit changed gives no other answer: the reader refuses it, the writer makes it anew', async () => {
    const before = folder.read(legs)
    const random = seededRandom(5)
    const bytes = readFileSync(database())
    for (let i = 0; i < 25; i++) {
      writeFileSync(database(), bytes)
      flip(database(), random)
      expect(readOrRefuse(legs)).toEqual(REFUSAL)
    }
    await folder.index(countingModel())
    expect(readOrRefuse(legs)).toEqual(before)
  })

  test('serves again without a restart once it is made anew', async () => {
    const before = folder.read(legs)
    const open = folder.open()
    writeFileSync(database(), 'garbage')
    expect(() => open.read(legs)).toThrow(IndexError)
    await folder.index(countingModel())
    expect(open.read(legs)).toMatchObject({ figures: before.figures })
  })

  test('a lock file that is garbage does not lock', async () => {
    writeFileSync(inIndex('writer.lock'), 'no database at all, and longer than its head has to be to be one')
    expect(await folder.index(countingModel())).toMatchObject({ unchanged: COUNTIES.length })
  })
})

describe('a folder that cannot be used', () => {
  test('because a file is in its place is one IndexError', async () => {
    const indexDir = path.join(folder.reportsDir, '0.md', 'index')
    await expect(folder.index(countingModel(), { indexDir })).rejects.toThrow(IndexError)
    await expect(folder.index(countingModel(), { indexDir })).rejects.toThrow(/--index/)
  })

  // Node 20's own recursive mkdir never comes back from there.
  test.runIf(existsSync('/proc/self'))(
    'because nothing can be made in its place is one IndexError at once',
    async () => {
      await expect(folder.index(countingModel(), { indexDir: '/proc/nowhere/index' })).rejects.toThrow(
        /写不进去.*--index/,
      )
    },
  )

  // Only root can become somebody who may not write; a developer can take his own right away.
  test('because its rights refuse writing is one IndexError', async () => {
    const becomeNobody = process.getuid?.() === 0
    chmodSync(folder.indexDir, 0o555)
    for (const name of readdirSync(folder.indexDir)) chmodSync(inIndex(name), 0o444)
    chmodSync(path.dirname(folder.indexDir), 0o755)
    if (becomeNobody) process.seteuid?.(65_534)
    try {
      await expect(folder.index(countingModel())).rejects.toThrow(/写不进去/)
      expect(readOrRefuse((index) => index.status().documents)).toBeOneOf([COUNTIES.length, expect.any(IndexError)])
    } finally {
      if (becomeNobody) process.seteuid?.(0)
      chmodSync(folder.indexDir, 0o755)
    }
  })

  test('because it is not there yet holds no index, and is not made by reading', () => {
    const nowhere = path.join(folder.indexDir, 'nowhere')
    expect(openIndex(nowhere, fakeEmbedder()).read(() => true)).toBeUndefined()
    expect(existsSync(nowhere)).toBe(false)
  })
})
