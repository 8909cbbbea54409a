import type { Ask } from '../retrieval/question.ts'
import type { Agreements } from './agreement.ts'
import type { Reason, SlotName } from './answer.ts'
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
  if (aboutIt.length === 0) return { reasons: [unknownReason(ask)], nearest: [] }
  for (const slot of FORGIVEN) {
    const nearest = aboutIt.filter(({ agreements }) => disagreements(agreements).every((name) => name === slot))
    if (nearest.length > 0) return { reasons: [reasonOf(ask, slot, nearest)], nearest: bestFirst(nearest) }
  }
  const slots = [...new Set(aboutIt.flatMap(({ agreements }) => disagreements(agreements)))]
  return { reasons: slots.map((slot) => reasonOf(ask, slot, aboutIt)), nearest: [] }
}

function disagreements(agreements: Agreements): (keyof Agreements)[] {
  return (['indicator', 'measure', 'place', 'period'] as const).filter((slot) => agreements[slot] === 'other')
}

function unknownReason({ indicator, topic, text }: Ask): Reason {
  if (indicator !== null) return { slot: 'indicator', asked: indicator.text, available: [] }
  return { slot: topic === '' ? 'topic' : 'indicator', asked: topic === '' ? text : topic, available: [] }
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

/** The asked slot in words, with the indicator it belongs to: 2023年的固定资产投资. */
function askedWords(ask: Ask, slot: SlotName): string {
  const subject = ask.indicator?.text ?? ask.topic
  if (slot === 'measure') return `${subject}的${measureWords(ask)}`
  const named = slot === 'place' || slot === 'period' ? ask[slot]?.text : undefined
  return named === undefined ? subject : `${named}的${subject}`
}

function measureWords({ measure, unit }: Ask): string {
  if (measure !== null) return MEASURE_WORDS[measure]
  return unit === null ? '数额' : `数额（${unit.text}）`
}

function available(slot: keyof Agreements, weighed: readonly Weighed[]): string[] {
  const values = weighed.flatMap(({ candidate: { observation } }) => {
    if (slot === 'place') return observation.place?.text ?? []
    if (slot === 'period') return observation.period?.text ?? []
    return slot === 'measure' ? MEASURE_WORDS[observation.measure] : observation.indicators.map(({ text }) => text)
  })
  return [...new Set(values)].slice(0, MAX_AVAILABLE)
}

function bestFirst(weighed: readonly Weighed[]): Weighed[] {
  return weighed.toSorted(
    (a, b) =>
      (b.candidate.observation.period?.to ?? '').localeCompare(a.candidate.observation.period?.to ?? '') ||
      b.candidate.score - a.candidate.score,
  )
}
