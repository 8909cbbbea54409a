import type { Agreement } from '../answer/agreement.ts'
import type { Explanation } from '../answer/explain.ts'
import type { Measure } from '../observation/observation.ts'
import type { Ask } from '../retrieval/question.ts'

/** Figures shown: those that fit, then those that one slot rules out, and so on. */
const MAX_FIGURES = 30

type Weighed = Explanation['candidates'][number]

const SLOTS = { indicator: '指标', measure: '口径', place: '地区', period: '时间' } as const

const AGREEMENTS: Readonly<Record<Agreement, string>> = {
  same: '相同',
  near: '相近',
  open: '未问',
  unstated: '未注明',
  other: '不符',
}

const MEASURES: Readonly<Record<Measure, string>> = {
  level: '数额',
  growth: '增速',
  difference: '增减或差距',
  share: '占比',
  rank: '排名',
  ratio: '比例',
  count: '数量',
}

/** How an answer came about, in lines: what was understood, and each figure that was looked at with the slot that ruled it out. */
export interface WhyLines {
  readonly understood: readonly string[]
  readonly figures: readonly string[]
}

export function whyLines({ question, candidates }: Explanation): WhyLines {
  const figures = candidates
    .toSorted((a, b) => against(a) - against(b) || b.support - a.support)
    .slice(0, MAX_FIGURES)
    .map(figureLine)
  return { understood: question.asks.map(askLine), figures }
}

function against({ agreements }: Weighed): number {
  return Object.values(agreements).filter((agreement) => agreement === 'other').length
}

function askLine({ indicator, topic, place, period, measure, unit }: Ask): string {
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['指标', indicator?.canonical],
    ['其余的词', topic],
    ['地区', place?.text],
    ['时间', period?.text],
    ['口径', measure === null ? undefined : MEASURES[measure]],
    ['单位', unit?.text],
  ]
  return parts.map(([name, value]) => `${name}=${orNone(value)}`).join(' ')
}

function figureLine({ figure, indicators, place, period, agreements, file }: Weighed): string {
  const slots = (['indicator', 'measure', 'place', 'period'] as const).map(
    (slot) => `${SLOTS[slot]}${AGREEMENTS[agreements[slot]]}`,
  )
  const printed = [figure, orNone(indicators.join('、')), orNone(place ?? ''), orNone(period ?? '')]
  return `${printed.join(' | ')} | ${slots.join(' ')} | ${file}`
}

function orNone(text: string | undefined): string {
  return text === undefined || text === '' ? '–' : text
}
