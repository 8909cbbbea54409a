import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { IndexError, IndexUnwritableError } from '../../src/errors.ts'
import { buildGraph } from '../../src/report-index/hnsw-graph.ts'
import { openIndex } from '../../src/report-index/sqlite/open-index.ts'
import { createDamageableIndex, damageOften, REFUSAL } from '../support/damaged-index.ts'
import type { DamageableIndex } from '../support/damaged-index.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

let index: DamageableIndex
let folder: IndexedFolder
beforeAll(async () => {
  index = await createDamageableIndex()
  folder = index.folder
})
beforeEach(() => index.restore())
afterAll(() => folder.dispose())

const legs: DamageableIndex['legs'] = (reading) => index.legs(reading)
const graphFile = () => index.files.graph
const database = () => index.files.database

/** Raises the schema's version, bytes 60 to 63 of the head. */
function makeNewer(): void {
  const bytes = readFileSync(database())
  bytes.writeUInt32BE(99, 60)
  writeFileSync(database(), bytes)
  rmSync(`${database()}.seal`)
}

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
    expect(folder.read((reading) => reading.status().graph)).toBe(false)
    expect(folder.read(legs)).toEqual(before)
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
    expect(await folder.index(model)).toMatchObject({ unchanged: index.reports })
    expect(model.embedded).toEqual([])
    expect(folder.read((reading) => reading.status().graph)).toBe(true)
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
        rmSync(`${database()}.seal`)
        truncateSync(database(), 40_960)
      },
    ],
  ]

  test.each(DAMAGE)('%s never crashes a reader, and is made anew by the writer', async (_, damage) => {
    const before = folder.read(legs)
    damage()
    expect(index.readOrRefuse(legs)).toBeOneOf([undefined, REFUSAL])
    await folder.index(countingModel())
    expect(folder.read(legs)).toEqual(before)
  })

  test('serves again without a restart once it is made anew', async () => {
    const before = folder.read(legs)
    const open = folder.open()
    writeFileSync(database(), 'garbage')
    expect(() => open.read(legs)).toThrow(IndexError)
    await folder.index(countingModel())
    expect(open.read(legs)).toEqual(before)
  })

  test('a lock file that is garbage does not lock', async () => {
    writeFileSync(index.at('writer.lock'), 'no database at all, and longer than its head has to be to be one')
    expect(await folder.index(countingModel())).toMatchObject({ unchanged: index.reports })
  })
})

test('damage at random places of any file is found before a byte of it is used', () => {
  expect(damageOften(index, { truncated: 5, flipped: 20, zeroed: 5 }, 11)).toBe(4 * 30)
})

/** Indexes so much more that the graph is written anew, and gives the files of the generation before. */
async function another(): Promise<Record<'graph' | 'manifest', Buffer>> {
  const { graph, manifest } = index.files
  const before = { graph: readFileSync(graph), manifest: readFileSync(manifest) }
  folder.write('new.md', report('林区通报', ...Array.from({ length: 300 }, (_, at) => `护林防火形势平稳（${at}）。`)))
  await folder.index(countingModel())
  folder.remove('new.md')
  return before
}

function newGraph(): string {
  return index.at(readdirSync(folder.indexDir).find((name) => name.endsWith('.hnsw')) ?? '')
}

describe('files of two generations', () => {
  test.each(['with', 'without'])('that were swapped, graphs %s their manifests, change no answer', async (how) => {
    const old = await another()
    const before = folder.read(legs)
    writeFileSync(newGraph(), old.graph)
    if (how === 'with') writeFileSync(`${newGraph()}.json`, old.manifest)
    expect(folder.read((reading) => reading.status().graph)).toBe(false)
    expect(folder.read(legs)).toEqual(before)
  })

  test('leave only those of the newer one behind, a foreign graph included', async () => {
    writeFileSync(index.at('graph-77.hnsw'), 'of nobody')
    await another()
    expect(readdirSync(folder.indexDir).filter((name) => name.startsWith('graph'))).toEqual([
      path.basename(newGraph()),
      `${path.basename(newGraph())}.json`,
    ])
  })
})

/** Does something as a user without rights, with the rights of one place set for him. Only root can become somebody else. */
async function asNobody([place, rights]: readonly [string, number], act: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0
  chmodSync(path.dirname(folder.indexDir), 0o755)
  chmodSync(place, rights)
  if (isRoot) process.seteuid?.(65_534)
  try {
    await act()
  } finally {
    if (isRoot) process.seteuid?.(0)
    chmodSync(place, 0o755)
  }
}

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

  test('because its rights refuse writing is one IndexError, and what it holds can be read all the same', async () => {
    for (const name of readdirSync(folder.indexDir)) chmodSync(index.at(name), 0o444)
    await asNobody([folder.indexDir, 0o555], async () => {
      await expect(folder.index(countingModel())).rejects.toThrow(IndexUnwritableError)
      expect(index.readOrRefuse((reading) => reading.status())).toMatchObject({ documents: index.reports, graph: true })
    })
  })

  test('because a folder of reports may not be read is one InputError, and what was indexed serves', async () => {
    folder.write('closed/secret.md', report('机密通报', '不予公开。'))
    for (const name of readdirSync(folder.indexDir)) chmodSync(index.at(name), 0o666)
    chmodSync(folder.indexDir, 0o777)
    const closed = path.join(folder.reportsDir, 'closed')
    await asNobody([closed, 0o000], async () => {
      await expect(folder.index(countingModel())).rejects.toThrow(/closed：没有权限.*REPORTS_DIR/)
      expect(index.readOrRefuse((reading) => reading.status().documents)).toBe(index.reports)
    })
    rmSync(closed, { recursive: true })
  })

  test('because one report may not be read leaves that one out, and says why', async () => {
    const indexDir = mkdtempSync(path.join(path.dirname(folder.indexDir), 'other-'))
    chmodSync(indexDir, 0o777)
    await asNobody([path.join(folder.reportsDir, '0.md'), 0o000], async () => {
      const summary = await folder.index(countingModel(), { indexDir })
      expect(summary).toMatchObject({
        documents: index.reports - 1,
        failed: [{ file: '0.md', reason: '没有权限，请检查磁盘和文件权限' }],
      })
    })
  })

  test('because it is not there yet holds no index, and is not made by reading', () => {
    const nowhere = path.join(folder.indexDir, 'nowhere')
    expect(openIndex(nowhere, fakeEmbedder()).read(() => true)).toBeUndefined()
    expect(existsSync(nowhere)).toBe(false)
  })
})
