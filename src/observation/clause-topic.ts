import type { Span } from '../span.ts'
import type { Clause } from './clauses.ts'
import { skipOpening } from './mentions.ts'
import { modalityIn } from './modality.ts'
import { accountIn } from './naming.ts'
import type { PhraseSource } from './noun-phrase.ts'
import type { Modality } from './observation.ts'
import { ownerIn } from './owner.ts'
import type { PeriodUse } from './period-uses.ts'
import type { PlaceUse } from './place-uses.ts'
import type { Reading } from './reading.ts'
import type { Topic } from './topic.ts'
import { within } from './within.ts'

/** Clauses up to this length can be titles inside a paragraph: 2.政府性基金预算。 */
const LONGEST_TITLE = 24

/** What a clause sets before its figures: place and time at its beginning, a scope, an owner, an indicator. */
export function topicOfClause(topic: Topic, clause: Clause, reading: Reading): Topic {
  const { source } = reading
  const opening = { start: clause.start, end: skipOpening(source, clause) }
  const place = within(source.places, opening).findLast((use) => use.role === 'subject' && use.end <= opening.end)
  const words = source.text.slice(clause.start, clause.figures[0]?.start ?? clause.end)
  const owner = ownerIn(source.text.slice(opening.end, clause.end))
  return {
    ...topic,
    place: place ?? topic.place,
    ...timeOf(topic, clause, { opening, source }),
    ...scopesOf(topic, clause, { place, reading }),
    isOfParts: isOfParts(topic, clause, source.text.slice(clause.start, opening.end)),
    modality: lastingModality(words) ?? topic.modality,
    owner: owner === '' && place === undefined ? topic.owner : owner,
    ...(clause.figures.length === 0 ? namedWithoutFigure(clause, source) : {}),
  }
}

function lies(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}

/** 其中 holds up to the semicolon, or through a sentence that began with it. */
function isOfParts(topic: Topic, { opener }: Clause, opening: string): boolean {
  return opening.includes('其中') || (topic.isOfParts && (topic.isContinuation || !/[；;]/.test(opener)))
}

interface Opened {
  readonly opening: Span
  readonly source: PhraseSource
}

function timeOf(topic: Topic, clause: Clause, opened: Opened): Pick<Topic, 'period' | 'periodIsEarlier'> {
  const period = within(opened.source.periods, clause).findLast(
    (use) => datesSentence(use, clause, opened) && !(topic.subject !== null && use.text.endsWith('同期')),
  )
  return period === undefined
    ? { period: topic.period, periodIsEarlier: topic.periodIsEarlier }
    : { period, periodIsEarlier: false }
}

/** 据2022年年度报告显示, 在某局的2022年投诉情况中: where what follows was read. */
const IS_SOURCE = /^\s*(?:据|根据|在|从).*|(?:显示|称|指出)$/

/** A time before the figures holds for the sentence; not an end of a development: 由2020年的80家增加到2025年的120家. */
function datesSentence(use: PeriodUse, clause: Clause, { opening, source }: Opened): boolean {
  const figure = clause.figures[0]
  if (use.role !== 'time' || !lies(use, { start: clause.start, end: figure?.start ?? clause.end })) return false
  const before = source.text.slice(clause.start, use.start)
  if (figure === undefined && IS_SOURCE.test(source.text.slice(clause.start, clause.end))) return true
  if (use.end <= opening.end || /(?:^|规划|计划|预计|显示，)[到至在自]?$/.test(before)) return true
  return figure !== undefined && !/[由从到至]$/.test(before)
}

interface Named {
  readonly place: PlaceUse | undefined
  readonly reading: Reading
}

/** 市本级 holds for the paragraph where a sentence begins with it, else for its sentence; another place ends it. */
function scopesOf(topic: Topic, clause: Clause, { place, reading }: Named): Pick<Topic, 'scope' | 'paragraphScope'> {
  const end = clause.figures[0]?.start ?? clause.end
  const printed = within(reading.scopes, { start: clause.start, end }).at(-1)?.part
  const scope = printed ?? (place !== undefined && !place.isSelf ? '' : undefined)
  if (scope === undefined) return { scope: topic.scope, paragraphScope: topic.paragraphScope }
  const isFirst = topic.subject === null && !topic.isContinuation
  return { scope, paragraphScope: isFirst ? scope : topic.paragraphScope }
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
  const mention = within(source.indicators, clause).at(-1)
  if (mention === undefined || mention.start !== skipOpening(source, clause)) return {}
  return { model: mention.canonical, modelUnit: null }
}
