import type { Answerer } from '../answer/answerer.ts'
import { IndexError } from '../errors.ts'
import type { Logger } from '../logger.ts'
import type { OpenIndex } from '../report-index/report-index.ts'
import { exampleQuestions } from './examples.ts'

interface Cold {
  readonly answerer: Answerer
  readonly index: OpenIndex
  /** Makes the index anew. */
  readonly build: () => Promise<void>
}

/**
 * Gives questions to show as examples when questions can be answered quickly. The first one pays for loading the model, the
 * index and the graph; here nobody waits for it. What is damaged is found by that, and built anew. Meanwhile this thread,
 * which has nothing else to do, looks for the examples.
 *
 * @throws what `build` throws, and an {IndexError} where the index is damaged again.
 */
export async function warmUp({ answerer, index, build }: Cold): Promise<string[]> {
  const ask = () => answerer.search('预热', 1)
  const asked = ask().then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  const early = examplesIfSound(index)
  const failure = await asked
  if (failure === undefined) return early ?? exampleQuestions(index)
  if (!(failure.error instanceof IndexError)) throw failure.error
  await build()
  await ask()
  return exampleQuestions(index)
}

/** Whether the index is sound is not known yet: what goes wrong is told by who checks it, or by looking again. */
function examplesIfSound(index: OpenIndex): string[] | undefined {
  try {
    return exampleQuestions(index)
  } catch {
    return undefined
  }
}

/** A question asked at once should not have to wait for what nobody waits for; by then it is answered. */
const SETTLING_MS = 1000

/**
 * A second after the start: `update`, and the spelling index, some 450 ms in the answering thread, which otherwise the first
 * question that names nothing known would pay for. Gives what gives both up.
 */
export function settleIn({ answerer, log }: { answerer: Answerer; log: Logger }, update: () => unknown): () => void {
  const timer = setTimeout(() => {
    update()
    answerer.answer('预热').catch((error: unknown) => log.warn({ problem: String(error) }, 'warmup.failed'))
  }, SETTLING_MS)
  return () => clearTimeout(timer)
}
