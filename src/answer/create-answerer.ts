import type { Embedder } from '../embedding/embedder.ts'
import { IndexError } from '../errors.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { withinCollections } from '../report-index/collections.ts'
import type { OpenIndex, ReportIndex } from '../report-index/report-index.ts'
import { rankPassages } from '../retrieval/rank-passages.ts'
import { answerQuestion, explainQuestion } from './answer-question.ts'
import type { Answerer, Collections, Previous } from './answerer.ts'
import { parsePrevious, toPrevious, withPrevious } from './follow-up.ts'
import { understand } from '../retrieval/understand.ts'

interface AnswererParts {
  readonly index: OpenIndex
  /** Undefined where the model is missing: words and observations answer alone. */
  readonly embedder: Embedder | undefined
  readonly lexicon: Lexicon
}

/** An answerer in this thread. Its model call blocks the thread for some milliseconds a question. */
export function createAnswerer({ index, embedder, lexicon }: AnswererParts): Answerer {
  const read = <T>(use: (reading: ReportIndex) => T, collections?: Collections): T => {
    const within = (reading: ReportIndex) =>
      collections === undefined ? reading : withinCollections(reading, collections)
    const result = index.read((reading) => ({ value: use(within(reading)) }))
    if (result === undefined) throw new IndexError('还没有索引。请运行 npm run index，或由管理员发送 /reindex')
    return result.value
  }
  const vectorOf = (text: string) => embedder?.embed(text, 'query')

  const consider = async (text: string, previous: Previous | undefined) => {
    const understood = withPrevious(understand(text, lexicon), parsePrevious(previous), lexicon)
    return { ...understood, vector: await vectorOf(understood.question.wording) }
  }

  return {
    async answer(text, previous, collections) {
      const understood = await consider(text, previous)
      const answer = read((reading) => answerQuestion({ index: reading, lexicon }, understood), collections)
      return { answer, previous: toPrevious(understood.question, answer) }
    },
    async explain(text, previous, collections) {
      const understood = await consider(text, previous)
      return read((reading) => explainQuestion({ index: reading, lexicon }, understood), collections)
    },
    async search(text, topK) {
      const vector = await vectorOf(text)
      return read((reading) => rankPassages(reading, { question: text, vector, topK }))
    },
    async status() {
      return index.read((reading) => reading.status())
    },
    async close() {
      index.close()
      await embedder?.close()
    },
  }
}
