import { toAnswerJson } from '../../answer/answer.ts'
import type { Answered, Answerer } from '../../answer/answerer.ts'
import type { Explanation } from '../../answer/explain.ts'
import { guard, storedIn } from '../../chat/guard.ts'
import { renderAnswer } from '../../chat/render-answer.ts'
import type { Config } from '../../config.ts'
import { openIndex } from '../../report-index/sqlite/open-index.ts'
import { runBatch } from './batch.ts'
import { openReadyAnswerer, print } from './ready-index.ts'
import { showMessage } from './terminal.ts'

export interface AskOptions {
  readonly json?: boolean
  readonly why?: boolean
  readonly batch?: string
}

/** Answers one question, or a file of them. Gives the exit code. */
export async function ask(config: Config, question: string | undefined, options: AskOptions): Promise<number> {
  const answerer = await openReadyAnswerer(config)
  try {
    if (options.batch !== undefined) return await askBatch(answerer, options.batch)
    const answered = await answerer.answer(question ?? '')
    print(options.json === true ? asJson(answered, options) : asPersonSees(config, answered))
    if (options.why === true && options.json !== true) print(whyLines(answered.explanation))
    return 0
  } finally {
    await answerer.close()
  }
}

async function askBatch(answerer: Answerer, file: string): Promise<number> {
  const previous = new Map<string, string | undefined>()
  const malformed = await runBatch(file, async ({ id, question, conversation }) => {
    const answered = await answerer.answer(
      question,
      conversation === undefined ? undefined : previous.get(conversation),
    )
    if (conversation !== undefined && answered.previous !== undefined) previous.set(conversation, answered.previous)
    return { id, question, answer: toAnswerJson(answered.answer) }
  })
  return malformed === 0 ? 0 : 1
}

function asJson({ answer, explanation }: Answered, { why }: AskOptions): string {
  return JSON.stringify(why === true ? { ...toAnswerJson(answer), why: explanation } : toAnswerJson(answer), null, 2)
}

/** What the chat would send, the guard included: an unsound answer is a bug and never shown. */
function asPersonSees({ indexDir }: Config, { answer }: Answered): string {
  const index = openIndex(indexDir, undefined)
  const guarded = guard(renderAnswer(answer, undefined), storedIn(index))
  index.close()
  if (guarded.kind === 'unsound') throw new Error(`the guard refused the answer: ${guarded.problem}`)
  return showMessage(guarded.message, { isStyled: process.stdout.isTTY })
}

/** Slots, and each figure that was looked at with the slot that ruled it out, the fitting first. */
function whyLines({ question, candidates }: Explanation): string {
  const asks = question.asks.map(({ indicator, topic, place, period, measure, unit }) =>
    [
      `指标=${indicator?.canonical ?? '–'}`,
      `其余的词=${topic || '–'}`,
      `地区=${place?.text ?? '–'}`,
      `时间=${period?.text ?? '–'}`,
      `口径=${measure ?? '–'}`,
      `单位=${unit?.text ?? '–'}`,
    ].join(' '),
  )
  const lines = candidates
    .map((candidate) => ({
      candidate,
      against: Object.values(candidate.agreements).filter((one) => one === 'other').length,
    }))
    .toSorted((a, b) => a.against - b.against || b.candidate.support - a.candidate.support)
    .slice(0, MAX_WHY)
    .map(({ candidate }) => whyLine(candidate))
  return ['', '理解：', ...asks, '', '看过的数字：', ...lines].join('\n')
}

const MAX_WHY = 30

function whyLine({
  figure,
  indicators,
  place,
  period,
  measure,
  agreements,
  support,
}: Explanation['candidates'][number]) {
  const slots = Object.entries(agreements).map(([slot, agreement]) => `${slot}:${agreement}`)
  return `${figure} | ${indicators.join('、')} | ${place ?? '–'} | ${period ?? '–'} | ${measure} | ${slots.join(' ')} | ${support}`
}
