import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readModelFolder } from '../dist/embedding/model-folder.js'
import { openEmbedder } from '../dist/embedding/transformers-embedder.js'
import { readLexicon } from '../dist/lexicon/read-lexicon.js'
import { contextHeader } from '../dist/report-index/context-header.js'
import { indexReports } from '../dist/report-index/indexing.js'
import { openIndex } from '../dist/report-index/sqlite/open-index.js'
import { fillingSentences, writeBulk } from './bulk-reports.js'
import { madeEmbedder } from './made-vectors.js'

/** Real vectors around which the made ones lie. */
const CENTRES = 500

/**
 * Writes the bulk of reports, if they are not there, and indexes what is new; once a run of the bench. Its vectors are
 * made, since the model would take most of an hour.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function ensureBulk(bench) {
  const { bulk } = bench
  if (bulk.isReady) return
  bulk.isReady = true
  if (!existsSync(factsFile(bulk))) {
    const facts = writeBulk(bulk.reportsDir, {
      paragraphs: bulk.paragraphs,
      seed: 7,
      lexiconDir: bulk.lexiconDir,
      sentences: fillingSentences(bulk.texts),
    })
    writeFileSync(factsFile(bulk), JSON.stringify(facts))
  }
  // Made here, or the first run that embeds anything would be timed with them.
  await centres(bench, await readModelFolder(bulk.modelDir))
  await indexBulk(bench, (phase) => process.stderr.write(`  ${bulk.paragraphs} 段：${phase} …\n`))
}

/**
 * Indexes what changed, with made vectors.
 *
 * @param {import('./main.js').Bench} bench
 * @param {(phase: string) => void} [onPhase]
 */
export async function indexBulk(bench, onPhase = () => {}) {
  const { bulk } = bench
  const model = await readModelFolder(bulk.modelDir)
  const open = async () => madeEmbedder(model, await centres(bench, model))
  let last = ''
  return indexReports({
    reportsDir: bulk.reportsDir,
    indexDir: bulk.indexDir,
    lexicon: (bulk.lexicon ??= readLexicon(bulk.lexiconDir)),
    model: { ...model, open },
    onProgress({ phase }) {
      if (phase !== last) onPhase(phase)
      last = phase
    },
  })
}

async function centres(bench, model) {
  if (bench.bulk.centres !== undefined) return bench.bulk.centres
  const embedder = await openEmbedder(model)
  const made = []
  for (const { text } of bulkFacts(bench, CENTRES)) made.push(await embedder.embed(text.slice(0, 200)))
  await embedder.close()
  bench.bulk.centres = made
  return made
}

/**
 * Questions of the bulk, taken from all over it.
 *
 * @param {import('./main.js').Bench} bench
 * @param {number} count
 * @returns {import('./bulk-reports.js').Fact[]}
 */
export function bulkFacts({ bulk }, count) {
  bulk.facts ??= JSON.parse(readFileSync(factsFile(bulk), 'utf8'))
  return Array.from({ length: count }, (_, at) => bulk.facts[(at * 997) % bulk.facts.length])
}

/**
 * All searched paragraphs, with the words that they are found by.
 *
 * @param {import('./main.js').Bench} bench
 */
export function bulkTexts({ bulk }) {
  const index = openIndex(bulk.indexDir, undefined)
  const texts = index.read((reading) => {
    const rows = Array.from({ length: 2 * reading.status().paragraphs }, (_, at) => at + 1)
    const passages = reading.passages(rows).filter(({ kind }) => kind !== 'heading')
    return passages.map(({ text, document, article, path: headings }) => ({
      text,
      searched: `${contextHeader(document, article, headings)}\n${text}`,
    }))
  })
  index.close()
  return texts
}

function factsFile({ reportsDir }) {
  return path.join(path.dirname(reportsDir), 'facts.json')
}
