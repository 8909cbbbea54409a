import type { Figure } from '../figure/figure.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import { comparesWithSeveral, isOfSubject, namedAlone } from './anaphora.ts'
import { distribute, type Item, shareOut } from './coordination.ts'
import { completeName, nameOf, otherSide } from './naming.ts'
import { ownedName } from './owner.ts'
import { classNoun, nounBehind } from './noun-behind.ts'
import { bareVerb, nounPhrase, type Phrase, type PhraseSource } from './noun-phrase.ts'
import type { Measure } from './observation.ts'
import type { Lead } from './lead.ts'
import { splitScope, withScope } from './scope.ts'
import type { ReadIndicator, Topic } from './topic.ts'
import { within } from './within.ts'

/** The indicators of each figure of a lead; null when the lead names none, and they are to be taken over. */
export type NamedFigures = readonly (readonly ReadIndicator[])[]

interface Surroundings {
  /** True when places or times are listed, one for each figure: 江苏、浙江地区生产总值分别增长A、B. */
  readonly isListed: boolean
  readonly source: PhraseSource
  readonly topic: Topic
  readonly lexicon: Lexicon
}

/** What the words beside the figures name; null when they name nothing. */
export function namedBy(lead: Lead, surroundings: Surroundings): NamedFigures | null {
  const { source, topic } = surroundings
  if (SUM.test(source.text.slice(lead.span.start, lead.span.end))) return lead.figures.map(() => [])
  const ofClass = classNoun(lead, source.text)
  if (ofClass !== null) return [[read(ofClass, lead, surroundings)]]
  const nounEnd = lead.span.start + lead.predicate.nounEnd
  if (isOfSubject(source.text.slice(lead.span.start, nounEnd), lead, topic)) return null
  const start = isReadAlready(lead, surroundings) ? nounEnd : lead.span.start
  const named = { start: behindProject(source.text, { start, end: nounEnd }), end: nounEnd }
  const phrase = nounPhrase(source, named) ?? namedAlone(lead, source)
  const behind = nounBehind(lead, phrase, surroundings)
  if (behind !== null) return [[read(behind, lead, surroundings)]]
  const words = phrase ?? verbOfCount(lead, surroundings)
  return words === null ? null : namedByPhrase(words, lead, surroundings)
}

const BLANK = /^[、和及与\s]*$/

/** The noun behind the last figure names that one alone, unless a predicate follows it: 18家电厂存煤达367万吨. */
function isReadAlready({ span, predicate }: Lead, { source, topic }: Surroundings): boolean {
  const words = source.text.slice(topic.readTo, span.start + predicate.nounEnd)
  return BLANK.test(predicate.text) && BLANK.test(words)
}

/** 投资额2亿元的造纸项目、投资额3亿元的制药项目: the words after 的 are of the figure before. */
function behindProject(text: string, { start, end }: Span): number {
  const sign = text[start] === '的' ? text.lastIndexOf('、', end) : -1
  return sign > start ? sign + 1 : start
}

/** 新签约31个 of projects that the sentence before counted. */
function verbOfCount({ figures: [first], span, predicate }: Lead, { source }: Surroundings): Phrase | null {
  if (first.kind !== 'count' && first.kind !== 'money') return null
  const start = Math.max(span.start, ...within(source.periods, span).map((use) => use.end))
  return bareVerb(source.text, { start, end: span.start + predicate.nounEnd })
}

function namedByPhrase(phrase: Phrase, lead: Lead, surroundings: Surroundings): NamedFigures {
  if (lead.figures.length > 1) return distributed(phrase, lead, surroundings)
  return [sharedOut(phrase, lead, surroundings) ?? [read(phrase, lead, surroundings)]]
}

/** Names of kinds, that lists are made of. */
const CATEGORY = /(?:类|业|企业|产品|行业|部门|品种|险|粮|煤|钢|铁)$/

/** 净利润分别为A、B和C: a name without these is one thing at several times. */
const LISTING = /[、，和及与]/

/** A sum of what was listed before has no indicator of its own. */
const SUM = /^[\s，]*(?:共计|合计|总计|小计|[两三四]项合计)(?:为|达)?$/

function distributed(phrase: Phrase, lead: Lead, surroundings: Surroundings): NamedFigures {
  const count = lead.figures.length
  const { lexicon } = surroundings
  const items =
    distribute(phrase, count, { by: 'enumeration', lexicon }) ??
    distributeOverClauses(phrase, lead, surroundings) ??
    distribute(phrase, count, { by: 'conjunction', lexicon }) ??
    distribute(phrase, count, { by: 'last-conjunction', lexicon })
  const isOne = !LISTING.test(phrase.text)
  const isShared = surroundings.isListed || isOne || comparesWithSeveral(lead)
  if (items === null) return lead.figures.map(() => (isShared ? [read(phrase, lead, surroundings)] : []))
  return items.map((item) => [read(asPhrase(phrase, item), lead, surroundings)])
}

/** 装备制造业，食品制造业，电力、热力生产业增加值分别增长A、B和C: the list began clauses before. */
function distributeOverClauses(phrase: Phrase, lead: Lead, { source, lexicon }: Surroundings): Item[] | null {
  const first = lead.before[lead.figures.length - 2]
  if (first === undefined) return null
  const list = nounPhrase(source, { start: first.start, end: phrase.end })
  return list === null ? null : distribute(list, lead.figures.length, { by: 'comma', lexicon })
}

function sharedOut(phrase: Phrase, lead: Lead, surroundings: Surroundings): ReadIndicator[] | null {
  const { measure, text } = lead.predicate
  if (!phrase.text.includes('、') || !(measure === 'share' || measure === 'rank' || /均|都|各/.test(text))) return null
  const items = shareOut(phrase, surroundings.lexicon)
  return items?.map((item) => read(asPhrase(phrase, item), lead, surroundings)) ?? null
}

function asPhrase(phrase: Phrase, { text, name }: Item): Phrase {
  return { ...phrase, text, name }
}

function read(phrase: Phrase, lead: Lead, { source, topic, lexicon }: Surroundings): ReadIndicator {
  const { scope, rest } = splitScope(phrase.name)
  const named = nameOf({ ...phrase, name: rest }, lead.figures[0], { measure: lead.predicate.measure, lexicon })
  const account = topic.sideModel ?? (/^(?:收入|支出|.*结余)$/.test(rest) ? topic.earlierModel : null)
  const sideOf = hasPlace(source, { start: lead.span.start, end: phrase.start }) ? null : account
  const canonical =
    ownedName(rest, topic.owner, lexicon) ??
    (sideOf === null ? null : otherSide(rest, sideOf, lexicon)) ??
    (named.isKnown ? named.canonical : (completed(named.canonical, lead, { topic, lexicon }) ?? named.canonical))
  return {
    text: phrase.text,
    name: rest,
    end: phrase.end,
    canonical: withScope(canonical, scope === '' ? topic.scope : scope),
  }
}

/** 宜宾进出口总值 after the figures of a zone there: a place of its own begins another account. */
function hasPlace({ places }: PhraseSource, span: Span): boolean {
  return within(places, span).some(({ role, isSelf }) => role === 'subject' && !isSelf)
}

/** A part of a list takes the head noun of the whole, if a level has the same unit. */
function completed(
  name: string,
  lead: Lead,
  { topic, lexicon }: Pick<Surroundings, 'topic' | 'lexicon'>,
): string | null {
  const [figure] = lead.figures
  const isAmount = lead.predicate.measure === 'level' && figure.kind !== 'money'
  const isOutput = lead.predicate.measure === 'growth' && topic.model?.endsWith('产量') === true
  const isListed = topic.isOfParts || CATEGORY.test(name) || isAmount || isOutput
  if (topic.model === null || !isListed || !unitAgrees(figure, lead.predicate.measure, topic)) return null
  return completeName(name, topic.model, lexicon)
}

/** True when a figure can be about the same indicator as the subject's level: a level needs the same base unit. */
export function unitAgrees(figure: Figure, measure: Measure, topic: Topic): boolean {
  if (measure !== 'level' && measure !== 'count') return true
  const unit = topic.subject?.unit ?? topic.modelUnit
  return unit === null ? measure === 'level' && figure.kind !== 'duration' : figure.normal?.unit === unit
}

/** 第一产业 with 对经济增长的贡献率 is an indicator of its own. */
export function attributed(canonical: string, attribute: string): string {
  return canonical + attribute.replaceAll(/全[省市县区州国]/g, '').replace(/(?<!的)贡献率/, '的贡献率')
}
