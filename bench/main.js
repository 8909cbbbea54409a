import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parseConfig } from '../dist/config.js'
import { measureGraph } from './graph.js'
import { measureAnswering, measureSessions, measureUnchanged } from './indexing.js'
import { measureIngest } from './ingest.js'
import { fillingSentences } from './bulk-reports.js'
import { writeReports } from './report-texts.js'
import { measureBusy, measureQuestions, measureReindexing, measureRestart } from './scale.js'
import { measureBesideIndexing, measureMemory, measureStart } from './serving.js'
import { markdownTable } from './table.js'
import { measureWords } from './words.js'

/**
 * @typedef {{ reportsDir: string, indexDir: string, modelDir: string, lexiconDir: string, stateDir: string }} Folders
 * @typedef {{ name: string, value: number | undefined, least?: number, most?: number, unit: string, note: string }} Row
 * @typedef {{
 *   runs: number,
 *   few: Folders,
 *   many: Folders,
 *   sample: Folders,
 *   sentences: readonly string[] | undefined,
 *   bulk: Folders & { paragraphs: number, texts: string | undefined },
 *   environment: (settings: Record<string, string>) => import('../dist/config.js').Config,
 * }} Bench
 */

const ROOT = path.resolve(import.meta.dirname, '..')
const { values: given } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    few: { type: 'string', default: '400' },
    many: { type: 'string', default: '2000' },
    reports: { type: 'string' },
    // How many paragraphs the rows of scale have; texts to take sentences from (JSON Lines with `text`), for these rows,
    // `sessions` and `ingest`; and a folder to keep the index of scale in for the next run.
    bulk: { type: 'string', default: '100000' },
    texts: { type: 'string' },
    keep: { type: 'string' },
    only: { type: 'string', default: 'sessions,unchanged,answering,memory,beside,start' },
  },
})

const MEASURES = {
  sessions: measureSessions,
  unchanged: measureUnchanged,
  answering: measureAnswering,
  beside: measureBesideIndexing,
  memory: measureMemory,
  start: measureStart,
  ingest: measureIngest,
  graph: measureGraph,
  words: measureWords,
  questions: measureQuestions,
  reindexing: measureReindexing,
  restart: measureRestart,
  busy: measureBusy,
}

const work = mkdtempSync(path.join(os.tmpdir(), 'baoshu-bench-'))
try {
  const bench = prepare()
  const rows = []
  for (const name of given.only.split(',')) {
    process.stderr.write(`${name} …\n`)
    const measured = await MEASURES[name](bench)
    for (const { name: what, value, unit } of measured)
      process.stderr.write(`  ${what} ${value?.toPrecision(3) ?? '–'} ${unit}\n`)
    rows.push(...measured)
  }
  process.stdout.write(`${markdownTable(rows, { runs: bench.runs, command: commandLine() })}\n`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** @returns {Bench} */
function prepare() {
  const model = path.join(ROOT, 'embeddings/model/bge-small-zh-v1.5')
  const common = { modelDir: model, lexiconDir: path.join(ROOT, 'data/lexicon') }
  const inside = (name, folder = path.join(work, name)) => {
    const folders = {
      reportsDir: path.join(folder, 'reports'),
      indexDir: path.join(folder, 'index'),
      stateDir: path.join(folder, 'state'),
    }
    for (const made of Object.values(folders)) mkdirSync(made, { recursive: true })
    return { ...folders, ...common }
  }
  const few = inside('few')
  const many = inside('many')
  const sentences = given.texts === undefined ? undefined : fillingSentences(given.texts)
  writeReports(few.reportsDir, { texts: Number(given.few), seed: 1, sentences })
  if (given.reports === undefined) writeReports(many.reportsDir, { texts: Number(given.many), seed: 2 })
  else cpSync(given.reports, many.reportsDir, { recursive: true })
  const sample = inside('sample')
  cpSync(path.join(ROOT, 'data/reports'), sample.reportsDir, { recursive: true })
  const environment = (settings) => parseConfig(settings, ROOT)
  const bulk = { ...inside('bulk', given.keep), paragraphs: Number(given.bulk), texts: given.texts }
  return { runs: Number(given.runs), few, many, sample, bulk, sentences, environment }
}

function commandLine() {
  return ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ')
}
