/** The label of a row, and how far it is set in, in widths of a character. */
export interface IndentedLabel {
  readonly label: string
  readonly indent: number
}

/** Set in by less, a row stands beside the one above it: half a blank more or less is a slip. */
const STEP = 0.6
/** Marks of parts, behind which the words begin that others stand in line with. */
const MARK = /^(?:[（(]?其\s?中\s?[：:]?|[#＃])\s*/u
const TOTAL = /(?:合\s*计|总\s*计|小\s*计)$/u
/** How rows are numbered, by form; 二、 is no part of 一、 nor of 1. below that, however they are set. */
const NUMBERS: readonly RegExp[] = [
  /^[一二三四五六七八九十]{1,3}[、．.]/u,
  /^[（(][一二三四五六七八九十]{1,3}[）)]/u,
  /^\d{1,2}[、．.](?!\d)/u,
  /^[（(]\d{1,2}[）)]/u,
]

/**
 * For each row the number of the row above that it is set in under; null for rows that are not, and for totals. What
 * stands in line with the words behind a mark (教育 below 其中：一般公共服务) is beside the marked row.
 */
export function wholeByIndent(rows: readonly IndentedLabel[]): (number | null)[] {
  const edge = Math.min(...rows.filter(({ label }) => label !== '').map(({ indent }) => indent))
  const levels = numberLevels(rows)
  /** The rows above that the next may be a part of, outermost first. */
  let open: { readonly at: number; readonly words: number }[] = []
  return rows.map(({ label, indent }, at) => {
    if (label === '') return null
    const words = indent + widthOf(MARK.exec(label)?.[0] ?? '')
    const level = levels[at] ?? Infinity
    open = open.filter((one) => one.words <= words - STEP && (levels[one.at] ?? -1) < level)
    const whole = indent - edge < STEP || TOTAL.test(label) ? null : (open.at(-1)?.at ?? null)
    open.push({ at, words })
    return whole
  })
}

/** How deep the numbers of rows are, by the order in which their forms begin (一、 then 1.); null for rows without. */
function numberLevels(rows: readonly IndentedLabel[]): (number | null)[] {
  const forms = rows.map(({ label }) => NUMBERS.findIndex((form) => form.test(label)))
  const begun = [...new Set(forms.filter((form) => form !== -1))]
  return forms.map((form) => (form === -1 ? null : begun.indexOf(form)))
}

/** In widths of a Chinese character. */
function widthOf(mark: string): number {
  return Array.from(mark, (character) => ((character.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1)).reduce(
    (a, b) => a + b,
    0,
  )
}
