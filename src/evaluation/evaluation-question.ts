import { createHash } from 'node:crypto'
import path from 'node:path'

/** A question with what a right answer shows; fields as in data/evaluation/README.md. */
export interface EvaluationQuestion {
  readonly id: string
  readonly question: string
  readonly type: string
  readonly answerable: boolean
  /** Groups of accepted forms: a right answer shows one form of every group. */
  readonly figures: readonly (readonly string[])[]
  /** Sentences or paragraphs one of which a right quotation stands in or holds. */
  readonly goldTexts: readonly string[]
  /** Files whose own figure is right as well. */
  readonly goldFiles: readonly string[]
  /** The kind of answer that is wanted, where it matters. */
  readonly kind: string | undefined
  readonly conversation: string | undefined
  /** Undefined for a question that says neither its part nor its document. */
  readonly part: Part | undefined
}

/** Rules are looked for in the questions of one part; the others only tell how well they hold elsewhere. */
export type Part = 'development' | 'test'

/** Reads a line of a questions file; a string says in Chinese what is wrong with it. */
export function parseEvaluationQuestion(line: string): EvaluationQuestion | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return '不是 JSON'
  }
  if (typeof value !== 'object' || value === null) return '不是 JSON 对象'
  const fields = new Map<string, unknown>(Object.entries(value))
  const question = textOf(fields.get('question'))
  if (question === '') return '缺少 question'
  const answerable = fields.get('answerable') !== false
  const answers = textsOf(fields.get('answers'))
  return {
    id: textOf(fields.get('id')),
    question,
    type: typeOf(fields, answerable),
    answerable,
    figures: answers.length > 0 ? [answers] : groupsOf(fields.get('figures')),
    goldTexts: [textOf(fields.get('gold_text')), ...textsOf(fields.get('gold_texts'))].filter((text) => text !== ''),
    goldFiles: [textOf(fields.get('doc')), ...textsOf(fields.get('gold_docs'))].filter((file) => file !== ''),
    kind: textOf(fields.get('kind')) || undefined,
    conversation: textOf(fields.get('conversation')) || undefined,
    part: partOf(textOf(fields.get('part')), textOf(fields.get('doc'))),
  }
}

/** As the question says, else by its document: a third of all file names, told by the first digit of their SHA-256. */
function partOf(stated: string, file: string): Part | undefined {
  if (stated === 'development' || stated === 'test') return stated
  if (file === '') return undefined
  const digest = createHash('sha256').update(path.posix.basename(file)).digest('hex')
  return /^[0-4]/u.test(digest) ? 'test' : 'development'
}

/** Questions without a type of their own are told apart by how they came about. */
function typeOf(fields: ReadonlyMap<string, unknown>, answerable: boolean): string {
  const type = textOf(fields.get('type'))
  if (type !== '') return type
  return textOf(fields.get('derived')) || (answerable ? 'direct' : 'unanswerable')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function groupsOf(value: unknown): string[][] {
  return Array.isArray(value) ? value.map(textsOf).filter((group) => group.length > 0) : []
}
