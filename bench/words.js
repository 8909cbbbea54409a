import { rankPassages } from '../dist/retrieval/rank-passages.js'
import { openIndex } from '../dist/report-index/sqlite/open-index.js'
import { bulkFacts, bulkTexts, ensureBulk } from './bulk-index.js'
import { ifInstalled, NOT_INSTALLED, row } from './row.js'
import { median, percentile } from './statistics.js'

const QUESTIONS = 100

/**
 * Finding paragraphs by words, against search engines in memory that cut words by dictionary.
 *
 * @param {import('./main.js').Bench} bench
 */
export async function measureWords(bench) {
  await ensureBulk(bench)
  const jieba = await ifInstalled(() => import('@node-rs/jieba'))
  const minisearch = await ifInstalled(() => import('minisearch'))
  const orama = await ifInstalled(() => import('@orama/orama'))
  if (!jieba || !minisearch || !orama) {
    return ['MiniSearch', 'Orama'].map((name) =>
      row(`按词检索，${name} 的 p95 为本项目的`, undefined, { least: 20, unit: '倍', note: NOT_INSTALLED }),
    )
  }
  const { dict } = await import('@node-rs/jieba/dict.js')
  const cutter = jieba.Jieba.withDict(dict)
  const cut = (text) => cutter.cutForSearch(text.toLowerCase(), true).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const texts = bulkTexts(bench)
  const asked = bulkFacts(bench, QUESTIONS)
  const ours = openOurs(bench)
  const against = (name, theirs) => race(name, { theirs, ours: ours.search, asked, runs: bench.runs })
  const rows = [
    ...(await against('MiniSearch', openMiniSearch(minisearch.default, { texts, cut }))),
    ...(await against('Orama', await openOrama(orama, { texts, cut }))),
  ]
  ours.close()
  return rows
}

async function race(name, { theirs, ours, asked, runs }) {
  const p95 = { ours: [], theirs: [] }
  const hits = { ours: 0, theirs: 0 }
  for (let run = 0; run < runs; run++) {
    const times = { ours: [], theirs: [] }
    for (const fact of asked) {
      const isFound = { ours: await ask(ours, fact, times.ours), theirs: await ask(theirs, fact, times.theirs) }
      hits.ours += isFound.ours
      hits.theirs += isFound.theirs
    }
    for (const side of Object.keys(p95)) p95[side].push(percentile(times[side], 0.95))
  }
  const ratio = median(p95.theirs.map((time, run) => time / p95.ours[run]))
  const note = `${Math.round(median(p95.theirs))} 对 ${median(p95.ours).toFixed(1)} 毫秒`
  return [
    row(`按词检索，${name} 的 p95 为本项目的`, ratio, { least: 20, unit: '倍', note }),
    row(`按词检索 hit@10，减去 ${name} 的`, (hits.ours - hits.theirs) / (runs * asked.length), {
      least: 0,
      unit: '',
      note: `${hits.ours / runs} 对 ${hits.theirs / runs}，共 ${asked.length} 问`,
    }),
  ]
}

/** True when the right paragraph is among the first ten. */
async function ask(search, { question, text }, times) {
  const startedAt = performance.now()
  const found = await search(question)
  times.push(performance.now() - startedAt)
  return found.includes(text)
}

/** The whole words leg as a question without a model goes through it, ordering by coverage and reading the ten included. */
function openOurs({ bulk }) {
  const index = openIndex(bulk.indexDir, undefined)
  return {
    search: (question) =>
      index.read((reading) =>
        rankPassages(reading, { question, vector: undefined, topK: 10 }).map(({ passage }) => passage.text),
      ),
    close: () => index.close(),
  }
}

function openMiniSearch(MiniSearch, { texts, cut }) {
  const engine = new MiniSearch({ fields: ['searched'], tokenize: cut, processTerm: (term) => term })
  engine.addAll(texts.map(({ searched }, id) => ({ id, searched })))
  return (question) =>
    engine
      .search(question, { combineWith: 'OR' })
      .slice(0, 10)
      .map(({ id }) => texts[id].text)
}

async function openOrama({ create, insertMultiple, search }, { texts, cut }) {
  const tokenizer = { language: 'chinese', normalizationCache: new Map(), tokenize: cut }
  const engine = await create({ schema: { searched: 'string' }, components: { tokenizer } })
  await insertMultiple(
    engine,
    texts.map(({ searched }, at) => ({ id: String(at), searched })),
    1000,
  )
  return async (question) => {
    const { hits } = await search(engine, { term: question, limit: 10, threshold: 1 })
    return hits.map(({ id }) => texts[Number(id)].text)
  }
}
