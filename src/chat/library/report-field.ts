import { periodsIn } from '../../figure/periods-in.ts'
import { resolvePeriod } from '../../figure/resolve-period.ts'

/** What an admin may state about a report. */
export const REPORT_FIELDS = ['title', 'publisher', 'date', 'place'] as const
export type ReportField = (typeof REPORT_FIELDS)[number]

/** True for a word that names a field. */
export function isReportField(word: string): word is ReportField {
  return REPORT_FIELDS.some((field) => field === word)
}

interface FieldWords {
  /** As it is called in messages and, behind 填 or 改, on buttons. */
  readonly label: string
  /** What a good one looks like. */
  readonly example: string
  /** How it is written into the metadata; undefined for words that are none. */
  readonly read: (words: string) => string | undefined
}

/** Longer lines are something else, sent by mistake. */
const MAX_LINE = 200

/** Each field in words. */
export const FIELD_WORDS: Readonly<Record<ReportField, FieldWords>> = {
  title: { label: '标题', example: '2024年国民经济和社会发展统计公报', read: readLine },
  publisher: { label: '发布单位', example: '某县统计局', read: readLine },
  date: { label: '日期', example: '2025-03-20', read: readDate },
  place: { label: '地区', example: '某县', read: readLine },
}

function readLine(words: string): string | undefined {
  return /\n/u.test(words) || words.length > MAX_LINE || words === '' ? undefined : words
}

const NO_CONTEXT = { year: null, date: null }

/** 2025, 2025-3, 2025.03.20, 20250320. */
const NUMERIC_DATE = /^(?<year>\d{4})(?:(?<mark>[-./]?)(?<month>\d{1,2})(?:\k<mark>(?<day>\d{1,2}))?)?$/u

/** A day, month or year as ISO writes it, as exact as the words: 2025年3月 is 2025-03. Without a year it is none. */
function readDate(words: string): string | undefined {
  const { year, month, day } = NUMERIC_DATE.exec(words.normalize('NFKC'))?.groups ?? {}
  if (year === undefined) return readPrintedDate(words)
  const parts = [year, month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')]))
  const [date, whole] = [parts.join('-'), [...parts, '01', '01'].slice(0, 3).join('-')]
  // An impossible day is moved on by Date, or is none.
  return whole === isoDayOf(whole) ? date : undefined
}

function isoDayOf(day: string): string | undefined {
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 'yyyy-mm-dd'.length)
}

function readPrintedDate(words: string): string | undefined {
  const [mention] = periodsIn(words)
  if (mention === undefined || mention.text !== words) return undefined
  const period = resolvePeriod(mention, NO_CONTEXT)
  if (period === null) return undefined
  const { from, to } = period
  if (from === to) return from
  const [start, end] = [from.split('-'), to.split('-')]
  const isMonth = start[1] === end[1] && start[0] === end[0]
  if (isMonth) return from.slice(0, 'yyyy-mm'.length)
  return from.endsWith('-01-01') && to === `${start[0]}-12-31` ? start[0] : undefined
}
