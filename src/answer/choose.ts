import type { Observation, PeriodSlot } from '../observation/observation.ts'
import type { Ask } from '../retrieval/question.ts'
import type { Agreement } from './agreement.ts'
import type { Assumed, SlotName, View } from './answer.ts'
import { revisedFirst, withContradictions } from './conflicts.ts'
import type { Fact } from './facts.ts'
import { isRelative } from './period-agreement.ts'
import { factsOf } from './facts.ts'
import { sentenceAround } from './quote.ts'
import { fits } from './weigh.ts'
import type { Weighed } from './weigh.ts'

/** The facts that answer one ask: one, or several that fit equally. */
export interface Choice {
  readonly facts: readonly [Fact, ...Fact[]]
  /** In which slots the facts differ; empty for one fact, and for values that contradict each other. */
  readonly differ: readonly SlotName[]
  /** Why there are several; of no meaning for one. */
  readonly view: View
  readonly assumed: readonly Assumed[]
  /** How many more fit as well as those. */
  readonly more: number
}

/** More than these are a list, not an answer. */
const MAX_CHOICES = 6

/**
 * The facts that answer an ask, or undefined when every figure is ruled out by one of its slots. `before` is what
 * answered the ask before it: 签约项目多少个，总投资多少 is about one sentence where one tells both.
 */
export function choose(ask: Ask, weighed: readonly Weighed[], before: Fact | undefined): Choice | undefined {
  const ranked = weighed.filter(fits).map((one) => ({ one, rank: rankOf(ask, one, before) }))
  const sorted = ranked.toSorted((a, b) => compareRanks(a.rank, b.rank))
  const fitting = sorted.map(({ one }) => one)
  const [best] = sorted
  if (best === undefined) return undefined
  const equal = sorted.filter(({ rank }) => compareRanks(rank, best.rank) === 0).map(({ one }) => one)
  const facts = factsOf(withNewestPeriod(ask, equal))
  const [first, ...rest] = withConflicts(withEveryTelling(facts, fitting), fitting)
  if (first === undefined) return undefined
  const shown = [first, ...rest.slice(0, MAX_CHOICES - 1)] as const
  const more = rest.length + 1 - shown.length
  const differ = differingSlots(shown)
  const view = differ.length === 0 ? 'conflict' : 'readings'
  return { facts: shown, differ, view, assumed: assumptions(ask, first, fitting), more }
}

/** What contradicts a single fact stands beside it; of facts that contradict each other, one counted again stands first. */
function withConflicts(facts: readonly Fact[], fitting: readonly Weighed[]): Fact[] {
  const [only, ...others] = facts
  if (only === undefined) return []
  if (others.length === 0) return withContradictions(only, fitting)
  return differingSlots(facts).length === 0 ? revisedFirst(facts) : [...facts]
}

/** Smaller is better; compared number by number. */
type Rank = readonly number[]

function compareRanks(a: Rank, b: Rank): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const AGREEMENT_RANK: Readonly<Record<Agreement, number>> = { same: 0, near: 1, open: 0, unstated: 2, other: 9 }

/** What decides between figures that all fit, from the most telling slot to the least. */
function rankOf(ask: Ask, { agreements, candidate, support }: Weighed, before: Fact | undefined): Rank {
  const { observation } = candidate
  return [
    AGREEMENT_RANK[agreements.indicator],
    wordsRank(ask, { agreements, support }),
    before === undefined || before.tellings.some((telling) => isBeside(candidate, telling.candidate)) ? 0 : 1,
    planRank(observation, ask),
    AGREEMENT_RANK[agreements.place],
    ask.place === null ? partRank(candidate) : 0,
    AGREEMENT_RANK[agreements.period],
    AGREEMENT_RANK[agreements.measure],
    before === undefined || ask.topic !== '' || agreements.indicator !== 'same'
      ? 0
      : distanceBehind(candidate, before.tellings[0].candidate),
    ask.indicator === null ? 0 : -supportStep(support.clause),
    observation.modality === 'expected' ? 1 : 0,
  ]
}

/** True for figures of one sentence. */
function isBeside(a: Weighed['candidate'], b: Weighed['candidate']): boolean {
  if (a.passage.row !== b.passage.row) return false
  const { start, end } = sentenceAround(a.passage.text, b.observation)
  return start <= a.observation.start && a.observation.end <= end
}

/**
 * Characters from the figure before to one behind it in its sentence; without end for all others. Tells figures of one
 * indicator apart: 国企项目26项，总投资410亿元；民企项目9项，总投资75亿元.
 */
function distanceBehind(a: Weighed['candidate'], b: Weighed['candidate']): number {
  const isBehind = isBeside(a, b) && a.observation.start >= b.observation.end
  return isBehind ? a.observation.start - b.observation.end : Number.MAX_SAFE_INTEGER
}

/** How much of the asked words that no table knows stands around the figure: which of several projects is meant. */
function wordsRank(
  { indicator, topic }: Ask,
  { agreements, support }: Pick<Weighed, 'agreements' | 'support'>,
): number {
  if (topic === '') return 0
  if (indicator === null) return -supportStep(supportOf(support))
  // In other words 汽车出口 is 电动载人汽车出口 as well: then the one that says least beyond the question.
  return -supportStep(support.context + (agreements.indicator === 'near' ? support.asked : 0))
}

/**
 * Plans where they were asked for, otherwise what came of them. A report of December words the year's result as expected;
 * where no time is asked, what is comes before what will be.
 */
function planRank({ modality }: Observation, ask: Ask): number {
  if (modality === 'expected') return ask.isPlan || ask.period !== null ? 0 : 1
  return (modality === 'planned') === ask.isPlan ? 0 : 2
}

function supportOf({ indicator, clause, sentence, asked }: Weighed['support']): number {
  return indicator + clause + sentence + asked
}

/** Differences of support smaller than a tenth say nothing. */
function supportStep(support: number): number {
  return Math.round(support * 10)
}

/** Where no place is asked: the place the document is about, before its parts and before what it is compared with. */
function partRank({ observation, passage }: Weighed['candidate']): number {
  const own = observation.place?.canonical
  return own === undefined || own === passage.document.place ? 0 : 1
}

/** Without an asked time the newest counts; within an asked year, the stretch that reaches furthest. */
function withNewestPeriod(ask: Ask, equal: readonly Weighed[]): Weighed[] {
  const newest = equal
    .map(({ candidate }) => candidate.observation.period?.to ?? '')
    .reduce((a, b) => (a > b ? a : b), '')
  const isOpen = ask.period === null || equal[0]?.agreements.period === 'near'
  const namesNothing = ask.indicator === null && ask.topic === ''
  if (!isOpen || namesNothing || newest === '') return [...equal]
  const latest = equal.filter(({ candidate }) => (candidate.observation.period?.to ?? '') === newest)
  const earliestStart = latest.map(({ candidate }) => candidate.observation.period?.from ?? '').toSorted()[0]
  return latest.filter(({ candidate }) => candidate.observation.period?.from === earliestStart)
}

/** A fact's tellings are all fitting ones, not only those of the best rank: 另见 counts them. */
function withEveryTelling(facts: readonly Fact[], fitting: readonly Weighed[]): Fact[] {
  const all = factsOf(fitting)
  return facts.map((fact) => all.find(({ tellings }) => tellings.includes(fact.tellings[0])) ?? fact)
}

/** The slots in which facts are not all alike. */
export function differingSlots(facts: readonly Fact[]): SlotName[] {
  const observations = facts.map(({ tellings }) => tellings[0].candidate.observation)
  const slots: readonly (readonly [SlotName, (observation: Observation) => unknown])[] = [
    ['indicator', ({ indicators }) => indicators.map(({ canonical }) => canonical).join()],
    ['measure', ({ measure }) => measure],
    ['place', ({ place }) => place?.canonical],
    ['period', ({ period }) => `${period?.from}${period?.to}`],
  ]
  return slots.filter(([, read]) => new Set(observations.map(read)).size > 1).map(([slot]) => slot)
}

/** The time that was taken because none was asked, where there was more than one to take. */
function assumptions(
  ask: Ask,
  { tellings: [{ candidate, agreements }] }: Fact,
  fitting: readonly Weighed[],
): Assumed[] {
  const { period } = candidate.observation
  if (period === null) return []
  if (agreements.period === 'near' && ask.period !== null) {
    return [{ slot: 'period', text: period.text, why: `所问的${ask.period.text}之内的时间` }]
  }
  const relative = relativeAssumption(ask, period)
  if (relative !== undefined) return [relative]
  const ends = new Set(fitting.map((one) => one.candidate.observation.period?.to).filter((to) => to !== undefined))
  return ask.period === null && ends.size > 1 ? [{ slot: 'period', text: period.text, why: '最新' }] : []
}

/** 去年 of a question is counted from the newest report's date, which the asker may not think of. */
function relativeAssumption({ period: asked }: Ask, { text }: PeriodSlot): Assumed | undefined {
  if (asked === null || !isRelative(asked) || text === asked.text) return undefined
  return { slot: 'period', text, why: `最新资料推算的${asked.text}` }
}
