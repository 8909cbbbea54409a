import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { createAnswerer } from '../dist/answer/create-answerer.js'
import { readModelFolder } from '../dist/embedding/model-folder.js'
import { openEmbedder } from '../dist/embedding/transformers-embedder.js'
import { readLexicon } from '../dist/lexicon/read-lexicon.js'
import { openIndex } from '../dist/report-index/sqlite/open-index.js'
import { bulkFacts, ensureBulk, indexBulk } from './bulk-index.js'
import { addReports } from './report-texts.js'
import { row } from './row.js'
import { askAll, askUntil, childrenEnded, megabytesAllTold, post, secondsToFirstAnswer, startBot } from './serving.js'
import { median, percentile } from './statistics.js'

const QUESTIONS = 100
const REBUILD_AT = { name: '推算的重建', paragraphsPerSecond: 80 }

/**
 * Questions on the bulk: without the model, and with it against embedding the question and searching the graph alone.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureQuestions(bench) {
  await ensureBulk(bench)
  const { bulk, runs } = bench
  const model = await readModelFolder(bulk.modelDir)
  const lexicon = readLexicon(bulk.lexiconDir)
  const embedder = await openEmbedder(model)
  const asked = bulkFacts(bench, QUESTIONS).map(({ question }) => question)
  const bare = openIndex(bulk.indexDir, model)
  const sides = {
    words: answering(createAnswerer({ index: openIndex(bulk.indexDir, undefined), embedder: undefined, lexicon })),
    whole: answering(createAnswerer({ index: openIndex(bulk.indexDir, model), embedder, lexicon })),
    bare: async (question) => {
      const vector = await embedder.embed(question, 'query')
      bare.read((reading) => reading.byVector(vector, 50))
    },
  }
  const p95s = await timeSides(sides, { asked, runs })
  const ratio = median(p95s.whole.wall.map((time, run) => time / p95s.bare.wall[run]))
  const limit = bulk.paragraphs > 10_000 ? 40 : 15
  return [
    row(`${bulk.paragraphs} 段，不算向量，一问一答 p95`, median(p95s.words.wall), {
      most: limit,
      unit: '毫秒',
      note: `其中处理器时间 ${median(p95s.words.cpu).toFixed(1)} 毫秒`,
    }),
    row(`${bulk.paragraphs} 段，一问一答 p95 为只算向量加图检索的`, ratio, {
      most: 4,
      unit: '倍',
      note: `${median(p95s.whole.wall).toFixed(1)} 对 ${median(p95s.bare.wall).toFixed(1)} 毫秒`,
    }),
  ]
}

function answering(answerer) {
  return (question) => answerer.answer(question)
}

/** The p95s of each side, in wall time and in what the process computed, run by run; the sides take turns. */
async function timeSides(sides, { asked, runs }) {
  for (const side of Object.values(sides)) for (const question of asked) await side(question)
  const p95s = Object.fromEntries(Object.keys(sides).map((name) => [name, { wall: [], cpu: [] }]))
  for (let run = 0; run < runs; run++) {
    const times = Object.fromEntries(Object.keys(sides).map((name) => [name, { wall: [], cpu: [] }]))
    for (const question of asked) {
      for (const [name, side] of Object.entries(sides)) {
        const before = { wall: performance.now(), cpu: process.cpuUsage() }
        await side(question)
        times[name].wall.push(performance.now() - before.wall)
        const { user, system } = process.cpuUsage(before.cpu)
        times[name].cpu.push((user + system) / 1000)
      }
    }
    for (const [name, of] of Object.entries(times)) {
      p95s[name].wall.push(percentile(of.wall, 0.95))
      p95s[name].cpu.push(percentile(of.cpu, 0.95))
    }
  }
  return p95s
}

/**
 * What the bulk takes on the disk, and to index again: with nothing changed, and with one paragraph changed.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureReindexing(bench) {
  await ensureBulk(bench)
  const { bulk, runs } = bench
  const unchanged = []
  const changed = []
  let last
  for (let run = 0; run < runs; run++) {
    unchanged.push((await indexBulk(bench)).seconds)
    appendFileSync(someReport(bulk.reportsDir), `\n第${run + 1}次修订：全年新建公路${run + 10}公里。\n`)
    last = await indexBulk(bench)
    changed.push(last.seconds)
  }
  const first = bulk.paragraphs / REBUILD_AT.paragraphsPerSecond
  const bytes = folderBytes(bulk.indexDir)
  return [
    row(`${bulk.paragraphs} 段，每段占用磁盘`, bytes / last.paragraphs / 1000, {
      most: 6,
      unit: 'KB',
      note: `${Math.round(bytes / 1e6)} MB，${last.paragraphs} 段（含标题），${last.observations} 个数字`,
    }),
    row(`${bulk.paragraphs} 段未变时再建，速度为第一次的`, first / median(unchanged), {
      least: 100,
      unit: '倍',
      note: `${median(unchanged).toFixed(1)} 秒；第一次按每秒 ${REBUILD_AT.paragraphsPerSecond} 段推算`,
    }),
    row(`${bulk.paragraphs} 段里改一段，更新用时`, median(changed), { most: 2, unit: '秒' }),
  ]
}

/** The bot on the bulk: from its start to the first answer, and what it holds after questions. */
export async function measureRestart(bench) {
  await ensureBulk(bench)
  const { bulk, runs } = bench
  const starts = []
  const resident = []
  for (let run = 0; run < runs; run++) {
    starts.push(await secondsToFirstAnswer(bulk, bulkFacts(bench, 1)[0].question))
    const bot = await startBot(bulk)
    await askAll(
      bot.url,
      bulkFacts(bench, QUESTIONS).map(({ question }) => question),
    )
    resident.push(megabytesAllTold(bot.pid))
    await bot.stop()
  }
  const first = bulk.paragraphs / REBUILD_AT.paragraphsPerSecond
  return [
    row(`${bulk.paragraphs} 段，重新启动到第一个回答`, median(starts), { most: 2, unit: '秒' }),
    row(`${bulk.paragraphs} 段，重建用时为重新启动的`, first / median(starts), {
      least: 100,
      unit: '倍',
      note: `重建按每秒 ${REBUILD_AT.paragraphsPerSecond} 段推算`,
    }),
    row(`${bulk.paragraphs} 段，运行中的机器人，所有进程共占内存`, median(resident), { most: 900, unit: 'MB' }),
  ]
}

/** Texts that the run beside the bot has to embed with the real model. */
const TEXTS_BESIDE = 240

/**
 * Questions to the real bot on the bulk, while new reports are read, embedded and indexed beside it.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureBusy(bench) {
  await ensureBulk(bench)
  const { bulk, runs } = bench
  const asked = bulkFacts(bench, QUESTIONS).map(({ question }) => question)
  const added = path.join(bulk.reportsDir, 'added')
  const bot = await startBot(bulk)
  const p95s = { idle: [], busy: [] }
  try {
    await askAll(bot.url, asked)
    await childrenEnded(bot.pid)
    for (let run = 0; run < runs; run++) {
      p95s.idle.push(percentile(await askAll(bot.url, asked), 0.95))
      mkdirSync(added, { recursive: true })
      addReports(added, { texts: TEXTS_BESIDE, seed: 2000 + run })
      const indexing = post(bot.url, '/reindex')
      p95s.busy.push(percentile(await askUntil(indexing, bot.url, Array(50).fill(asked).flat()), 0.95))
    }
    rmSync(added, { recursive: true, force: true })
    await post(bot.url, '/reindex')
  } finally {
    await bot.stop()
  }
  const ratio = median(p95s.busy.map((p95, run) => p95 / p95s.idle[run]))
  return [
    row(`${bulk.paragraphs} 段，更新索引时，回答 p95 为空闲时的`, ratio, {
      most: 4,
      unit: '倍',
      note: `空闲 ${Math.round(median(p95s.idle))}，更新时 ${Math.round(median(p95s.busy))} 毫秒`,
    }),
  ]
}

function someReport(folder) {
  return path.join(folder, '0', '0.md')
}

function folderBytes(folder) {
  return readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0)
}
