/** A row of a table as its texts, blank cells included. */
export type RowTexts = readonly string[]

/** A row says itself that it is a part of one above: 其中：城镇, # 境内存款. */
const PART = /^(?:[（(]?其\s?中|[#＃])/u
/** And these, of the first row, whatever stands between. */
const PART_OF_TOTAL = /^在总计中/u
/** Parts that are marked so stand beside each other; 其中 right below 其中 is a part of a part. */
const BESIDE = /^[#＃]/u
const NUMBER = /^[-+－—]?\d[\d,，]*(?:\.\d+)?$/u
/** Numbers of rows may stand before their labels; farther to the right begins another table beside the first. */
const LABEL_COLUMNS = 2
/** A whole has few parts. */
const MAX_PARTS = 20
/** Parts are rounded one by one, so that their sum is off by a few units of the last digit. */
const ROUNDING = 0.002

/**
 * For each row the label of the row that it is a part of, null for none: of 公路 below 货运量. A row is a part when it says
 * so, and so are the rows behind it with which it adds up to the whole: most tables mark the first part alone.
 */
export function rowParents(rows: readonly RowTexts[]): (string | null)[] {
  const wholes: (number | null)[] = rows.map(() => null)
  let last: number | null = null
  for (const [at, row] of rows.entries()) {
    const label = labelOf(row)
    if (!isPart(label)) {
      if (wholes[at] === null) last = at
      continue
    }
    const whole = PART_OF_TOTAL.test(label) ? 0 : isNested(label, rows[at - 1]) ? at - 1 : last
    if (whole === null) continue
    for (const part of partsFrom(rows, at, whole)) wholes[part] = whole
  }
  return wholes.map((whole) => (whole === null ? null : labelOf(rows[whole])))
}

function isPart(label: string): boolean {
  return PART.test(label) || PART_OF_TOTAL.test(label)
}

function isNested(label: string, above: RowTexts | undefined): boolean {
  return PART.test(labelOf(above)) && !BESIDE.test(label)
}

function labelOf(row: RowTexts | undefined): string {
  return row?.slice(0, LABEL_COLUMNS).find((text) => text !== '' && !NUMBER.test(text)) ?? ''
}

/** The rows from `first` on that add up to the whole; `first` alone where none do. */
function partsFrom(rows: readonly RowTexts[], first: number, whole: number): number[] {
  const column = (rows[whole] ?? []).findIndex((text) => NUMBER.test(text))
  const total = numberOf(rows[whole]?.[column])
  let sum = 0
  for (const [index, row] of rows.slice(first, first + MAX_PARTS).entries()) {
    const isAnother = index > 0 && isPart(labelOf(row)) && !BESIDE.test(labelOf(row))
    sum += isAnother ? Number.NaN : numberOf(row[column])
    if (index > 0 && Math.abs(sum - total) <= Math.abs(total) * ROUNDING) {
      return Array.from({ length: index + 1 }, (_, part) => first + part)
    }
  }
  return [first]
}

/** NaN, with which nothing adds up, for what is no number. */
function numberOf(text = ''): number {
  return NUMBER.test(text) ? Number(text.replaceAll(/[,，]/gu, '').replace(/^[－—]/u, '-')) : Number.NaN
}
