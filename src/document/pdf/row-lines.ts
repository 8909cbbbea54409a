import { hasWord, lineOf, type VisualLine } from './visual-line.ts'

/** A cell that holds nothing but a number. */
const VALUE = /^[-+－—±]?\d[\d,，.]*[%％‰]?$/u
/** Lines of a text stand a type's height apart or more; what stands nearer is of one row, in the size of the type. */
const LESS_THAN_A_LINE = 0.8

/**
 * The lines of a column with those put together that are one row of a table: its numbers are often set a little higher
 * or lower than its label, since cells are aligned each for itself.
 */
export function joinRowLines(lines: readonly VisualLine[]): VisualLine[] {
  const joined: VisualLine[] = []
  for (const line of lines) {
    const above = joined.at(-1)
    const row = above !== undefined && isOneRow(above, line) ? lineOf([...above.items, ...line.items]) : null
    if (row === null) joined.push(line)
    else joined.splice(-1, 1, row)
  }
  return joined
}

function isOneRow(above: VisualLine, line: VisualLine): boolean {
  const isNear = line.baseline - above.baseline < Math.min(above.size, line.size) * LESS_THAN_A_LINE
  return isNear && isValues(above) !== isValues(line) && (above.right <= line.left || line.right <= above.left)
}

function isValues({ items }: VisualLine): boolean {
  return items.filter(hasWord).every(({ text }) => VALUE.test(text.trim()))
}
