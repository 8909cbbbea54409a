import { readFile } from 'node:fs/promises'
import { toAnswerJson } from '../../answer/answer.ts'
import type { Answerer } from '../../answer/answerer.ts'
import type { Config } from '../../config.ts'
import { InputError } from '../../errors.ts'
import type { EvaluationQuestion, Part } from '../../evaluation/evaluation-question.ts'
import { parseEvaluationQuestion } from '../../evaluation/evaluation-question.ts'
import { judge } from '../../evaluation/judge.ts'
import type { Verdict } from '../../evaluation/judge.ts'
import { scoreParts, scoreRows, scoreTables } from '../../evaluation/score-table.ts'
import { evaluateBeir } from './evaluate-beir.ts'
import { print } from './print.ts'
import { openReadyAnswerer } from './ready-index.ts'

export interface EvaluateOptions {
  readonly questions: string
  readonly beir?: string
  readonly json?: boolean
}

/** Answers the questions of a file and prints how many were right, by type. Gives the exit code. */
export async function evaluate(config: Config, { questions: file, beir, json }: EvaluateOptions): Promise<number> {
  const questions = await readQuestions(file)
  const answerer = await openReadyAnswerer(config)
  try {
    const results = await answerAll(answerer, questions)
    const rows = scoreRows(results)
    const parts = scoreParts(results)
    const ranking = beir === undefined ? undefined : await evaluateBeir(config, beir)
    print(json === true ? JSON.stringify({ rows, parts, ranking, results }, null, 2) : scoreTables(rows, parts))
    if (json !== true && ranking !== undefined) print(`\n${JSON.stringify(ranking)}`)
    return 0
  } finally {
    await answerer.close()
  }
}

interface Result {
  readonly id: string
  readonly question: string
  readonly type: string
  readonly verdict: Verdict
  readonly part: Part | undefined
  readonly answer: object
}

async function answerAll(answerer: Answerer, questions: readonly EvaluationQuestion[]): Promise<Result[]> {
  const previous = new Map<string, string | undefined>()
  const results: Result[] = []
  for (const question of questions) {
    const { id, type, conversation, part } = question
    const answered = await answerer.answer(
      question.question,
      conversation === undefined ? undefined : previous.get(conversation),
    )
    if (conversation !== undefined && answered.previous !== undefined) previous.set(conversation, answered.previous)
    const verdict = judge(question, answered.answer)
    results.push({ id, question: question.question, type, verdict, part, answer: toAnswerJson(answered.answer) })
  }
  return results
}

async function readQuestions(file: string): Promise<EvaluationQuestion[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InputError(`无法读取问题文件 ${file}，请检查路径`, { cause })
  })
  return text
    .split('\n')
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const question = parseEvaluationQuestion(line)
      if (typeof question === 'string') throw new InputError(`${file} 第${number}行${question}，请改正后重试`)
      return question
    })
}
