import type { Figure } from '../figure/figure.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Clause } from './clauses.ts'
import type { ObservationContext } from './context.ts'
import { attributed, type Lead, namedBy, unitAgrees } from './indicator-slots.ts'
import { skipOpening } from './mentions.ts'
import { modalityIn, modalityOfHeadings } from './modality.ts'
import { ownerIn } from './owner.ts'
import { accountIn, isSide } from './naming.ts'
import type { PhraseSource } from './noun-phrase.ts'
import type { Basis, Modality, Observation, PeriodSlot, Slot } from './observation.ts'
import { periodAbove, periodSlot } from './period-slot.ts'
import { placeAbove, placeSlot } from './place-slot.ts'
import type { Span } from '../span.ts'
import type { PeriodUse } from './period-uses.ts'
import type { ScopeMention } from './scope.ts'
import type { ReadIndicator, Subject, Topic } from './topic.ts'

/** Clauses up to this length can be titles inside a paragraph: 2.政府性基金预算。 */
const LONGEST_TITLE = 24

/** A paragraph with everything found in it and around it. */
export interface Reading {
  readonly source: PhraseSource
  readonly scopes: readonly ScopeMention[]
  readonly context: ObservationContext
  readonly lexicon: Lexicon
}

interface LeadContext {
  readonly clause: Clause
  readonly index: number
  readonly topic: Topic
  readonly reading: Reading
}

/** What a clause sets before its figures: the places and times at its beginning, a scope, an indicator without a figure. */
export function topicOfClause(topic: Topic, clause: Clause, { source, scopes }: Reading): Topic {
  const opening = { start: clause.start, end: skipOpening(source, clause) }
  const inOpening = (use: Span) => use.start >= opening.start && use.end <= opening.end
  const place = source.places.findLast((use) => use.role === 'subject' && inOpening(use))
  const period = source.periods.findLast((use) =>
    datesSentence(use, clause, { opening: opening.end, text: source.text }),
  )
  const scope = scopes.findLast((use) => use.start >= clause.start && use.end <= clause.end)
  const words = source.text.slice(clause.start, clause.figures[0]?.start ?? clause.end)
  const isFirst = topic.subject === null
  return {
    ...topic,
    place: place ?? topic.place,
    period: period ?? topic.period,
    periodIsEarlier: period === undefined && topic.periodIsEarlier,
    ...scopesOf(topic, { scope: scope?.part ?? (place !== undefined && !place.isSelf ? '' : null), isFirst }),
    modality: lastingModality(words) ?? topic.modality,
    owner: ownerIn(source.text.slice(opening.end, clause.end)) || (place === undefined ? topic.owner : ''),
    ...(clause.figures.length === 0 ? namedWithoutFigure(clause, source) : {}),
  }
}

function scopesOf(
  topic: Topic,
  { scope, isFirst }: { scope: string | null; isFirst: boolean },
): Pick<Topic, 'scope' | 'paragraphScope'> {
  if (scope === null) return { scope: topic.scope, paragraphScope: topic.paragraphScope }
  return { scope, paragraphScope: isFirst && !topic.isContinuation ? scope : topic.paragraphScope }
}

/** A time before the figures holds for the sentence; not an end of a development: 由2020年的80家增加到2025年的120家. */
function datesSentence(
  { role, start, end }: PeriodUse,
  clause: Clause,
  { opening, text }: { opening: number; text: string },
): boolean {
  const figure = clause.figures[0]
  if (role !== 'time' || start < clause.start || end > (figure?.start ?? clause.end)) return false
  const before = text.slice(clause.start, start)
  if (end <= opening || /^[到至在]?$/.test(before)) return true
  return figure !== undefined && !/[由从到至]$/.test(before)
}

/** 力争, 预计 hold for the rest of the sentence; 累计 and 完成 for their clause. */
function lastingModality(words: string): Modality | null {
  const modality = modalityIn(words)
  return modality === 'planned' || modality === 'expected' ? modality : null
}

/** 全社会用电量再破万亿，达到…: a clause without a figure names what the next one is about. */
function namedWithoutFigure(clause: Clause, source: PhraseSource): Partial<Topic> {
  const words = source.text.slice(clause.start, clause.end)
  const account = words.length <= LONGEST_TITLE ? accountIn(words) : null
  if (account !== null) return { earlierModel: account }
  const mention = source.indicators.findLast((each) => each.start >= clause.start && each.end <= clause.end)
  if (mention === undefined || mention.start !== skipOpening(source, clause)) return {}
  return { model: mention.canonical, modelUnit: null }
}

/** The observations of a lead, and the topic after it. */
export function resolveLead(lead: Lead, context: LeadContext): { observations: Observation[]; topic: Topic } {
  const { topic, reading } = context
  if (lead.isAside) return { observations: asides(lead, context), topic }
  const isListed =
    lead.figures.length > 1 && (ownPlaces(lead, context).length > 1 || listedPeriods(lead, context).length > 1)
  const named = namedBy(lead, { source: reading.source, topic, lexicon: reading.lexicon, isListed })
  const taken = named === null ? takenOver(lead, topic, ownPlaces(lead, context).length > 0) : null
  const subject = taken === null ? null : topic.subject
  const bases = named ?? taken ?? lead.figures.map(() => [])
  const indicators = bases.map((each) => each.map((base) => withAttribute(base, lead, named === null)))
  const modality = modalityOf(lead, context, subject)
  const periods = periodsOf(lead, context, { subject, isPlanned: modality === 'planned' })
  const places = placesOf(lead, context, subject)
  const basis: Basis = named !== null || context.topic.subject?.clause === context.index ? 'clause' : 'sentence'
  const observations = lead.figures.map((figure, at) =>
    observationOf(figure, lead, {
      modality,
      period: periods[at] ?? periods[0] ?? null,
      place: places[at] ?? places[0] ?? null,
      indicators: (indicators[at] ?? []).map(({ text, canonical }) => ({ text, canonical, basis })),
    }),
  )
  const next = named === null && subject !== null ? { ...subject, periods, modality, places } : null
  return {
    observations,
    topic:
      next === null
        ? afterNamed(lead, context, { indicators: bases, places, periods, modality })
        : { ...topic, subject: next },
  }
}

/** A stretch of time in passing is about nothing, and leaves the topic as it is. */
function asides(lead: Lead, context: LeadContext): Observation[] {
  const slots = { modality: modalityOf(lead, context, null), period: null, place: null, indicators: [] }
  return lead.figures.map((figure) => observationOf(figure, lead, slots))
}

type Slots = Pick<Observation, 'modality' | 'period' | 'place' | 'indicators'>

function observationOf(figure: Figure, { predicate }: Lead, slots: Slots): Observation {
  const isFall = predicate.isDecrease && (predicate.measure === 'growth' || predicate.measure === 'difference')
  const normal =
    figure.normal !== null && isFall && figure.normal.value > 0
      ? { ...figure.normal, value: -figure.normal.value }
      : figure.normal
  return { ...figure, normal, measure: predicate.measure, ...slots }
}

/** The indicators of the figure before, where nothing but a predicate is left: 增长5%, 为预算的98%. */
function takenOver(lead: Lead, topic: Topic, hasOwnPlace: boolean): readonly (readonly ReadIndicator[])[] | null {
  const { subject } = topic
  const { predicate, figures } = lead
  if (subject === null || (predicate.attribute === '' && !unitAgrees(figures[0], predicate.measure, topic))) return null
  if (predicate.text === '' && predicate.measure !== 'rank' && !hasOwnPlace) return null
  if (figures.length > 1)
    return subject.indicators.length === figures.length ? subject.indicators.map((each) => [each]) : null
  return subject.isDistributed ? null : [subject.indicators]
}

/** 对经济增长的贡献率 after 第一产业增加值: printed is the attribute alone where the indicator is taken over. */
function withAttribute(base: ReadIndicator, { predicate }: Lead, isTakenOver: boolean): ReadIndicator {
  const { attribute } = predicate
  if (attribute === '') return base
  return { ...base, text: isTakenOver ? attribute : base.text, canonical: attributed(base.canonical, attribute) }
}

function modalityOf(lead: Lead, { clause, topic, reading }: LeadContext, subject: Subject | null): Modality {
  const words = reading.source.text.slice(clause.start, lead.span.end)
  if (subject !== null && lead.predicate.measure === 'ratio') return subject.modality
  return modalityIn(words) ?? subject?.modality ?? topic.modality ?? modalityOfHeadings(reading.context.path)
}

interface PeriodOptions {
  readonly subject: Subject | null
  readonly isPlanned: boolean
}

function periodsOf(
  lead: Lead,
  context: LeadContext,
  { subject, isPlanned }: PeriodOptions,
): readonly (PeriodSlot | null)[] {
  const { clause, topic, reading } = context
  const listed = listedPeriods(lead, context)
  if (listed.length > 1) return listed.map((use) => periodSlot(use, use.start >= clause.start ? 'clause' : 'sentence'))
  const times = reading.source.periods.filter(({ role, end }) => role === 'time' && end <= lead.span.end)
  const own = times.findLast(({ start }) => start >= clause.start)
  if (own !== undefined) return [periodSlot(own, 'clause')]
  if (subject !== null) return subject.periods
  if (topic.period !== null) return [periodSlot(topic.period, topic.periodIsEarlier ? 'paragraph' : 'sentence')]
  return [periodAbove(reading.context, { isPlanned, times })]
}

/** 2021年、2022年营业收入分别为A、B: as many times as figures, joined as a list, in this clause or opening the sentence. */
function listedPeriods(lead: Lead, { reading: { source } }: LeadContext): readonly PeriodUse[] {
  const count = lead.figures.length
  if (count === 1) return []
  const sentenceStart = Math.max(
    ...['。', '；', '\n'].map((sign) => source.text.lastIndexOf(sign, lead.span.start - 1)),
  )
  const times = source.periods.filter(
    ({ role, start, end }) => role === 'time' && start > sentenceStart && end <= lead.span.end,
  )
  const list = times.slice(-count)
  return list.length === count && isEnumeration(list, source.text) ? list : []
}

/** True when nothing but list signs stands between the neighbours. */
function isEnumeration(list: readonly Span[], text: string): boolean {
  return list.every(
    (each, at) => at === 0 || /^(?:[、，]|和|与|及|以及|、以及)$/.test(text.slice(list[at - 1]?.end, each.start)),
  )
}

function placesOf(lead: Lead, context: LeadContext, subject: Subject | null): readonly (Slot | null)[] {
  const { topic, reading } = context
  const own = ownPlaces(lead, context)
  if (own.length > 0) return own
  if (subject !== null) return subject.places
  if (topic.place !== null) return [placeSlot(topic.place, topic.isContinuation ? 'paragraph' : 'sentence')]
  if (topic.paragraphPlace !== null) return [placeSlot(topic.paragraphPlace, 'paragraph')]
  return [placeAbove(reading.context, reading.lexicon)]
}

/** The places of the clause up to the figures: one for each figure where as many are listed, else the last. */
function ownPlaces(lead: Lead, { clause, reading: { source } }: LeadContext): Slot[] {
  const uses = source.places.filter(
    ({ role, start, end }) => role === 'subject' && start >= clause.start && end <= lead.span.end,
  )
  const list = uses.slice(-lead.figures.length)
  const chosen = list.length === lead.figures.length && isEnumeration(list, source.text) ? list : uses.slice(-1)
  return chosen.map((use) => placeSlot(use, 'clause'))
}

interface Read {
  readonly indicators: readonly (readonly ReadIndicator[])[]
  readonly places: readonly (Slot | null)[]
  readonly periods: readonly (PeriodSlot | null)[]
  readonly modality: Modality
}

/** A part that needs its whole (…限额·一般债务) leaves the whole as the model. */
function modelOf(topic: Topic, indicator: ReadIndicator | undefined): string | null {
  return indicator === undefined || indicator.canonical.includes('·') ? topic.model : indicator.canonical
}

/** A bare side (在校生) leaves the model as it is: the next side goes on with the same one. */
function sideModelOf(topic: Topic, indicator: ReadIndicator | undefined): string | null {
  if (indicator === undefined) return topic.sideModel
  return topic.sideModel !== null && isSide(indicator.name) ? topic.sideModel : indicator.name
}

/** A newly named indicator is what the next bare predicate is about. */
function afterNamed(lead: Lead, { topic, index }: LeadContext, { indicators, places, periods, modality }: Read): Topic {
  const first = lead.figures[0]
  const isLevel = lead.predicate.measure === 'level' || lead.predicate.measure === 'count'
  const unit = isLevel ? (first.normal?.unit ?? null) : null
  const isDistributed = lead.figures.length > 1
  const flat = indicators.flat()
  const subject: Subject = {
    indicators: flat,
    isDistributed,
    unit,
    places,
    periods,
    modality,
    clause: index,
  }
  return {
    ...topic,
    subject: flat.length === 0 ? null : subject,
    model: modelOf(topic, flat[0]),
    sideModel: sideModelOf(topic, flat[0]),
    readTo: flat[0]?.end ?? topic.readTo,
    modelUnit: unit ?? topic.modelUnit,
  }
}
