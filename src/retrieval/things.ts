import type { Dimension } from '../lexicon/lexicon.ts'
import type { Measure } from '../observation/observation.ts'
import type { Span } from '../span.ts'
import type { Ask, AskedIndicator, AskedUnit } from './question.ts'
import type { MeasureMention, UnitMention } from './question-words.ts'
import { AMOUNT, PLAN_WORDS } from './question-words.ts'
import type { Member } from './read-segment.ts'

/** What is asked for, place and time aside. */
export type Thing = Omit<Ask, 'place' | 'period'>

type Words = Omit<Thing, 'indicator' | 'measure' | 'unit'>

/** The things a member asks for: one for each indicator and each measure it names. */
export function thingsOf(member: Member): Thing[] {
  const { text, topic, yardstick, indicators, measures, units } = member
  const words: Words = {
    text,
    topic,
    yardstick,
    isPlan: PLAN_WORDS.test(text),
    wantsAmount: AMOUNT.test(withoutNames(text, indicators)),
  }
  if (indicators.length === 0)
    return withMeasures({ ...words, indicator: null }, { measures, units, dimension: undefined })
  return indicators.flatMap((indicator, at) => {
    const next = indicators[at + 1]?.start ?? Infinity
    const behind = <T extends Span>(mentions: readonly T[]) =>
      mentions.filter(({ start }) => start >= indicator.end && start < next)
    const own = { measures: behind(measures), units: behind(units) }
    const isBare = own.measures.length === 0 && own.units.length === 0
    const { text: name, canonical, dimension } = indicator
    const asked: AskedIndicator = { text: name, canonical }
    return withMeasures({ ...words, indicator: asked }, { ...(isBare ? { measures, units } : own), dimension })
  })
}

/** 地区生产总值呢 asks for what was asked before, the 总值 of its name for no amount. */
function withoutNames(text: string, indicators: readonly AskedIndicator[]): string {
  if (!/呢\P{L}*$/u.test(text)) return text
  return indicators.reduce((rest, { text: name }) => rest.replace(name, ' '), text)
}

interface Asking {
  readonly measures: readonly MeasureMention[]
  readonly units: readonly UnitMention[]
  /** Of the indicator; undefined where none is known. */
  readonly dimension: Dimension | undefined
}

interface Measured {
  readonly measure: Measure | null
  readonly unit: AskedUnit | null
}

/** One for each different measure: GDP总量多少亿元、增速多少 asks for two. 增加多少亿元 asks for the difference. */
function withMeasures(thing: Omit<Thing, 'measure' | 'unit'>, { measures, units, dimension }: Asking): Thing[] {
  const amounts = units.flatMap((mention) => {
    const unit = unitOf(mention, dimension)
    if (unit === null && !mention.isScale) return []
    const word = measures.find(({ end }) => end <= mention.start && mention.start - end <= 1)
    return [{ word, measured: { measure: measureWithUnit(word?.measure ?? null, unit), unit } }]
  })
  const rest = measures.filter((word) => amounts.every((amount) => amount.word !== word))
  const kinds = [...new Set(rest.map(({ measure }) => measure))].filter((measure) =>
    amounts.every(({ measured }) => measured.measure !== measure),
  )
  const all: Measured[] = [
    ...amounts.map(({ measured }) => measured),
    ...kinds.map((measure) => ({ measure, unit: null })),
  ]
  return all.length === 0 ? [withMeasure(thing, NOTHING)] : all.map((measured) => withMeasure(thing, measured))
}

const NOTHING: Measured = { measure: null, unit: null }

function withMeasure(thing: Omit<Thing, 'measure' | 'unit'>, measured: Measured): Thing {
  return { ...thing, ...measured }
}

/** 多少亿 of an indicator in money is 多少亿元. */
function unitOf({ unit, isScale }: UnitMention, dimension: Dimension | undefined): AskedUnit | null {
  return isScale && dimension === 'money' ? { text: '元', dimension, base: '元' } : unit
}

/** 百分之几, 几倍 and 几番 tell growth itself. */
function isRate(unit: AskedUnit | null): boolean {
  return unit !== null && (unit.dimension === 'percent' || unit.base === '倍' || unit.base === '番')
}

/** Growth by an amount is a difference, 占了多少个 a count. */
function measureWithUnit(measure: Measure | null, unit: AskedUnit | null): Measure | null {
  if (measure === 'growth') return isRate(unit) ? 'growth' : 'difference'
  if (measure === 'share' && unit?.dimension !== 'percent') return null
  return measure
}
