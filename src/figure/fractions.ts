import { isDigit, numeralAt, scaleFactor } from './numerals.ts'
import { numeralIn, type Reader, type Reading } from './scan.ts'
import { matchAt } from './scanner.ts'

/** 百分之十五 is 15 percent by another name; every other X分之Y is a fraction. */
const PERCENT_WORDS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000 }
const PARTS = '分之'
const HALF = /一半(?!径)|半数(?!据|字)/y
/** 过半, 近半 and 超半 but not 近半年; 任务过半 and 时间过半 speak of the calendar. */
const BOUNDED_HALF = /[过近超逾]半(?![年天日个小世月径程路步场山生夜数])/y
const CALENDAR_BEFORE = /(?:时间|任务|双|赛程|行程|年|学期)$/
const FOLD = /翻(?:了)?(?:[近约超逾])?([一二两三四五六七八九十]|\d{1,2})?番(?!茄)/y
const FOLD_RELATION: Readonly<Record<string, Reading['relation']>> = { 近: '~', 约: '~', 超: '>', 逾: '>' }

const NO_UNIT = { unit: '', range: null, relation: '=', unitBasis: 'printed' } as const

/** 三分之二, 百分之十五, 4分之1. */
export const partsAt: Reader = (scan, at) => {
  const { text } = scan
  const whole = numeralIn(scan, at)
  if (whole === null || whole.value === null || !text.startsWith(PARTS, whole.end)) return null
  const part = numeralAt(text, whole.end + PARTS.length)
  if (part === null || part.value === null || part.scale !== '') return null
  const printed = text.slice(at, whole.end)
  const isPercent = printed in PERCENT_WORDS
  const value = Number(
    (part.value / (PERCENT_WORDS[printed] ?? whole.value * scaleFactor(whole.scale))).toPrecision(15),
  )
  const normal = { value, unit: '1' }
  const span = { start: at, end: part.end }
  if (!isPercent) return { ...NO_UNIT, ...span, kind: 'fraction', value, normal }
  return { ...NO_UNIT, ...span, kind: 'percent', value: part.value, unit: printed + PARTS, normal }
}

/** 1/3 of 占全省的1/3; between other words it is a date or a code. */
const SLASHED = /([1-9])\/([1-9]\d?)(?![\d./])/y
const SLASHED_BEFORE = /(?:的|约|近|占|超过?|为|过|达到?|有|足|到|将近)了? ?$/

export const slashedAt: Reader = ({ text }, at) => {
  const match = matchAt(SLASHED, text, at)
  if (match === null || !SLASHED_BEFORE.test(text.slice(Math.max(0, at - 4), at))) return null
  const value = Number((Number(match[1]) / Number(match[2])).toPrecision(15))
  if (value >= 1) return null
  return { ...NO_UNIT, start: at, end: at + match[0].length, kind: 'fraction', value, normal: { value, unit: '1' } }
}

/** 一半, 半数, 过半. */
export const halfAt: Reader = ({ text }, at) => {
  const half = matchAt(HALF, text, at)
  const bounded = half === null ? matchAt(BOUNDED_HALF, text, at) : null
  const match = half ?? bounded
  if (match === null) return null
  if (bounded !== null && CALENDAR_BEFORE.test(text.slice(Math.max(0, at - 2), at))) return null
  const relation = bounded === null ? '=' : text[at] === '近' ? '~' : '>'
  const span = { start: at, end: at + match[0].length }
  return { ...NO_UNIT, ...span, kind: 'fraction', value: 0.5, normal: { value: 0.5, unit: '1' }, relation }
}

/** 翻番, 翻一番, 翻了近两番: how often something doubled. */
export const doublingAt: Reader = ({ text }, at) => {
  const match = matchAt(FOLD, text, at)
  if (match === null) return null
  const printed = match[1] ?? '一'
  const value = isDigit(printed[0]) ? Number(printed) : (numeralAt(printed, 0)?.value ?? null)
  const bound = /[近约超逾]/.exec(match[0])?.[0] ?? ''
  const relation = FOLD_RELATION[bound] ?? '='
  const normal = value === null ? null : { value, unit: '番' }
  return { ...NO_UNIT, start: at, end: at + match[0].length, kind: 'multiple', value, unit: '番', normal, relation }
}
