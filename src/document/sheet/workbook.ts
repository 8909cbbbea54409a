import { read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { ReportError } from '../../errors.ts'
import type { DocumentDraft } from '../draft.ts'
import { toPassage } from '../html/html-text.ts'
import { blanksBefore } from '../indent.ts'
import { guardZip } from '../archive/zip.ts'
import type { TableCell, TableRows } from '../table.ts'
import { type Sheet, sheetDraft } from './sheet-draft.ts'

/** A sheet of so many cells is a database, not a report. */
const MAX_CELLS = 400_000
const MAX_COLUMNS = 256

const ZIP = 0x50

/**
 * Reads an Excel file, new (xlsx) or old (xls): its cells as they show. Pieces count sheets as pages, rows as lines and
 * columns of cells as columns.
 *
 * @throws {ReportError} when it is damaged, has a password, or is too large.
 */
export async function readWorkbook(file: string, bytes: Uint8Array): Promise<DocumentDraft> {
  if (bytes[0] === ZIP) await guardZip(file, bytes)
  const workbook = open(file, bytes)
  const sheets = workbook.SheetNames.flatMap((name, index): Sheet[] => {
    const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0
    const sheet = workbook.Sheets[name]
    if (isHidden || sheet === undefined) return []
    return [{ name: /^sheet\d*$/iu.test(name) ? '' : name, rows: rowsOf(file, sheet, index + 1) }]
  })
  return sheetDraft(sheets)
}

function open(file: string, bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: 'array', dense: false, cellFormula: false, cellHTML: false, dateNF: 'yyyy/m/d' })
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/iu.test(error.message)
    throw new ReportError(file, isLocked ? '文件有密码。请去掉密码后再试' : 'Excel 文件已损坏，无法打开', {
      cause: error,
    })
  }
}

function rowsOf(file: string, sheet: WorkSheet, page: number): TableRows {
  const range = sheet['!ref']
  if (range === undefined) return []
  const { s: first, e: last } = utils.decode_range(range)
  const columns = Math.min(last.c, first.c + MAX_COLUMNS) - first.c + 1
  if ((last.r - first.r + 1) * columns > MAX_CELLS) throw new ReportError(file, '表格过大，请拆分后再试')
  const merged = mergedCells(sheet)
  return Array.from({ length: last.r - first.r + 1 }, (_, row) =>
    Array.from({ length: columns }, (__, column) => ({ r: first.r + row, c: first.c + column })).flatMap((at) => {
      const name = utils.encode_cell(at)
      const span = merged.get(name)
      return span === null ? [] : [cellOf(sheet, name, { ...at, page, span })]
    }),
  )
}

type CellSpan = Pick<TableCell, 'columnSpan' | 'rowSpan'>

/** Of merged cells: the span of the first, null for those that it covers. */
function mergedCells(sheet: WorkSheet): ReadonlyMap<string, CellSpan | null> {
  const merged = new Map<string, CellSpan | null>()
  for (const { s: first, e: last } of sheet['!merges'] ?? []) {
    const [right, bottom] = [Math.min(last.c, first.c + MAX_COLUMNS), Math.min(last.r, first.r + MAX_COLUMNS)]
    for (let r = first.r; r <= bottom; r++) {
      for (let c = first.c; c <= right; c++) merged.set(utils.encode_cell({ r, c }), null)
    }
    merged.set(utils.encode_cell(first), { columnSpan: right - first.c + 1, rowSpan: bottom - first.r + 1 })
  }
  return merged
}

interface CellPlace {
  readonly r: number
  readonly c: number
  readonly page: number
  readonly span: CellSpan | undefined
}

function cellOf(sheet: WorkSheet, name: string, { r, c, page, span }: CellPlace): TableCell {
  const cell: unknown = sheet[name]
  const text = shownText(cell)
  const { columnSpan, rowSpan } = span ?? { columnSpan: 1, rowSpan: 1 }
  const passage = toPassage([{ text, start: 0, width: text.length }], () => ({ line: r + 1, column: c + 1 }))
  const pieces = passage.pieces.map(({ start, end }) => ({ start, end, page, line: r + 1, column: c + 1 }))
  return { passage: { ...passage, pieces }, columnSpan, rowSpan, isHead: false, indent: blanksBefore(text) }
}

/** As formatted, else as written; an error shows nothing that could be quoted. */
function shownText(cell: unknown): string {
  if (typeof cell !== 'object' || cell === null || ('t' in cell && cell.t === 'e')) return ''
  if ('w' in cell && typeof cell.w === 'string') return cell.w
  return 'v' in cell && (typeof cell.v === 'string' || typeof cell.v === 'number') ? String(cell.v) : ''
}
