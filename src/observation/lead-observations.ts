import type { Figure } from '../figure/figure.ts'
import { comparesWithSeveral } from './anaphora.ts'
import { membersOf } from './coordination.ts'
import { attributed, namedBy, unitAgrees } from './indicator-slots.ts'
import type { Lead, LeadContext } from './lead.ts'
import { isSide } from './naming.ts'
import type { Basis, PeriodSlot, Slot, StagedObservation } from './observation.ts'
import { listedPeriods, periodsOfLead } from './period-slot.ts'
import { ownPlaces, placesOfLead } from './place-slot.ts'
import { type Status, statusOf } from './status.ts'
import type { ReadIndicator, Subject, Topic } from './topic.ts'

/** What was read for the figures of a lead: of each list one for every figure, or one for all. */
interface Read extends Status {
  readonly indicators: readonly (readonly ReadIndicator[])[]
  readonly places: readonly (Slot | null)[]
  readonly periods: readonly (PeriodSlot | null)[]
  /** What the figures took over; null when they named their own indicator or have none. */
  readonly subject: Subject | null
}

/** The observations of a lead, and the topic after it. */
export function observeLead(lead: Lead, context: LeadContext): { observations: StagedObservation[]; topic: Topic } {
  if (lead.isAside) return { observations: asides(lead, context), topic: context.topic }
  const read = readLead(lead, context)
  return { observations: observationsOf(lead, context, read), topic: topicAfter(lead, context, read) }
}

/** A stretch of time in passing is about nothing, and leaves the topic as it is. */
function asides(lead: Lead, context: LeadContext): StagedObservation[] {
  const slots = { ...statusOf(lead, context, null), period: null, place: null, indicators: [] }
  return lead.figures.map((figure) => observationOf(figure, lead, slots))
}

function readLead(lead: Lead, context: LeadContext): Read {
  const { topic, reading } = context
  const hasOwnPlace = ownPlaces(lead, context).length
  const isListed = lead.figures.length > 1 && (hasOwnPlace > 1 || listedPeriods(lead, reading).length > 1)
  const named = namedBy(lead, { source: reading.source, topic, lexicon: reading.lexicon, isListed })
  const taken = named === null ? takenOver(lead, topic, hasOwnPlace > 0) : null
  const subject = taken === null ? null : topic.subject
  const status = statusOf(lead, context, subject)
  const indicators = named ?? taken ?? []
  return {
    indicators,
    places: placesOfLead(lead, context, { subject, indicators: indicators.flat() }),
    periods: periodsOfLead(lead, context, { subject, isPlanned: status.modality === 'planned' }),
    ...status,
    subject,
  }
}

/** The indicators of the figure before, where nothing but a predicate is left: 增长5%, 为预算的98%. */
function takenOver(lead: Lead, topic: Topic, hasOwnPlace: boolean): readonly (readonly ReadIndicator[])[] | null {
  const { subject } = topic
  const { predicate, figures } = lead
  if (subject === null || !isAboutSubject(lead, topic, hasOwnPlace)) return null
  const isOfOtherUnit =
    predicate.attribute === '' && !isSeats(lead) && !unitAgrees(figures[0], predicate.measure, topic)
  if (isOfOtherUnit) return null
  if (figures.length === 1) return takenOverWhole(subject, predicate)
  return takenOverEach(subject, lead) ?? takenOverList(topic, lead)
}

/** 广东占9席 of the zones counted before. */
function isSeats({ predicate, figures: [first] }: Lead): boolean {
  return first.kind === 'count' && /^占[了据有]?$/.test(predicate.text)
}

/** What a list pulls, it pulls together: A、B分别增长…，拉动工业增长2.1个百分点. */
function takenOverWhole({ isDistributed, indicators }: Subject, { attribute }: Lead['predicate']) {
  return isDistributed && attribute === '' ? null : [indicators]
}

/** 三次产业结构为…，对经济增长的贡献率分别为A、B、C: one for each member; else one for each indicator of a list. */
function takenOverEach({ indicators }: Subject, { figures, predicate }: Lead): ReadIndicator[][] | null {
  if (indicators.length === figures.length) return indicators.map((each) => [each])
  const [only] = indicators
  if (only !== undefined && indicators.length === 1 && comparesWithSeveral({ predicate }))
    return figures.map(() => [only])
  const members = only === undefined || predicate.attribute === '' ? null : membersOf(only.canonical, figures.length)
  if (only === undefined || members === null) return null
  return members.map((canonical) => [{ ...only, canonical }])
}

/** 硅料5万吨、硅片3亿片，同比分别增长A、B: one for each of the last that were named. */
function takenOverList({ named }: Topic, { figures, predicate }: Lead): ReadIndicator[][] | null {
  const last = named.slice(-figures.length)
  return /分别|依次/.test(predicate.text) && last.length === figures.length ? last.map((each) => [each]) : null
}

/** 宁乡市1290.3亿元 after another city's, 、全疆第一 after a level: no predicate is needed. */
function isAboutSubject({ predicate }: Lead, { subject }: Topic, hasOwnPlace: boolean): boolean {
  return subject !== null && (predicate.text !== '' || predicate.measure === 'rank' || hasOwnPlace)
}

function observationsOf(lead: Lead, { topic, index }: LeadContext, read: Read): StagedObservation[] {
  const isHere = read.subject === null || topic.subject?.clause === index
  const basis: Basis = isHere ? 'clause' : 'sentence'
  return lead.figures.map((figure, at) =>
    observationOf(figure, lead, {
      modality: read.modality,
      stage: read.stage,
      period: read.periods[at] ?? read.periods[0] ?? null,
      place: read.places[at] ?? read.places[0] ?? null,
      indicators: (read.indicators[at] ?? []).map((each) =>
        indicatorSlot(each, lead, { basis, isTaken: read.subject !== null }),
      ),
    }),
  )
}

/** 对经济增长的贡献率 after 第一产业增加值: printed is the attribute alone where the indicator is taken over. */
function indicatorSlot(
  { text, canonical }: ReadIndicator,
  { predicate: { attribute } }: Lead,
  { basis, isTaken }: { basis: Basis; isTaken: boolean },
): Slot {
  const printed = isTaken && attribute !== '' ? attribute : text
  return { text: printed, canonical: attributed(canonical, attribute), basis }
}

type Slots = Status & Pick<StagedObservation, 'period' | 'place' | 'indicators'>

function observationOf(figure: Figure, { predicate }: Lead, slots: Slots): StagedObservation {
  const isChange = predicate.measure === 'growth' || predicate.measure === 'difference'
  const normal = figure.normal
  const isFall = predicate.isDecrease && isChange && normal !== null && normal.value > 0
  return {
    ...figure,
    normal: isFall ? { ...normal, value: -normal.value } : normal,
    measure: predicate.measure,
    ...slots,
  }
}

/** Lists are no longer than this. */
const MOST_NAMED = 12

/** A newly named indicator is what the next bare predicate is about; a taken one stays, with its newest slots. */
function topicAfter(lead: Lead, { topic, index }: LeadContext, read: Read): Topic {
  const { places, periods, modality } = read
  if (read.subject !== null && isOfSameTimeBefore(read)) return topic
  const stage = lead.predicate.measure === 'ratio' ? (read.subject?.stage ?? 'done') : read.stage
  if (read.subject !== null) return { ...topic, subject: { ...read.subject, places, periods, modality, stage } }
  const indicators = read.indicators.flat()
  const [first] = indicators
  const unit = unitOf(lead)
  const isDistributed = lead.figures.length > 1
  const subject = { indicators, isDistributed, unit, places, periods, modality, stage, clause: index }
  if (first === undefined) return { ...topic, subject: null }
  const named = [...topic.named, ...indicators].slice(-MOST_NAMED)
  return {
    ...topic,
    ...modelsAfter(topic, first),
    modelUnit: unit ?? topic.modelUnit,
    subject,
    named,
    readTo: first.end,
  }
}

/** 去年同期为152亿元: the value before, said in passing; 同比增长 after it is of the time now. */
function isOfSameTimeBefore({ periods: [period] }: Read): boolean {
  return period?.basis === 'clause' && period.text.endsWith('同期')
}

function unitOf({ figures, predicate }: Lead): string | null {
  const isLevel = predicate.measure === 'level' || predicate.measure === 'count'
  return isLevel ? (figures[0].normal?.unit ?? null) : null
}

/** A part (…限额·一般债务, 税收收入 after 其中) leaves the whole as the model, a bare side (在校生) the words before. */
function modelsAfter(topic: Topic, { canonical, name }: ReadIndicator): Pick<Topic, 'model' | 'sideModel'> {
  return {
    model: canonical.includes('·') || (topic.isOfParts && topic.model !== null) ? topic.model : canonical,
    sideModel: isSide(name) ? (topic.sideModel ?? topic.earlierModel) : name,
  }
}
