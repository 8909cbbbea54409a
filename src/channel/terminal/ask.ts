import { toAnswerJson } from '../../answer/answer.ts'
import type { Answer } from '../../answer/answer.ts'
import type { Answerer } from '../../answer/answerer.ts'
import { parseCommand, questionIn } from '../../chat/command.ts'
import { guard, storedIn } from '../../chat/guard.ts'
import { renderAnswer } from '../../chat/render-answer.ts'
import { pagesOf } from '../../chat/render-list.ts'
import { whyLines } from '../../chat/why-lines.ts'
import type { Config } from '../../config.ts'
import { openIndex } from '../../report-index/sqlite/open-index.ts'
import { runBatch } from './batch.ts'
import { print } from './print.ts'
import { openReadyAnswerer } from './ready-index.ts'
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
    await askOne(answerer, { config, question: question ?? '', options })
    return 0
  } finally {
    await answerer.close()
  }
}

interface OneQuestion {
  readonly config: Config
  readonly question: string
  readonly options: AskOptions
}

async function askOne(answerer: Answerer, { config, question, options }: OneQuestion): Promise<void> {
  const asked = questionIn(parseCommand(question)) ?? question
  const { answer } = await answerer.answer(asked)
  const why = options.why === true ? await answerer.explain(asked) : undefined
  if (options.json === true) {
    print(JSON.stringify({ ...toAnswerJson(answer), ...(why && { why }) }, null, 2))
    return
  }
  print(asPersonSees(config, answer))
  if (why === undefined) return
  const { understood, figures } = whyLines(why)
  print(['', '理解：', ...understood, '', '看过的数字：', ...figures].join('\n'))
}

async function askBatch(answerer: Answerer, file: string): Promise<number> {
  const previous = new Map<string, string | undefined>()
  const malformed = await runBatch(file, async ({ id, question, conversation }) => {
    const answered = await answerer.answer(
      questionIn(parseCommand(question)) ?? question,
      conversation === undefined ? undefined : previous.get(conversation),
    )
    if (conversation !== undefined && answered.previous !== undefined) previous.set(conversation, answered.previous)
    return { id, question, answer: toAnswerJson(answered.answer) }
  })
  return malformed === 0 ? 0 : 1
}

/** What the chat would send, all pages of it, the guard included: an unsound answer is a bug and never shown. */
function asPersonSees({ indexDir }: Config, answer: Answer): string {
  const index = openIndex(indexDir, undefined)
  const pages = Array.from({ length: pagesOf(answer) }, (_, page) => {
    const guarded = guard(renderAnswer(answer, undefined, page), storedIn(index))
    if (guarded.kind === 'unsound') throw new Error(`the guard refused the answer: ${guarded.problem}`)
    return showMessage(guarded.message, { isStyled: process.stdout.isTTY })
  })
  index.close()
  return pages.join('\n\n')
}
