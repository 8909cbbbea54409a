import type { TableCell, TableRows } from './table.ts'

/** A cell and the number of the first column it covers, from 0. */
export interface PlacedCell extends TableCell {
  readonly column: number
}

export type PlacedRow = readonly PlacedCell[]

/** No report has more; beyond them cells are not kept apart from those above. */
const MAX_COLUMNS = 256

/** The cells of each row with their columns, around those that a cell above covers. */
export function placeCells(rows: TableRows): PlacedRow[] {
  /** How many rows more a column is covered by a cell from above; columns that are free are not in it. */
  let covered = new Map<number, number>()
  return rows.map((row) => {
    const placed: PlacedCell[] = []
    const below = new Map(
      Array.from(covered, ([column, rest]) => [column, rest - 1] as const).filter(([, rest]) => rest > 0),
    )
    let column = 0
    for (const cell of row) {
      while (covered.has(column)) column++
      placed.push({ ...cell, column })
      const end = column + cell.columnSpan
      for (; column < end; column++) {
        if (cell.rowSpan > 1 && column < MAX_COLUMNS) below.set(column, cell.rowSpan - 1)
      }
    }
    covered = below
    return placed
  })
}

export function hasWords({ passage }: TableCell): boolean {
  return passage.text !== ''
}

/** The texts of a row without its blank cells. */
export function wordsOf(row: PlacedRow): string[] {
  return row.filter(hasWords).map(({ passage }) => passage.text)
}

/** Cells that label rows stand at their left, and hold words. */
const LABEL_COLUMNS = 4

/** The rows with the labels that cover them from above, as they are seen: 清河市 beside 收入 is beside 支出 below it, too. */
export function withCoveringLabels(rows: readonly PlacedRow[]): PlacedRow[] {
  let covering: { readonly cell: PlacedCell; readonly rest: number }[] = []
  return rows.map((row) => {
    const again = covering.map(({ cell }) => ({ ...cell, rowSpan: 1 }))
    const own = row.filter(
      ({ column, rowSpan, passage }) => column < LABEL_COLUMNS && rowSpan > 1 && isLabel(passage.text),
    )
    covering = [
      ...covering.map(({ cell, rest }) => ({ cell, rest: rest - 1 })),
      ...own.map((cell) => ({ cell, rest: cell.rowSpan - 1 })),
    ].filter(({ rest }) => rest > 0)
    return again.length === 0 ? row : [...again, ...row].toSorted((a, b) => a.column - b.column)
  })
}

function isLabel(text: string): boolean {
  return /\p{L}/u.test(text) && !/^[-+－—]?\d/u.test(text)
}
