import type { Measure, Observation, PeriodSlot, Slot } from '../observation/observation.ts'
import type { Ask } from '../retrieval/question.ts'
import type { Agreements } from './agreement.ts'
import type { Reason, SlotName } from './answer.ts'
import { qualifierOf } from './indicator-match.ts'
import type { Weighed } from './weigh.ts'

export interface Refusal {
  readonly reasons: readonly Reason[]
  /** The figures that come nearest: all but one slot agree; empty when none does. */
  readonly nearest: readonly Weighed[]
}

/** The slots in the order in which a disagreement is forgiven when the nearest is looked for. */
const FORGIVEN: readonly (keyof Agreements)[] = ['measure', 'period', 'place']
const MAX_AVAILABLE = 6

/** Why nothing answers an ask, and what comes nearest. */
export function refuse(ask: Ask, weighed: readonly Weighed[]): Refusal {
  const aboutIt = weighed.filter(({ agreements }) => agreements.indicator !== 'other')
  if (aboutIt.length === 0) return refuseUnnamed(ask, weighed)
  for (const slot of FORGIVEN) {
    const nearest = aboutIt.filter(({ agreements }) => disagreements(agreements).every((name) => name === slot))
    if (nearest.length > 0) return { reasons: [reasonOf(ask, slot, nearest)], nearest: bestFirst(nearest) }
  }
  const slots = [...new Set(aboutIt.flatMap(({ agreements }) => disagreements(agreements)))]
  return { reasons: slots.map((slot) => reasonOf(ask, slot, aboutIt)), nearest: [] }
}

/**
 * No figure is of what the ask names. Where its indicator is printed, but not with the words beside it (预算安排的三公经费),
 * those words are what is missing, and what is printed without them comes nearest.
 */
function refuseUnnamed(ask: Ask, weighed: readonly Weighed[]): Refusal {
  const { indicator } = ask
  const qualifier = qualifierOf(ask)
  const named = weighed.filter(({ candidate }) =>
    candidate.observation.indicators.some(({ canonical }) => canonical === indicator?.canonical),
  )
  if (indicator === null || qualifier === '' || named.length === 0)
    return { reasons: [unknownReason(ask, weighed)], nearest: [] }
  const asked = `“${qualifier.replaceAll(' ', '、')}”的${indicator.text}`
  const nearest = named.filter(({ agreements }) => disagreements(agreements).every((slot) => slot === 'indicator'))
  return {
    reasons: [{ slot: 'indicator', asked, available: available('indicator', named) }],
    nearest: bestFirst(nearest),
  }
}

function disagreements(agreements: Agreements): (keyof Agreements)[] {
  return (['indicator', 'measure', 'place', 'period'] as const).filter((slot) => agreements[slot] === 'other')
}

/** Words that name no figure at all (今天天气怎么样) are another topic, not an indicator that is missing. */
function unknownReason(ask: Ask, weighed: readonly Weighed[]): Reason {
  const { indicator, topic, text, measure, unit, wantsAmount } = ask
  const asksForFigure = measure !== null || unit !== null || wantsAmount
  if (indicator === null && (topic === '' || !asksForFigure)) return { slot: 'topic', asked: text, available: [] }
  return { slot: 'indicator', asked: indicator?.text ?? topic, available: alike(ask, weighed) }
}

/** Less in common is no likeness: half of the indicator's words in the question, or half of the question's in its name. */
const ALIKE = 0.5
/** More names than these are no help. */
const MAX_ALIKE = 4

/** Indicators with words of the question that the reports tell of the asked place, the likest first. */
function alike({ place }: Ask, weighed: readonly Weighed[]): string[] {
  const there = weighed.filter(({ candidate: { observation } }) => {
    return place === null || place.canonicals.includes(observation.place?.canonical ?? '')
  })
  const near = there.filter(({ support }) => support.asked >= ALIKE || support.indicator >= ALIKE)
  const best = near.toSorted((a, b) => likeness(b) - likeness(a))
  const names = best.flatMap(({ candidate }) => candidate.observation.indicators.map(({ canonical }) => canonical))
  return [...new Set(names)].slice(0, MAX_ALIKE)
}

function likeness({ support }: Weighed): number {
  return support.asked + support.indicator + support.sentence
}

function reasonOf(ask: Ask, slot: keyof Agreements, weighed: readonly Weighed[]): Reason {
  return { slot, asked: askedWords(ask, slot), available: available(slot, weighed) }
}

const MEASURE_WORDS = {
  level: '数额',
  growth: '增速',
  difference: '增减或差距',
  share: '占比',
  rank: '排名',
  ratio: '比例',
  count: '数量',
} as const

/** The asked slot in words, with the indicator it belongs to: 2023年的固定资产投资增速. */
function askedWords(ask: Ask, slot: SlotName): string {
  const name = ask.indicator?.text ?? ask.topic
  if (slot === 'measure') return `${name}的${measureWords(ask)}`
  const subject = `${name}${SUFFIXES[ask.measure ?? 'level'] ?? ''}`
  const named = slot === 'place' || slot === 'period' ? ask[slot]?.text : undefined
  return named === undefined ? subject : `${named}的${subject}`
}

/** What makes a figure's name out of its indicator's; an amount bears the bare name. */
const SUFFIXES: Readonly<Partial<Record<Measure, string>>> = { growth: '增速', rank: '排名', share: '占比' }

function measureWords({ measure, unit }: Ask): string {
  if (measure !== null) return MEASURE_WORDS[measure]
  return unit === null ? '数额' : `数额（${unit.text}）`
}

/** The values that there are, each in its fullest wording: 2024年1至10月 and not 1至10月 beside it. */
function available(slot: keyof Agreements, weighed: readonly Weighed[]): string[] {
  const wordings = new Map<string, string>()
  for (const { candidate } of weighed) {
    for (const { key, text } of valuesOf(slot, candidate.observation)) {
      const known = wordings.get(key)
      if (known === undefined || known.length < text.length) wordings.set(key, text)
    }
  }
  return [...new Set(wordings.values())].slice(0, MAX_AVAILABLE)
}

function valuesOf(slot: keyof Agreements, { place, period, measure, indicators }: Observation) {
  if (slot === 'place') return place === null ? [] : [{ key: place.canonical, text: placeText(place) }]
  if (slot === 'period') return period === null ? [] : [{ key: periodKey(period), text: period.text }]
  if (slot === 'measure') return [{ key: measure, text: MEASURE_WORDS[measure] }]
  return indicators.map(({ canonical, text }) => ({ key: canonical, text }))
}

/** 全市 tells a reader nothing without its report. */
function placeText({ text, canonical }: Slot): string {
  return /^[全我本]/u.test(text) ? canonical : text
}

function periodKey({ from, to, text }: PeriodSlot): string {
  return from === null ? text : `${from} ${to}`
}

function bestFirst(weighed: readonly Weighed[]): Weighed[] {
  return weighed.toSorted(
    (a, b) =>
      (b.candidate.observation.period?.to ?? '').localeCompare(a.candidate.observation.period?.to ?? '') ||
      b.candidate.score - a.candidate.score,
  )
}
