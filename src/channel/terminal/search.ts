import { sourceOf } from '../../answer/quote.ts'
import { labelOf } from '../../chat/draft.ts'
import type { Config } from '../../config.ts'
import type { Hit } from '../../retrieval/rank-passages.ts'
import { runBatch } from './batch.ts'
import { print } from './print.ts'
import { openReadyAnswerer } from './ready-index.ts'

export interface SearchOptions {
  readonly top: number
  readonly json?: boolean
  readonly batch?: string
}

/** Prints the passages nearest to a question, best first. Gives the exit code. */
export async function search(config: Config, question: string | undefined, options: SearchOptions): Promise<number> {
  const answerer = await openReadyAnswerer(config)
  try {
    if (options.batch !== undefined) {
      const malformed = await runBatch(options.batch, async (line) => ({
        id: line.id,
        hits: (await answerer.search(line.question, options.top)).map(toHitJson),
      }))
      return malformed === 0 ? 0 : 1
    }
    const hits = await answerer.search(question ?? '', options.top)
    print(options.json === true ? JSON.stringify({ question, hits: hits.map(toHitJson) }, null, 2) : asLines(hits))
    return 0
  } finally {
    await answerer.close()
  }
}

function toHitJson({ passage, score }: Hit): object {
  const { id: paragraphId, text, document } = passage
  return { documentId: document.id, paragraphId, file: document.file, score, text }
}

function asLines(hits: readonly Hit[]): string {
  if (hits.length === 0) return '没有找到相关的段落。'
  return hits
    .map(
      ({ passage, score }, at) => `${at + 1}. ${labelOf(sourceOf(passage))}（${score.toFixed(3)}）\n   ${passage.text}`,
    )
    .join('\n')
}
