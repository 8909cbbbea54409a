import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  IndexCancelledError,
  IndexError,
  IndexUnwritableError,
  ModelError,
  ReportUnavailableError,
} from '../../src/errors.ts'
import type { IndexingProgress } from '../../src/report-index/indexing.ts'
import { createReportReader } from '../../src/report-index/reading/report-reader.ts'
import type { ReportReader } from '../../src/report-index/reading/report-reader.ts'
import type { ReportIndex } from '../../src/report-index/report-index.ts'
import { openIndexWriter } from '../../src/report-index/sqlite/index-writer.ts'
import { tokensOf } from '../../src/report-index/tokens.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, realLexicon, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { zip } from '../support/zip.ts'

const GRAIN = '2024年，青禾县粮食产量达到41.7万吨，比上年增长3.2%。'
const TOURISM = '2024年，清源县接待游客286万人次，同比增长12.5%。'
const ROADS = '2024年，望海市新建公路118公里。'

let folder: IndexedFolder
beforeEach(() => {
  folder = createIndexedFolder()
  folder.write('grain.md', report('青禾县2024年公报', GRAIN))
  folder.write('sub/tourism.md', report('清源县2024年公报', TOURISM))
})
afterEach(() => folder.dispose())

/** The row of the passage that holds a text's words best. */
const rowOf = (index: ReportIndex, text: string) => index.byWords(tokensOf(text), 1)[0]?.row ?? 0
const idOf = (index: ReportIndex, text: string) => index.passage(rowOf(index, text))?.id ?? ''
const texts = (index: ReportIndex) => index.byWords(tokensOf('2024年'), 50).map(({ row }) => index.passage(row)?.text)

const filesServed = () => folder.read((index) => index.documents().map(({ file }) => file))

/** A reader that some files keep from reading: those for which `failure` gives an error. */
function failingAt(failure: (file: string) => unknown): ReportReader {
  const reader = createReportReader(realLexicon())
  const guarded = async (file: string) => {
    const error = failure(file)
    if (error !== undefined) throw error
  }
  return {
    ...reader,
    read: (input) => guarded(input.file).then(() => reader.read(input)),
    unpack: (input) => guarded(input.file).then(() => reader.unpack(input)),
  }
}

const busy = (file: string) => new ReportUnavailableError(file, '电脑太忙')

describe('an indexing run', () => {
  test('makes every paragraph findable by words, by vector and by its figures', async () => {
    const model = countingModel()
    const summary = await folder.index(model)
    expect(summary).toMatchObject({ documents: 2, added: 2, updated: 0, removed: 0, unchanged: 0, failed: [] })
    const vector = await fakeEmbedder().embed(model.embedded.find((text) => text.includes(GRAIN)) ?? '')
    folder.read((index) => {
      const row = rowOf(index, '粮食产量')
      const [byVector] = index.byVector(vector, 5)
      expect(index.passage(row)?.text).toBe(GRAIN)
      expect(byVector).toEqual({ row, score: expect.closeTo(1, 5) })
      expect(index.cosines(vector, [row]).get(row)).toBeCloseTo(1, 5)
      const figures = index.observationsOf([row]).map(({ observation }) => observation.text)
      expect(figures).toEqual(expect.arrayContaining(['41.7万吨', '3.2%']))
      expect(index.status()).toMatchObject({ generation: 1, documents: 2, vectorsMissing: null, graph: true })
      expect(index.documents().map(({ file }) => file)).toEqual(['grain.md', 'sub/tourism.md'])
    })
  })

  test('takes the reports of an archive for reports of their own, and keeps those that stay', async () => {
    const parts = [
      { name: '望海.md', content: report('望海市2024年公报', ROADS) },
      { name: '坏.pdf', content: 'not a PDF' },
    ]
    folder.write('年报.zip', zip(parts))
    const { added, failed } = await folder.index(countingModel())
    expect(added).toBe(3)
    expect(failed).toEqual([{ file: '年报.zip/坏.pdf', reason: expect.stringContaining('内容不是 .pdf') }])
    folder.write('年报.zip', zip([...parts, { name: '青禾.md', content: report('青禾县公报', GRAIN) }]))
    expect(await folder.index(countingModel())).toMatchObject({ added: 1, updated: 0, removed: 0, unchanged: 3 })
    folder.read((index) => expect(index.passage(rowOf(index, '公路'))?.document.file).toBe('年报.zip/望海.md'))
  })

  test('tells what it added, updated, removed and left alone', async () => {
    await folder.index(countingModel())
    folder.write('roads.md', report('望海市2024年公报', ROADS))
    folder.write('grain.md', report('青禾县2024年公报', GRAIN, '畜牧业稳定。'))
    folder.remove('sub/tourism.md')
    folder.write('same.md', report('另一份公报', ROADS))
    await folder.index(countingModel())
    folder.write('same.md', report('另一份公报', GRAIN))
    folder.remove('grain.md')
    expect(await folder.index(countingModel())).toMatchObject({ added: 0, updated: 1, removed: 1, unchanged: 1 })
  })

  test('parses, embeds and publishes nothing where nothing changed, and opens no model for it', async () => {
    await folder.index(countingModel())
    const before = folder.read((index) => index.status())
    const model = countingModel()
    expect(await folder.index(model)).toMatchObject({ unchanged: 2, added: 0, updated: 0, removed: 0 })
    expect([model.embedded, model.opened()]).toEqual([[], 0])
    expect(folder.read((index) => index.status())).toEqual(before)
  })

  test('embeds only the new text of a changed file', async () => {
    await folder.index(countingModel())
    folder.write('grain.md', report('青禾县2024年公报', GRAIN, '全县新增高标准农田6.3万亩。'))
    const model = countingModel()
    expect(await folder.index(model)).toMatchObject({ updated: 1, unchanged: 1 })
    expect(model.embedded).toEqual([expect.stringContaining('6.3万亩')])
  })

  test('embeds nothing for a file that was renamed, and its paragraphs keep their ids', async () => {
    await folder.index(countingModel())
    const before = folder.read((index) => [GRAIN, TOURISM].map((text) => idOf(index, text)))
    folder.rename('grain.md', 'zz.md')
    const model = countingModel()
    expect(await folder.index(model)).toMatchObject({ added: 0, updated: 0, renamed: 1, removed: 0, unchanged: 1 })
    expect(model.embedded).toEqual([])
    const files = folder.read((index) => before.map((id) => index.passageById(id)?.document.file))
    expect(files).toEqual(['zz.md', 'sub/tourism.md'])
  })

  test('tells a renamed file from a copy, a replacement and a second one with the same content', async () => {
    folder.write('copy.md', report('青禾县2024年公报', GRAIN))
    await folder.index(countingModel())
    folder.remove('copy.md')
    folder.rename('grain.md', 'sub/grain.md')
    folder.rename('sub/tourism.md', 'tourism.md')
    folder.write('twin.md', report('清源县2024年公报', TOURISM))
    folder.write('roads.md', report('望海市2024年公报', ROADS))
    const counts = { added: 2, updated: 0, renamed: 2, removed: 1, unchanged: 0, documents: 4 }
    expect(await folder.index(countingModel())).toMatchObject(counts)
  })

  test('gives a paragraph the same id after the index was deleted and built anew', async () => {
    await folder.index(countingModel())
    const before = folder.read((index) => idOf(index, GRAIN))
    rmSync(folder.indexDir, { recursive: true })
    await folder.index(countingModel())
    expect(folder.read((index) => index.passageById(before)?.text)).toBe(GRAIN)
  })

  test('leaves a file that cannot be read out, says why, and goes on with the others', async () => {
    folder.write('empty.md', '')
    folder.write('archive.md', 'PK\u0003\u0004')
    folder.write('budget.xyz', '无法读取的格式')
    const summary = await folder.index(countingModel())
    expect(summary).toMatchObject({ documents: 2, added: 2 })
    expect(summary.failed.map(({ file }) => file)).toEqual(['archive.md', 'budget.xyz', 'empty.md'])
    for (const { reason } of summary.failed) expect(reason).toMatch(/\p{Script=Han}/u)
  })

  describe('where a file cannot be read for a reason outside it', () => {
    test('keeps what it said before, says so, and takes up its new text the next time', async () => {
      await folder.index(countingModel())
      folder.write('grain.md', report('青禾县2024年公报', GRAIN.replace('41.7', '43.9')))
      const reader = failingAt((file) => (file === 'grain.md' ? busy(file) : undefined))
      const kept = await folder.index(countingModel(), { reader })
      expect(kept).toMatchObject({ documents: 2, unchanged: 2, updated: 0, removed: 0 })
      expect(kept.failed).toEqual([{ file: 'grain.md', reason: '电脑太忙；问答先沿用上次读到的内容' }])
      folder.read((index) => expect(texts(index)).toContain(GRAIN))
      expect(await folder.index(countingModel())).toMatchObject({ updated: 1, failed: [] })
      folder.read((index) => expect(texts(index)).not.toContain(GRAIN))
    })

    test('has nothing to keep of a new file, and leaves it out', async () => {
      await folder.index(countingModel())
      folder.write('roads.md', report('望海市2024年公报', ROADS))
      const { failed, documents } = await folder.index(countingModel(), { reader: failingAt(busy) })
      expect(failed).toEqual([{ file: 'roads.md', reason: '电脑太忙' }])
      expect(documents).toBe(2)
    })

    test('keeps all reports of an archive', async () => {
      folder.write('年报.zip', zip([{ name: '望海.md', content: report('望海市2024年公报', ROADS) }]))
      await folder.index(countingModel())
      const reader = failingAt((file) => (file === '年报.zip' ? busy(file) : undefined))
      expect(await folder.index(countingModel(), { reader })).toMatchObject({ unchanged: 3, removed: 0 })
      expect(filesServed()).toContain('年报.zip/望海.md')
    })

    test('takes a fault of the program for such a reason', async () => {
      await folder.index(countingModel())
      folder.write('grain.md', report('青禾县2024年公报', GRAIN, '畜牧业稳定。'))
      const { failed } = await folder.index(countingModel(), { reader: failingAt(() => new TypeError('a bug')) })
      expect(failed).toEqual([{ file: 'grain.md', reason: expect.stringMatching(/程序出错.*沿用/) }])
    })

    test('leaves out what is known to be unreadable now', async () => {
      await folder.index(countingModel())
      folder.write('grain.md', '')
      expect(await folder.index(countingModel())).toMatchObject({ documents: 1, removed: 1 })
      expect(filesServed()).toEqual(['sub/tourism.md'])
    })

    test('ends the run where it is the index that cannot be read', async () => {
      await folder.index(countingModel())
      folder.write('roads.md', report('望海市2024年公报', ROADS))
      const full = Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })
      const reader = failingAt(() => full)
      await expect(folder.index(countingModel(), { reader })).rejects.toThrow(IndexUnwritableError)
      expect(filesServed()).toHaveLength(2)
    })
  })

  test('leaves nothing of a removed file to be found', async () => {
    await folder.index(countingModel())
    const vector = await fakeEmbedder().embed(TOURISM)
    const id = folder.read((index) => idOf(index, TOURISM))
    folder.remove('sub/tourism.md')
    await folder.index(countingModel())
    folder.read((index) => {
      expect(index.passageById(id)).toBeUndefined()
      expect(index.byWords(tokensOf(TOURISM), 50).map(({ row }) => index.passage(row)?.text)).not.toContain(TOURISM)
      expect([...index.frequencies(['游客', '286', '12.5']).keys()]).toEqual([])
      expect(index.byVector(vector, 50).map(({ row }) => index.passage(row)?.text)).toEqual([GRAIN])
      expect(index.observationsAbout(index.indicators().map(({ canonical }) => canonical)).length).toBeGreaterThan(0)
      for (const { canonical } of index.indicators()) {
        for (const { passage } of index.observationsAbout([canonical])) {
          expect(index.passage(passage)?.document.file).toBe('grain.md')
        }
      }
    })
  })

  test('drops what an aborted run stored of a file that is gone since', async () => {
    await folder.index(countingModel())
    folder.write('roads.md', report('望海市2024年公报', ROADS))
    const aborted = new AbortController()
    const model = countingModel('fake', { onText: () => aborted.abort() })
    await expect(folder.index(model, { signal: aborted.signal })).rejects.toThrow(IndexCancelledError)
    folder.remove('roads.md')
    await folder.index(countingModel())
    folder.write('roads.md', report('望海市2024年公报', ROADS))
    const again = countingModel()
    await folder.index(again)
    expect(again.embedded).toHaveLength(1)
  })

  test('reads no more of an archive when it is aborted', async () => {
    folder.write(
      '年报.zip',
      zip(['甲', '乙', '丙'].map((name) => ({ name: `${name}.md`, content: report(name, ROADS) }))),
    )
    const aborted = new AbortController()
    const own = createReportReader(realLexicon())
    const read: string[] = []
    const reader: ReportReader = {
      ...own,
      read(input) {
        read.push(input.file)
        if (input.file.startsWith('年报.zip')) aborted.abort()
        return own.read(input)
      },
    }
    await expect(folder.index(countingModel(), { reader, signal: aborted.signal })).rejects.toThrow(IndexCancelledError)
    expect(read.filter((file) => file.startsWith('年报.zip'))).toHaveLength(1)
  })

  test('keeps what it has embedded when it is aborted', async () => {
    folder.write(
      'long.md',
      report('长文', ...Array.from({ length: 200 }, (_, i) => `第${i}项工作完成投资${i + 1}万元。`)),
    )
    const aborted = new AbortController()
    const first = countingModel('fake', { onText: (count) => count === 100 && aborted.abort() })
    await expect(folder.index(first, { signal: aborted.signal })).rejects.toThrow(IndexCancelledError)
    expect(folder.open().read(() => true)).toBeUndefined()
    const second = countingModel()
    await folder.index(second)
    expect(new Set([...first.embedded, ...second.embedded]).size).toBe(202)
    expect(second.embedded.length).toBeLessThanOrEqual(202 - first.embedded.length + 16)
  })

  test('reports its progress through reading, embedding and publishing', async () => {
    const seen: IndexingProgress[] = []
    await folder.index(countingModel(), { onProgress: (progress) => seen.push(progress) })
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(['reading', 'embedding', 'publishing'])
    expect(seen.at(-1)).toEqual({ phase: 'publishing', done: 1, total: 1 })
  })
})

describe('the model of an index', () => {
  test('embeds every text again when it is another one', async () => {
    await folder.index(countingModel('one'))
    const other = countingModel('two')
    expect(await folder.index(other)).toMatchObject({ unchanged: 2 })
    expect(other.embedded).toHaveLength(2)
    expect(folder.read((index) => index.status().vectorsMissing, 'two')).toBeNull()
    expect(folder.read((index) => index.status().vectorsMissing, 'one')).toContain('npm run index')
  })

  test('decides how long a window is, and a new length makes new windows', async () => {
    folder.write('grain.md', report('青禾县2024年公报', GRAIN.repeat(8)))
    const short = countingModel('fake', { maxCharacters: 80 })
    await folder.index(short)
    expect(Math.max(...short.embedded.map(({ length }) => length))).toBeLessThanOrEqual(80)
    const long = countingModel('fake', { maxCharacters: 480 })
    await folder.index(long)
    expect(Math.max(...long.embedded.map(({ length }) => length))).toBeGreaterThan(80)
    const vector = await fakeEmbedder().embed(long.embedded.find((text) => text.includes('粮食')) ?? '')
    expect(folder.read((index) => index.byVector(vector, 1)[0]?.score)).toBeCloseTo(1, 5)
  })

  test('may be missing: words and figures serve, and a later run with it completes the vectors', async () => {
    await folder.index(undefined)
    folder.read((index) => {
      expect(texts(index)).toHaveLength(2)
      expect(index.status().vectorsMissing).toMatch(/npm run index/)
      expect(index.byVector(new Float32Array(512), 5)).toEqual([])
    })
    const model = countingModel()
    await folder.index(model)
    expect(model.embedded).toHaveLength(2)
    expect(folder.read((index) => index.status())).toMatchObject({ vectorsMissing: null, graph: true })
  })

  test('may be missing for a while: what it embedded before goes on serving, without what was removed', async () => {
    await folder.index(countingModel())
    folder.remove('sub/tourism.md')
    folder.write('roads.md', report('望海市2024年公报', ROADS))
    await folder.index(undefined)
    const vector = await fakeEmbedder().embed(TOURISM)
    expect(folder.read((index) => index.byVector(vector, 9).map(({ row }) => index.passage(row)?.text))).toEqual([
      GRAIN,
    ])
    const model = countingModel()
    await folder.index(model)
    expect(model.embedded).toEqual([expect.stringContaining(ROADS)])
    expect(folder.read((index) => index.byVector(vector, 9))).toHaveLength(2)
  })

  test('that fails while embedding ends the run, and what serves is untouched', async () => {
    await folder.index(countingModel())
    folder.write('roads.md', report('望海市2024年公报', ROADS))
    const broken = { ...countingModel(), open: () => Promise.reject(new ModelError('模型坏了')) }
    await expect(folder.index(broken)).rejects.toThrow(ModelError)
    expect(folder.read(texts)).toHaveLength(2)
  })
})

describe('an index folder', () => {
  test('is refused for another reports folder, with the option that helps', async () => {
    await folder.index(countingModel())
    const other = createIndexedFolder()
    await expect(other.index(countingModel(), { indexDir: folder.indexDir })).rejects.toThrow(/--index/)
    await expect(other.index(countingModel(), { indexDir: folder.indexDir })).rejects.toThrow(IndexError)
    other.dispose()
    expect(await folder.index(countingModel())).toMatchObject({ unchanged: 2 })
  })

  test('that serves nothing yet is not bound to the folder that was tried first', async () => {
    const slip = `${folder.reportsDir}-slip`
    await expect(folder.index(countingModel(), { reportsDir: slip })).rejects.toThrow(/不存在/)
    expect(await folder.index(countingModel())).toMatchObject({ added: 2 })
  })

  test('has one writer at a time', async () => {
    let second: Promise<unknown> | undefined
    const indexToo = () => {
      second ??= folder.index(countingModel()).catch((error: unknown) => error)
    }
    await folder.index(countingModel('fake', { onText: indexToo }))
    expect(await second).toBeInstanceOf(IndexError)
    expect(await folder.index(countingModel())).toMatchObject({ unchanged: 2 })
  })

  test('is read by nobody before its first generation', async () => {
    expect(folder.open().read(() => true)).toBeUndefined()
  })
})

describe('an open reader', () => {
  test('takes up a new generation by itself', async () => {
    await folder.index(countingModel())
    const open = folder.open()
    expect(open.read((index) => index.status())).toMatchObject({ generation: 1, documents: 2 })
    folder.write('roads.md', report('望海市2024年公报', ROADS))
    await folder.index(countingModel())
    expect(open.read((index) => index.status())).toMatchObject({ generation: 2, documents: 3, graph: true })
  })

  test('sees one generation within one read, whatever is published meanwhile', async () => {
    await folder.index(countingModel())
    const other = folder.open()
    folder.open().read((index) => {
      const before = texts(index)
      const writer = openIndexWriter({ indexDir: folder.indexDir, reportsDir: folder.reportsDir })
      writer.publish([], undefined)
      writer.close()
      expect(other.read((now) => now.status().documents)).toBe(0)
      expect([texts(index), index.documents().length]).toEqual([before, 2])
    })
  })

  test('takes up an index that was deleted and built anew', async () => {
    await folder.index(countingModel())
    const open = folder.open()
    expect(open.read(texts)).toHaveLength(2)
    rmSync(folder.indexDir, { recursive: true })
    expect(open.read(texts)).toBeUndefined()
    folder.remove('grain.md')
    await folder.index(countingModel())
    expect(open.read(texts)).toEqual([TOURISM])
  })

  test('finds the neighbours of a paragraph within its article', async () => {
    folder.write('grain.md', report('青禾县2024年公报', '春耕顺利。', '## 秋收', GRAIN, '冬藏充足。'))
    await folder.index(countingModel())
    folder.read((index) => {
      const row = rowOf(index, GRAIN)
      expect([index.neighbour(row, -1)?.text, index.neighbour(row, 1)?.text]).toEqual(['春耕顺利。', '冬藏充足。'])
      expect(index.neighbour(index.neighbour(row, 1)?.row ?? 0, 1)).toBeUndefined()
    })
  })
})
