import { isUnitLine } from './caption.ts'
import { type PlacedRow, wordsOf } from './table-grid.ts'

/** A number alone; years stand in heads. */
const VALUE = /^[-+－—±]?[\d０-９][\d０-９,，.]*\s?(?:[%％‰]|\p{Script=Han}{1,3})?$/u
const YEAR = /^(?:19|20)\d{2}\s?年?$/u
const MAX_HEADS = 6

/** The rows above the first one with values; all that are marked as heads in any case. */
export function countHeads(rows: readonly PlacedRow[]): number {
  const marked = rows.findIndex((row) => row.some(({ isHead, passage }) => !isHead && passage.text !== ''))
  const first = rows.findIndex((row) =>
    row.slice(1).some(({ passage: { text } }) => VALUE.test(text) && !YEAR.test(text)),
  )
  if (marked > 0 && marked <= MAX_HEADS) return marked
  return first > 0 && first <= MAX_HEADS ? first : 0
}

/** The unit within the table, perhaps beside the office that made it. */
export function isUnitRow(row: PlacedRow): boolean {
  const words = wordsOf(row)
  return words.length <= 3 && words.some(isUnitLine)
}

/** For each column the heads above it, outermost first. */
export function labelsOf(heads: readonly PlacedRow[]): string[] {
  const labels: string[] = []
  for (const { passage, column, columnSpan } of heads.flat()) {
    if (passage.text === '') continue
    for (let at = column; at < column + columnSpan; at++) {
      labels[at] = labels[at] === undefined ? passage.text : `${labels[at]} ${passage.text}`
    }
  }
  return labels
}
