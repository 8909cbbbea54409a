import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { createProgram } from '../dist/program.js'
import { row } from './row.js'
import { addReports, questions } from './report-texts.js'
import { median, percentile } from './statistics.js'

const SAMPLE_QUESTION = '固定资产投资增长多少'
const CONVERSATION = '0123456789abcdef0123456789abcdef'
/** Without the model nothing here means anything. */
function onModelMissing(message) {
  throw new Error(message)
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Texts that an indexing run beside the bot has to embed: time for a hundred questions. */
const TEXTS_BESIDE = 240

/**
 * The serving program in this process, so that the lag of its thread can be measured, while questions come in over the
 * page and the index is updated beside it.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureBesideIndexing({ many: folders, runs, environment }) {
  const program = createProgram({
    config: environment({ ...settings(folders), PORT: '0' }),
    log: SILENT,
    notices: { onFirstIndexing: () => {}, onModelMissing },
  })
  const { url } = await program.start()
  const lags = []
  const idle = []
  const busy = []
  try {
    // The run at start finds nothing changed, and answers come from warm caches afterwards.
    await askAll(url, questions(40, 1))
    for (let run = 0; run < runs; run++) {
      idle.push(percentile(await askAll(url, questions(60, 10 + run)), 0.95))
      addReports(folders.reportsDir, { texts: TEXTS_BESIDE, seed: 1000 + run })
      const delay = monitorEventLoopDelay({ resolution: 5 })
      const indexing = post(url, '/reindex')
      delay.enable()
      busy.push(percentile(await askUntil(indexing, url, questions(5000, 500 + run)), 0.95))
      delay.disable()
      // The histogram counts from timer to timer, the resolution included.
      lags.push(delay.percentile(99) / 1e6 - 5)
    }
  } finally {
    await program.stop()
  }
  const ratio = median(busy.map((p95, run) => p95 / idle[run]))
  const note = `空闲 ${Math.round(median(idle))}，更新时 ${Math.round(median(busy))} 毫秒`
  return [
    row('更新索引时，主线程延迟 p99', median(lags), { most: 20, unit: '毫秒' }),
    row('更新索引时，回答 p95 为空闲时的', ratio, { most: 4, unit: '倍', note }),
  ]
}

/**
 * From starting the real program to its first answer over the page, on the sample page.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureStart({ sample, runs }) {
  const fresh = []
  const again = []
  for (let run = 0; run < runs; run++) {
    rmSync(sample.indexDir, { recursive: true, force: true })
    fresh.push(await secondsToFirstAnswer(sample))
    again.push(await secondsToFirstAnswer(sample))
  }
  return [
    row('启动到第一个回答，已有索引', median(again), { most: 3, unit: '秒' }),
    row('启动到第一个回答，没有索引', median(fresh), { most: 10, unit: '秒' }),
  ]
}

/**
 * What the real program holds after questions.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureMemory({ many, runs }) {
  const resident = []
  for (let run = 0; run < runs; run++) {
    const bot = await startBot(many)
    await askAll(bot.url, questions(100, 50 + run))
    resident.push(residentMegabytes(bot.pid))
    await bot.stop()
  }
  return [row('运行中的机器人，常驻内存', median(resident), { most: 450, unit: 'MB' })]
}

/** From starting the real program to its first answer over the page. */
export async function secondsToFirstAnswer(folders, question = SAMPLE_QUESTION) {
  const startedAt = performance.now()
  const bot = await startBot(folders)
  await post(bot.url, question)
  const seconds = (performance.now() - startedAt) / 1000
  await bot.stop()
  return seconds
}

/** @param {import('./main.js').Folders} folders */
export async function startBot(folders) {
  const main = path.join(import.meta.dirname, '../dist/main.js')
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...settings(folders), PORT: '0', LOG_LEVEL: 'fatal' }
  const child = spawn(process.execPath, [main, 'start'], {
    env,
    cwd: folders.stateDir,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  const url = await printedUrl(child)
  return {
    url,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** The address that the program prints once it serves. Its output is read on, or its next line would find no reader. */
function printedUrl(child) {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const url = /http:\/\/\S+/.exec(printed)?.[0]
      if (url !== undefined) resolve(url)
    })
    child.once('exit', () => reject(new Error(`the program did not start: ${printed}`)))
  })
}

/** @param {import('./main.js').Folders} folders */
function settings({ reportsDir, indexDir, modelDir, stateDir }) {
  const folders = { REPORTS_DIR: reportsDir, INDEX_DIR: indexDir, MODEL_DIR: modelDir, STATE_DIR: stateDir }
  // Nobody asks as fast as this.
  return { ...folders, USER_RATE: '0', GROUP_RATE: '0' }
}

/** Posts a turn to the page and waits for its end. */
export async function post(url, text) {
  const response = await fetch(`${url}api/turn`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ conversation: CONVERSATION, text }),
  })
  const answer = await response.text()
  if (!response.ok || answer.includes('"failed"')) throw new Error(`${response.status}: ${answer}`)
  return answer
}

export async function askAll(url, asked) {
  const times = []
  for (const question of asked) {
    const startedAt = performance.now()
    await post(url, question)
    times.push(performance.now() - startedAt)
  }
  return times
}

/** Asks one after another, as long as the indexing runs. */
export async function askUntil(indexing, url, asked) {
  let isDone = false
  const ended = indexing.finally(() => {
    isDone = true
  })
  const times = []
  for (const question of asked) {
    times.push(...(await askAll(url, [question])))
    if (isDone) break
  }
  await ended
  return times
}

function residentMegabytes(pid) {
  return numberIn(`/proc/${pid}/status`, /VmRSS:\s+(\d+)/) / 1024
}

/** Of a process and all that it has started; what they share counts once. */
export function megabytesAllTold(pid) {
  const own = numberIn(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+)/m) / 1024
  return childrenOf(pid).reduce((sum, child) => sum + megabytesAllTold(child), own)
}

/** Waits until nothing that a process has started runs any more: the update at the start of a bot. */
export async function childrenEnded(pid) {
  while (childrenOf(pid).length > 0) await setTimeout(200)
}

function childrenOf(pid) {
  const all = readdirSync('/proc').filter((name) => parentOf(name) === pid)
  return all.map(Number)
}

function parentOf(name) {
  return /^\d+$/.test(name) ? numberIn(`/proc/${name}/stat`, /\) \S (\d+)/) : undefined
}

/** 0 where the file is of a process that has ended. */
function numberIn(file, pattern) {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
