import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createAnswerer } from '../dist/answer/create-answerer.js'
import { openEmbeddingPool } from '../dist/embedding/embedding-pool.js'
import { readModelFolder } from '../dist/embedding/model-folder.js'
import { openEmbedder } from '../dist/embedding/transformers-embedder.js'
import { readLexicon } from '../dist/lexicon/read-lexicon.js'
import { indexReports } from '../dist/report-index/indexing.js'
import { indexFolders } from '../dist/report-index/index-folders.js'
import { openIndex } from '../dist/report-index/sqlite/open-index.js'
import { questions } from './report-texts.js'
import { row } from './row.js'
import { median, percentile } from './statistics.js'

/**
 * Indexing with one session and with two, against the bare model; reading the files is left out. All sides take turns, so
 * that other work on the machine falls on each.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureSessions({ few, runs }) {
  const texts = await embeddedTexts(few)
  const times = { bare: [], one: [], two: [] }
  for (let run = 0; run < runs; run++) {
    times.bare.push(await bareSeconds(few.modelDir, texts))
    times.one.push(await secondsBehindReading(few, 1))
    times.two.push(await secondsBehindReading(few, 2))
  }
  const rate = (seconds) => `${Math.round(texts.length / median(seconds))} 段/秒`
  return [
    row('两个会话建索引，速度为一个的', ratio(times.one, times.two), { least: 1.6, unit: '倍', note: rate(times.two) }),
    row('一个会话建索引，速度为裸模型的', ratio(times.bare, times.one), {
      least: 0.85,
      unit: '倍',
      note: rate(times.one),
    }),
  ]
}

/**
 * Indexing many reports, and once more with nothing changed. Leaves the index for the measures behind it.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureUnchanged({ many, runs }) {
  const times = { first: [], again: [] }
  let paragraphs = 0
  for (let run = 0; run < runs; run++) {
    times.first.push(await firstSeconds(many, 2))
    const again = await indexFolders({ ...many, sessions: 2 }, {})
    times.again.push(again.seconds)
    paragraphs = again.paragraphs
  }
  const note = `${median(times.first).toFixed(1)} 秒对 ${Math.round(1000 * median(times.again))} 毫秒`
  return [
    row(`${paragraphs} 段未变时再建，速度为第一次的`, ratio(times.first, times.again), {
      least: 100,
      unit: '倍',
      note,
    }),
  ]
}

/** Of what was measured side by side, run by run. */
function ratio(of, to) {
  return median(of.map((seconds, run) => seconds / to[run]))
}

/**
 * A question without the model: understanding, words, observations, the answer.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureAnswering({ many, runs }) {
  const answerer = createAnswerer({
    index: openIndex(many.indexDir, undefined),
    embedder: undefined,
    lexicon: readLexicon(many.lexiconDir),
  })
  const asked = questions(100, 5)
  for (const question of asked.slice(0, 20)) await answerer.answer(question)
  const p95s = []
  for (let run = 0; run < runs; run++) {
    const times = []
    for (const question of asked) {
      const startedAt = performance.now()
      await answerer.answer(question)
      times.push(performance.now() - startedAt)
    }
    p95s.push(percentile(times, 0.95))
  }
  await answerer.close()
  return [row('不算向量，一问一答 p95', median(p95s), { unit: '毫秒' })]
}

/** The texts as the model gets them, recorded on the way. */
async function embeddedTexts(folders) {
  const texts = []
  const lexicon = readLexicon(folders.lexiconDir)
  const vector = new Float32Array(512)
  vector[0] = 1
  const open = async () => ({
    embed: async (text) => {
      texts.push(text)
      return vector
    },
    close: async () => {},
  })
  const model = { modelId: 'recorder', dimensions: vector.length, maxCharacters: 480, open }
  rmSync(folders.indexDir, { recursive: true, force: true })
  await indexReports({ ...folders, lexicon, model })
  return texts
}

async function bareSeconds(modelDir, texts) {
  const startedAt = performance.now()
  const embedder = await openEmbedder(await readModelFolder(modelDir))
  for (const text of texts) await embedder.embed(text)
  await embedder.close()
  return (performance.now() - startedAt) / 1000
}

/** From opening the model, by when all files are read, into an empty folder. */
async function secondsBehindReading(folders, sessions) {
  for (const file of readdirSync(folders.indexDir)) rmSync(path.join(folders.indexDir, file))
  const model = await readModelFolder(folders.modelDir)
  let startedAt = 0
  const open = () => {
    startedAt = performance.now()
    return openEmbeddingPool({ model, sessions })
  }
  await indexReports({ ...folders, lexicon: readLexicon(folders.lexiconDir), model: { ...model, open } })
  return (performance.now() - startedAt) / 1000
}

/** Into an empty folder. */
async function firstSeconds(folders, sessions) {
  for (const file of readdirSync(folders.indexDir)) rmSync(path.join(folders.indexDir, file))
  const { seconds, failed } = await indexFolders({ ...folders, sessions }, {})
  if (failed.length > 0) throw new Error(`${failed.length} reports failed, ${failed[0].file}: ${failed[0].reason}`)
  return seconds
}
