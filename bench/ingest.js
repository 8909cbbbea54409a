import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { writeReports } from './report-texts.js'
import { ifInstalled, NOT_INSTALLED, row } from './row.js'
import { median } from './statistics.js'

/** Paragraphs of one to nine sentences; the other side embeds as many in one call. */
const TEXTS = 512
/** A round of the other side takes a minute and eleven gigabytes. */
const MOST_ROUNDS = 3
const NAMES = ['放进索引，速度为 LangChain.js 的', '放进索引，LangChain.js 的内存峰值为本项目的']

/**
 * Putting paragraphs into an index, reading files left out: the product in two sessions, against LangChain.js with HNSWLib
 * and HuggingFaceTransformersEmbeddings as their pages show them, on the same model file. Each in a process of its own.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureIngest({ few, runs, sentences }) {
  if ((await ifInstalled(() => import('@langchain/community/vectorstores/hnswlib'))) === undefined) {
    return NAMES.map((name, at) => row(name, undefined, { least: [8, 10][at], unit: '倍', note: NOT_INSTALLED }))
  }
  writeReports(few.reportsDir, { texts: TEXTS, seed: 9, sentences })
  const sides = { ours: [], langchain: [] }
  for (let run = 0; run < Math.min(runs, MOST_ROUNDS); run++) {
    rmSync(few.indexDir, { recursive: true, force: true })
    for (const side of Object.keys(sides)) sides[side].push(await inChild(`ingest-${side}.js`, few))
  }
  const ratio = (of) => median(sides.ours.map((ours, run) => of(sides.langchain[run]) / of(ours)))
  const rates = Object.values(sides).map((side) => median(side.map(rate)).toFixed(0))
  const peaks = Object.values(sides).map((side) => Math.round(median(side.map(({ megabytes }) => megabytes))))
  return [
    row(NAMES[0], 1 / ratio(rate), { least: 8, unit: '倍', note: `${TEXTS} 段，${rates.join(' 对 ')} 段/秒` }),
    row(
      NAMES[1],
      ratio(({ megabytes }) => megabytes),
      { least: 10, unit: '倍', note: `${peaks.join(' 对 ')} MB` },
    ),
  ]
}

function rate({ texts, seconds }) {
  return texts / seconds
}

/** @returns {Promise<{ texts: number, seconds: number, megabytes: number }>} */
function inChild(script, folders) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, script), JSON.stringify(folders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code === 0) resolve(JSON.parse(printed.trim().split('\n').at(-1)))
      else reject(new Error(`${script} ended with ${code}`))
    })
  })
}

/**
 * The paragraphs of the reports, as somebody who splits at blank lines gets them.
 *
 * @param {string} folder
 * @param {readonly string[]} files
 */
export function paragraphsOf(folder, files) {
  return files.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').trim().split('\n\n').slice(1))
}
