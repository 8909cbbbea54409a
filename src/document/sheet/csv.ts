import { parse } from 'csv-parse/sync'
import { ReportError } from '../../errors.ts'
import type { DocumentDraft } from '../draft.ts'
import { decodeText } from '../encoding.ts'
import { toPassage } from '../html/html-text.ts'
import { blanksBefore } from '../indent.ts'
import type { TableCell } from '../table.ts'
import { UNKNOWN_ENCODING } from '../text-file.ts'
import { sheetDraft } from './sheet-draft.ts'

const DELIMITERS = [',', '\t', ';'] as const
const MAX_CELLS = 400_000

/**
 * Reads a table in plain text, its cells parted by commas, tabs or semicolons.
 *
 * @throws {ReportError} when its encoding cannot be told, its quotation marks do not close, or it is too large.
 */
export function readCsv(file: string, bytes: Uint8Array): DocumentDraft {
  const decoded = decodeText(bytes)
  if (decoded === null) throw new ReportError(file, UNKNOWN_ENCODING)
  const records = parseRecords(file, decoded.text)
  if (records.reduce((sum, { cells }) => sum + cells.length, 0) > MAX_CELLS) {
    throw new ReportError(file, '表格过大，请拆分后再试')
  }
  let line = 1
  const rows = records.map(({ cells, raw }) => {
    const row = rowOf(cells, raw, line)
    line += raw.match(/\r\n|\n|\r/gu)?.length ?? 0
    return row
  })
  return sheetDraft([{ name: '', rows }])
}

interface CsvRecord {
  readonly cells: readonly string[]
  /** With its line end. */
  readonly raw: string
}

function parseRecords(file: string, text: string): CsvRecord[] {
  try {
    const records: unknown = parse(text, {
      delimiter: delimiterOf(text),
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
    })
    return Array.isArray(records) ? records.flatMap(toRecord) : []
  } catch (error) {
    throw new ReportError(file, 'CSV 文件的引号不成对，无法读取', { cause: error })
  }
}

function toRecord(value: unknown): CsvRecord[] {
  if (typeof value !== 'object' || value === null || !('record' in value) || !('raw' in value)) return []
  const { record, raw } = value
  return Array.isArray(record) && typeof raw === 'string' ? [{ cells: record.map(String), raw }] : []
}

/** The sign that parts most cells on the first lines. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 5000)
  const counted = DELIMITERS.map((delimiter) => [head.split(delimiter).length, delimiter] as const)
  return counted.reduce((best, each) => (each[0] > best[0] ? each : best))[1]
}

/** Cells are found again in their line, so that pieces lead to them; behind doubled quotation marks, to their begin. */
function rowOf(cells: readonly string[], raw: string, line: number): TableCell[] {
  let at = 0
  return cells.map((text) => {
    const found = text === '' ? -1 : raw.indexOf(text, at)
    const start = found === -1 ? at : found
    at = start + text.length
    const before = raw.slice(0, start).split(/\r\n|\n|\r/u)
    const place = { line: line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 }
    const locate = (offset: number) => ({ line: place.line, column: place.column + offset })
    const passage = toPassage([{ text, start: 0, width: text.length }], locate)
    return { passage, columnSpan: 1, rowSpan: 1, isHead: false, indent: blanksBefore(text) }
  })
}
