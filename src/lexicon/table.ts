import { InputError } from '../errors.ts'

/** A table of data/lexicon as read: tab-separated, `#` starts a comment line, the first other line names the columns. */
export interface LexiconTable {
  readonly file: string
  readonly text: string
}

/** One row of a table, able to say where it stands when something is wrong with it. */
export interface Row<Column extends string> {
  /** Trimmed; empty when the row is shorter or the column is optional and absent. */
  cell(column: Column): string
  /** The parts of a cell separated by `|`, without empty ones. */
  list(column: Column): string[]
  /** An error that names file and line. */
  error(problem: string): InputError
}

/** Which columns a table must have and which it may have; their order is free. */
export interface Columns<Column extends string> {
  readonly required: readonly Column[]
  readonly optional: readonly Column[]
}

/** Reads the rows of a table. Throws InputError for a missing or unknown column and for a row with too many cells. */
export function readRows<Column extends string>(table: LexiconTable, columns: Columns<Column>): Row<Column>[] {
  const lines = table.text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((text, index) => ({ text, number: index + 1 }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'))
  const [head, ...body] = lines
  if (head === undefined) return []
  const order = readHeader(table.file, head.text, columns)
  return body.map(({ text, number }) => readRow({ at: `${table.file} 第${number}行`, text, order }))
}

function readHeader(file: string, header: string, { required, optional }: Columns<string>): string[] {
  const order = cellsOf(header)
  const missing = required.filter((column) => !order.includes(column))
  if (missing.length > 0) throw new InputError(`${file} 的表头缺少 ${missing.join('、')} 列，列之间须用制表符分隔`)
  const unknown = order.filter((column) => !required.includes(column) && !optional.includes(column))
  if (unknown.length > 0) throw new InputError(`${file} 的表头有不认识的列：${unknown.join('、')}`)
  return order
}

function readRow<Column extends string>(line: { at: string; text: string; order: readonly string[] }): Row<Column> {
  const { at, text, order } = line
  const cells = cellsOf(text)
  const error = (problem: string) => new InputError(`${at}：${problem}`)
  if (cells.length > order.length) throw error(`有 ${cells.length} 格，表头只有 ${order.length} 列`)
  const cell = (column: Column) => cells[order.indexOf(column)] ?? ''
  return { cell, list: (column) => partsOf(cell(column)), error }
}

function cellsOf(line: string): string[] {
  const cells = line.split('\t').map(trim)
  while (cells.at(-1) === '') cells.pop()
  return cells
}

function partsOf(cell: string): string[] {
  if (!cell.includes('|')) return cell === '' ? [] : [cell]
  return cell.split('|').map(trim).filter(Boolean)
}

function trim(text: string): string {
  return text.trim()
}
