import { concatenate } from '../passage.ts'
import type { TableRows } from '../table.ts'
import type { HtmlBlock, HtmlCell, HtmlTable } from './html-page.ts'

/** Longer cells hold text that a table only arranges on the page. */
const MAX_CELL = 300

/** What stands in each cell. */
export interface CellContents {
  readonly of: (cell: HtmlCell) => readonly HtmlBlock[]
}

export function cellContents(blocks: readonly HtmlBlock[]): CellContents {
  const contents = new Map<HtmlCell, HtmlBlock[]>()
  for (const block of blocks) {
    const cell = cellOf(block)
    if (cell === null) continue
    const before = contents.get(cell)
    if (before === undefined) contents.set(cell, [block])
    else before.push(block)
  }
  return { of: (cell) => contents.get(cell) ?? [] }
}

/** The cell a block is shown in: a table of one cell within another is no table. */
function cellOf({ cell }: HtmlBlock): HtmlCell | null {
  return cell === null ? null : outermost(cell)
}

/** Editors leave one table in another now and then; deeper ones arrange a page. */
const MAX_NESTED = 3

function outermost(cell: HtmlCell): HtmlCell {
  let outer = cell
  for (let depth = 0; depth < MAX_NESTED; depth++) {
    const { within, rows } = outer.table
    if (within === null || rows.length !== 1 || rows[0]?.length !== 1) break
    outer = within
  }
  return outer
}

export function tableRows({ rows }: HtmlTable, contents: CellContents): TableRows {
  return rows
    .filter(({ length }) => length > 0)
    .map((row) =>
      row.map((cell) => ({
        passage: concatenate(contents.of(cell)),
        columnSpan: cell.columnSpan,
        rowSpan: cell.rowSpan,
        isHead: cell.isHead,
        indent: contents.of(cell)[0]?.indent ?? 0,
      })),
    )
}

/**
 * The blocks with only those tables left that show data in rows and columns: what other tables arrange on a page is
 * text.
 */
export function withoutLayoutTables(blocks: readonly HtmlBlock[]): HtmlBlock[] {
  const contents = cellContents(blocks)
  const known = new Map<HtmlTable, boolean>()
  return blocks.map((block) => {
    const cell = cellOf(block)
    if (cell === null) return block
    const isData = known.get(cell.table) ?? isDataTable(cell.table, contents)
    known.set(cell.table, isData)
    return { ...block, cell: isData ? cell : null }
  })
}

/** True for a table that shows data in rows and columns, and does not only arrange text on the page. */
function isDataTable({ rows }: HtmlTable, contents: CellContents): boolean {
  const filled = rows.map((row) => row.filter((cell) => contents.of(cell).length > 0))
  return (
    filled.filter(({ length }) => length > 0).length > 1 &&
    filled.some(({ length }) => length > 1) &&
    filled.flat().every((cell) => contents.of(cell).reduce((sum, { text }) => sum + text.length, 0) <= MAX_CELL)
  )
}
