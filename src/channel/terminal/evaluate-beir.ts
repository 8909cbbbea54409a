import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Config } from '../../config.ts'
import { InputError } from '../../errors.ts'
import type { RankingScores } from '../../evaluation/ranking-metrics.ts'
import { rankingScores } from '../../evaluation/ranking-metrics.ts'
import { openReadyAnswerer } from './ready-index.ts'

/** Ranked passages looked through for ten documents: a document may have several. */
const PASSAGES = 50

/**
 * Ranks the documents of a BEIR folder (`corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`) in an index of its own that
 * is removed afterwards.
 *
 * @throws {InputError} when a file is missing or malformed.
 */
export async function evaluateBeir(config: Config, dir: string): Promise<RankingScores> {
  const corpus = await readJsonLines(path.join(dir, 'corpus.jsonl'))
  const queries = await readJsonLines(path.join(dir, 'queries.jsonl'))
  const qrels = await readQrels(path.join(dir, 'qrels/test.tsv'))
  const folder = await mkdtemp(path.join(tmpdir(), 'baoshu-beir-'))
  try {
    const ids = await writeReports(folder, corpus)
    const answerer = await openReadyAnswerer({ ...config, reportsDir: folder, indexDir: path.join(folder, '.index') })
    const ranked = new Map<string, string[]>()
    for (const { _id: id = '', text = '' } of queries.filter((query) => qrels.has(query['_id'] ?? ''))) {
      const hits = await answerer.search(text, PASSAGES)
      ranked.set(id, [...new Set(hits.map(({ passage }) => ids.get(passage.document.file) ?? ''))])
    }
    await answerer.close()
    return rankingScores(qrels, ranked)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Fields = Readonly<Record<string, string>>

/** One report a document, so that what is measured is the product's own reading, indexing and ranking. */
async function writeReports(folder: string, corpus: readonly Fields[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [at, { _id: id = '', title = '', text = '' }] of corpus.entries()) {
    const file = `${String(at).padStart(7, '0')}.txt`
    ids.set(file, id)
    await writeFile(path.join(folder, file), text)
    if (title !== '') await writeFile(path.join(folder, `${file}.meta.yaml`), `title: ${JSON.stringify(title)}\n`)
  }
  return ids
}

async function readJsonLines(file: string): Promise<Fields[]> {
  const lines = (await read(file)).split('\n').filter((line) => line.trim() !== '')
  try {
    return lines.map((line): Fields => JSON.parse(line))
  } catch (cause) {
    throw new InputError(`${file} 里有一行不是 JSON，请改正后重试`, { cause })
  }
}

/** Tab-separated query, document and grade, with a header line. */
async function readQrels(file: string): Promise<Map<string, Map<string, number>>> {
  const qrels = new Map<string, Map<string, number>>()
  const [, ...lines] = (await read(file)).split('\n')
  for (const line of lines) {
    const [query, document, grade] = line.trim().split('\t')
    if (query === undefined || document === undefined) continue
    const grades = qrels.get(query) ?? new Map<string, number>()
    qrels.set(query, grades.set(document, Number(grade ?? 1)))
  }
  return qrels
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InputError(`无法读取 ${file}，请检查 --beir 给的文件夹`, { cause })
  })
}
