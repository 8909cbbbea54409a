import { wholeByIndent } from './table-indent.ts'

/** A row of a table as its texts, blank cells included, and how far each is set in, in widths of a character. */
export interface LabelledRow {
  readonly texts: readonly string[]
  readonly indents: readonly number[]
}

/** What a row is a part of. */
export interface RowParent {
  /** Labels of the rows, the nearest first: 谷物, and 粮食 of which that is a part. At least one. */
  readonly wholes: readonly string[]
  /** Other rows of the table have the same label. */
  readonly isAmongLike: boolean
}

/** A row says itself that it is a part of one above: 其中：城镇, # 境内存款. */
const PART = /^(?:[（(]?其\s?中|[#＃])/u
/** And these, of the first row, whatever stands between. */
const PART_OF_TOTAL = /^在总计中/u
/** Parts that are marked so stand beside each other; 其中 right below 其中 is a part of a part. */
const BESIDE = /^[#＃]/u
const TOTAL = /(?:合\s*计|总\s*计|小\s*计)$/u
const NUMBER = /^[-+－—]?\d[\d,，]*(?:\.\d+)?$/u
/** Numbers of rows may stand before their labels; farther to the right begins another table beside the first. */
const LABEL_COLUMNS = 2
/** A whole has few parts. */
const MAX_PARTS = 20
/** Parts are rounded one by one, so that their sum is off by a few units of the last digit. */
const ROUNDING = 0.002

/**
 * For each row the rows that it is a part of, null for none: of 公路 below 货运量. A row is a part when it says so or is set
 * in, and so are the rows behind a marked one with which it adds up to the whole, since most tables mark the first part
 * alone; and rows whose labels come again and again are parts of what stands above them.
 */
export function rowParents(rows: readonly LabelledRow[]): (RowParent | null)[] {
  const labels = rows.map(labelOf)
  const wholes = wholesByMark(rows, labels)
  for (const [at, whole] of wholesByRepetition(labels).entries()) wholes[at] ??= whole
  const indented = wholeByIndent(
    rows.map(({ indents }, at) => ({ label: labels[at] ?? '', indent: indents[labelColumn(rows[at])] ?? 0 })),
  )
  for (const [at, whole] of indented.entries()) if (whole !== null) wholes[at] = whole
  const isRepeated = repeatedLabels(labels)
  return wholes.map((_, at) => parentOf(at, { wholes, labels, isAmongLike: isRepeated[at] === true }))
}

function parentOf(
  at: number,
  {
    wholes,
    labels,
    isAmongLike,
  }: { wholes: readonly (number | null)[]; labels: readonly string[]; isAmongLike: boolean },
): RowParent | null {
  const chain: string[] = []
  // A whole stands above its parts, so that this ends.
  for (let whole = wholes[at] ?? null; whole !== null; whole = wholes[whole] ?? null) chain.push(labels[whole] ?? '')
  const named = chain.filter((label) => label !== '')
  return named.length === 0 ? null : { wholes: named, isAmongLike }
}

function labelColumn(row: LabelledRow | undefined): number {
  return row?.texts.slice(0, LABEL_COLUMNS).findIndex((text) => text !== '' && !NUMBER.test(text)) ?? -1
}

function labelOf(row: LabelledRow | undefined): string {
  return row?.texts[labelColumn(row)] ?? ''
}

function isPart(label: string): boolean {
  return PART.test(label) || PART_OF_TOTAL.test(label)
}

function wholesByMark(rows: readonly LabelledRow[], labels: readonly string[]): (number | null)[] {
  const wholes: (number | null)[] = rows.map(() => null)
  let [last, ofTotal]: [number | null, boolean] = [null, false]
  for (const [at, label] of labels.entries()) {
    if (isPart(label)) {
      ofTotal = PART_OF_TOTAL.test(label)
      const whole = ofTotal ? 0 : isNested(label, labels[at - 1] ?? '') ? at - 1 : last
      for (const part of partsFrom(rows, { first: at, whole })) wholes[part] = whole
    } else if (ofTotal) wholes[at] = 0
    else if (wholes[at] === null) last = at
  }
  return wholes
}

function isNested(label: string, above: string): boolean {
  return PART.test(above) && !BESIDE.test(label)
}

/** The rows from `first` on that add up to the whole; `first` alone where none do, none of no whole. */
function partsFrom(rows: readonly LabelledRow[], { first, whole }: { first: number; whole: number | null }): number[] {
  if (whole === null) return []
  const { column, total } = firstNumberOf(rows[whole])
  let sum = 0
  for (const [index, row] of rows.slice(first, first + MAX_PARTS).entries()) {
    const isAnother = index > 0 && isPart(labelOf(row)) && !BESIDE.test(labelOf(row))
    sum += isAnother ? Number.NaN : numberOf(row.texts[column])
    if (index > 0 && Math.abs(sum - total) <= Math.abs(total) * ROUNDING) {
      return Array.from({ length: index + 1 }, (_, part) => first + part)
    }
  }
  return [first]
}

function firstNumberOf(row: LabelledRow | undefined): { readonly column: number; readonly total: number } {
  const column = row?.texts.findIndex((text) => NUMBER.test(text)) ?? -1
  return { column, total: numberOf(row?.texts[column]) }
}

/** NaN, with which nothing adds up, for what is no number. */
function numberOf(text = ''): number {
  return NUMBER.test(text) ? Number(text.replaceAll(/[,，]/gu, '').replace(/^[－—]/u, '-')) : Number.NaN
}

/** Rows whose label comes again; totals do in every table. */
function repeatedLabels(labels: readonly string[]): boolean[] {
  const counts = new Map<string, number>()
  const names = labels.map((label) =>
    label
      .replace(PART, '')
      .replace(/^[：:\s]+/u, '')
      .replaceAll(/\s/gu, ''),
  )
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return names.map((name) => name !== '' && !TOTAL.test(name) && (counts.get(name) ?? 0) > 1)
}

/** 公路 and 水运 below 货运量, and again below 客运量: two or more labels together that come again are of the row above. */
function wholesByRepetition(labels: readonly string[]): (number | null)[] {
  const isRepeated = repeatedLabels(labels)
  return labels.map((label, at) => {
    if (isRepeated[at] !== true) return null
    const above = isRepeated.lastIndexOf(false, at)
    const below = isRepeated.indexOf(false, at)
    const count = (below === -1 ? labels.length : below) - above - 1
    const isLabelled = above !== -1 && labels[above] !== '' && !TOTAL.test(label)
    return isLabelled && count > 1 ? above : null
  })
}
