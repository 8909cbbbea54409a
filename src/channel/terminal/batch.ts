import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { InputError } from '../../errors.ts'
import { print } from './ready-index.ts'

/** A line of a batch file. Lines of one `conversation` are its turns, in order. */
export interface BatchLine {
  readonly id: unknown
  readonly question: string
  readonly conversation?: string
}

/**
 * Reads JSON lines, prints a JSON line for each in the same order. A malformed line gives `{id, error}` in its place.
 *
 * @returns how many lines were malformed.
 * @throws {InputError} when the file cannot be read.
 */
export async function runBatch(file: string, answer: (line: BatchLine) => Promise<object>): Promise<number> {
  const isFile = await stat(file).then((found) => found.isFile(), () => false)
  if (!isFile) throw new InputError(`找不到文件 ${file}，请检查路径`)
  let malformed = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (text.trim() === '') continue
    const line = parseLine(text)
    if ('error' in line) malformed++
    print(JSON.stringify('error' in line ? line : await answer(line)))
  }
  return malformed
}

function parseLine(text: string): BatchLine | { readonly id: unknown; readonly error: string } {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { id: null, error: '这一行不是 JSON' }
  }
  if (typeof value !== 'object' || value === null) return { id: null, error: '这一行不是 JSON 对象' }
  const id = 'id' in value ? value.id : null
  if (!('question' in value) || typeof value.question !== 'string' || value.question.trim() === '') {
    return { id, error: '缺少 question，或它不是文字' }
  }
  const conversation = 'conversation' in value && typeof value.conversation === 'string' ? value.conversation : undefined
  return { id, question: value.question, ...(conversation === undefined ? {} : { conversation }) }
}
