import { parse, parseDocument, YAMLParseError } from 'yaml'
import { ReportError } from '../errors.ts'

/** What is stated about a report beside it or at its head. It wins over what the text says. */
export interface Metadata {
  readonly title?: string
  readonly publisher?: string
  /** ISO, as exact as known: 2024, 2024-12 or 2024-12-10. */
  readonly date?: string
  /** `inferred` when the one who wrote it concluded the date; otherwise the date counts as stated. */
  readonly dateBasis?: 'metadata' | 'inferred'
  readonly place?: string
  /** The stretch of time the report is about, as one would print it: 2024年, 2024年1至10月. */
  readonly period?: string
  /** What a file was called before it got the name it is kept under: its title where nothing else gives one. */
  readonly originalName?: string
}

const ISO_DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u
const FIELDS = ['title', 'publisher', 'date', 'dateBasis', 'place', 'region', 'period', 'originalName'] as const

type Field = (typeof FIELDS)[number]

/**
 * Reads metadata in YAML. Fields it does not know are left to whoever wrote them.
 *
 * @throws {ReportError} with one sentence when it is no YAML mapping or a field has a form that cannot be used.
 */
export function parseMetadata(file: string, source: string): Metadata {
  const given = readMapping(file, source)
  const field = (name: Field) => readField(file, name, given[name])
  const date = field('date')
  if (date !== undefined && !ISO_DATE.test(date)) {
    throw new ReportError(file, `元数据中的 date 应写成 2024、2024-12 或 2024-12-10，现为“${date}”`)
  }
  const basis = field('dateBasis')
  if (basis !== undefined && basis !== 'metadata' && basis !== 'inferred') {
    throw new ReportError(file, `元数据中的 dateBasis 只能是 metadata 或 inferred，现为“${basis}”`)
  }
  return defined({
    title: field('title'),
    publisher: field('publisher'),
    date,
    dateBasis: basis,
    place: field('place') ?? field('region'),
    period: field('period'),
    originalName: field('originalName'),
  })
}

/** Metadata with some fields set; what else stands in `source`, comments too, stays. Throws as `parseMetadata` does. */
export function withMetadata(file: string, source: string, fields: MetadataChange): string {
  parseMetadata(file, source)
  const document = parseDocument(source)
  for (const [name, value] of Object.entries(fields)) document.set(name, value)
  const changed = document.toString()
  parseMetadata(file, changed)
  return changed
}

/** Fields to be set. */
export type MetadataChange = Pick<Metadata, 'title' | 'publisher' | 'date' | 'place' | 'originalName'>

function readMapping(file: string, source: string): Readonly<Partial<Record<string, unknown>>> {
  let given: unknown
  try {
    // Aliases are bounded because a few lines of them can expand to gigabytes.
    given = parse(source, { maxAliasCount: 20, logLevel: 'error' })
  } catch (error) {
    throw new ReportError(file, `元数据${lineOf(error)}不是有效的 YAML。${WELL_FORMED}`, { cause: error })
  }
  if (given === null || given === undefined) return {}
  if (typeof given !== 'object' || Array.isArray(given)) throw new ReportError(file, `元数据读不懂。${WELL_FORMED}`)
  return { ...given }
}

function readField(file: string, name: Field, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new ReportError(file, `元数据中的 ${name} 应是一行文字`)
  }
  const text = String(value).trim()
  return text === '' ? undefined : text
}

const WELL_FORMED = '每行应写成“字段: 内容”，例如 title: 年度报告'

/** Empty where it does not say. */
function lineOf(error: unknown): string {
  const [at] = error instanceof YAMLParseError ? (error.linePos ?? []) : []
  return at === undefined ? '' : `第 ${at.line} 行`
}

/** Without the fields that are absent. */
function defined(fields: { readonly [name in keyof Metadata]: Metadata[name] | undefined }): Metadata {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Front matter and the text behind it; `lines` is how many lines of the file it takes. */
export interface FrontMatter {
  readonly source: string
  readonly body: string
  readonly lines: number
}

const FRONT_MATTER = /^---[ \t]*(?:\r\n|\n|\r)([\s\S]{0,20000}?)(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/u
/** A rule of hyphens at the head of a text is not front matter; a `name: value` line below it is what makes it so. */
const HAS_FIELD = new RegExp(`^(?:${FIELDS.join('|')})[ \\t]*:`, 'mu')

/** Null when the text does not begin with front matter. */
export function splitFrontMatter(text: string): FrontMatter | null {
  const match = FRONT_MATTER.exec(text)
  const source = match?.[1]
  if (match === null || source === undefined || !HAS_FIELD.test(source)) return null
  return {
    source,
    body: text.slice(match[0].length),
    lines: match[0].split(/\r\n|\n|\r/u).length - 1,
  }
}
