import type { Lexicon } from '../lexicon/lexicon.ts'
import { amountAt } from './amounts.ts'
import { bounded } from './approximators.ts'
import { isChineseNumeral } from './chinese-numerals.ts'
import type { Figure } from './figure.ts'
import { doublingAt, halfAt, partsAt, slashedAt } from './fractions.ts'
import { blotted, nonFiguresIn } from './non-figures.ts'
import { isDigit } from './numerals.ts'
import { periodsIn } from './periods-in.ts'
import { productAt, rangeAt } from './ranges.ts'
import { ordinalEnd, rankAt } from './ranks.ts'
import { ratioAt } from './ratios.ts'
import { numeralIn, type Reader, type Reading, type Scan } from './scan.ts'
import { matchAt } from './scanner.ts'
import { scaleClassAt } from './scale-classes.ts'
import { shadowOf } from './shadow.ts'
import { withSharedUnits } from './shared-units.ts'
import { unitFinderOf } from './unit-finder.ts'

/** In this order: what reads further comes first (a range before its lower end, a ratio before its first part). */
const READERS: readonly Reader[] = [partsAt, slashedAt, ratioAt, productAt, rangeAt, scaleClassAt, amountAt]
const WORD_READERS: readonly Reader[] = [rankAt, halfAt, doublingAt]

const NUMERAL = /[0-9零〇一二两三四五六七八九十百千万亿数几]/
const WORD = /[第前首榜一半过近超逾翻]/
const SIGN = /[+±-]/

/**
 * The figures of a text in order, not overlapping: numbers with their units as printed. Periods are found first and
 * blotted out, then words that are no figures; what remains is read from left to right, the longest form first.
 */
export function figuresIn(text: string, lexicon: Lexicon): Figure[] {
  const shadow = shadowOf(text)
  const blots = [...periodsIn(text), ...nonFiguresIn(shadow)]
  const scan = scanOf(blotted(shadow, blots), lexicon)
  return withSharedUnits(scan, readingsOf(scan)).map((reading) => figureOf(text, shadow, reading))
}

function scanOf(text: string, lexicon: Lexicon): Scan {
  return { text, lexicon, unitsAt: unitFinderOf(lexicon), numerals: new Map(), amounts: new Map() }
}

function figureOf(text: string, shadow: string, reading: Reading): Figure {
  const { start, end, kind, value, range, normal, relation } = reading
  return {
    start,
    end,
    text: text.slice(start, end),
    kind,
    value,
    unit: unitAsPrinted(text, shadow, reading),
    range,
    normal,
    relation,
  }
}

/** ％ and 億元 as they stand in the text; a unit that was borrowed from another figure in the form of the tables. */
function unitAsPrinted(text: string, shadow: string, { start, end, unit }: Reading): string {
  const place = shadow.slice(start, end).lastIndexOf(unit)
  return place < 0 ? unit : text.slice(start + place, start + place + unit.length)
}

function readingsOf(scan: Scan): Reading[] {
  const readings: Reading[] = []
  let at = 0
  while (at < scan.text.length) {
    const reading = readingAt(scan, at)
    if (reading === null) {
      at = afterUnread(scan, at)
    } else {
      readings.push(bounded(scan.text, reading, readings.at(-1)?.end ?? 0))
      at = readings.at(-1)?.end ?? reading.end
    }
  }
  return readings
}

function readingAt(scan: Scan, at: number): Reading | null {
  const char = scan.text[at] ?? ''
  if (SIGN.test(char)) return signedAt(scan, at)
  if (WORD.test(char)) {
    const word = firstOf(WORD_READERS, scan, at)
    if (word !== null) return word
  }
  if (!NUMERAL.test(char) || numeralIn(scan, at) === null) return null
  if (isDigit(char) && isInCode(scan, at)) return null
  return firstOf(READERS, scan, at)
}

function firstOf(readers: readonly Reader[], scan: Scan, at: number): Reading | null {
  for (const read of readers) {
    const reading = read(scan, at)
    if (reading !== null) return reading
  }
  return null
}

/** -3.2%, ±1100千伏. Between two numbers the sign is a dash. */
function signedAt(scan: Scan, at: number): Reading | null {
  if (!isDigit(scan.text[at + 1]) || /[0-9A-Za-z%)）]/.test(scan.text[at - 1] ?? '')) return null
  const reading = firstOf([rangeAt, amountAt], scan, at + 1)
  if (reading === null || reading.unitBasis === 'borrowing') return null
  const sign = scan.text[at] === '-' ? -1 : 1
  return {
    ...reading,
    start: at,
    value: reading.value === null ? null : sign * reading.value,
    range: reading.range && { ...reading.range, low: sign * reading.range.low },
    normal: reading.normal && { ...reading.normal, value: sign * reading.normal.value },
  }
}

/** PM2.5, G30, COVID-19; but GDP3077.23亿元 and LPR3.45% are amounts by their unit. */
function isInCode(scan: Scan, at: number): boolean {
  const before = scan.text.slice(Math.max(0, at - 2), at)
  if (!/[A-Za-z][-_.]?$/.test(before) && !/\d\.$/.test(before)) return false
  const amount = amountAt(scan, at)
  return !(amount?.unitBasis === 'printed' && /[%‰元万亿]|百分点/.test(amount.unit))
}

/** After an ordinal or a number that is no figure comes the next character behind it, so no digit is read twice. */
function afterUnread(scan: Scan, at: number): number {
  const char = scan.text.charAt(at)
  if (char === '第') return ordinalEnd(scan.text, at) ?? at + 1
  if (isDigit(char)) return numeralIn(scan, at)?.end ?? at + 1
  return isChineseNumeral(char) ? at + (matchAt(LONG_RUN, scan.text, at)?.[0].length ?? 1) : at + 1
}

/** So many characters of numerals in a row are no number. */
const LONG_RUN = /[零〇一二两三四五六七八九十百千万亿]{24}/y
