import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { InputError } from '../../errors.ts'
import { print } from './print.ts'

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
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
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

type Malformed = { readonly id: unknown; readonly error: string }

function parseLine(text: string): BatchLine | Malformed {
  const value = parseJson(text)
  if (value === undefined) return { id: null, error: '这一行不是 JSON' }
  if (typeof value !== 'object' || value === null) return { id: null, error: '这一行不是 JSON 对象' }
  const fields = new Map<string, unknown>(Object.entries(value))
  const id = fields.get('id') ?? null
  const question = textOf(fields.get('question'))
  const conversation = textOf(fields.get('conversation'))
  if (question === '') return { id, error: '缺少 question，或它不是文字' }
  return { id, question, ...(conversation === '' ? {} : { conversation }) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
