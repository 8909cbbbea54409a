import type { Figure } from '../figure/figure.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { distribute, type Item, shareOut } from './coordination.ts'
import { completeName, knownName, nameOf, otherSide } from './naming.ts'
import { ownedName } from './owner.ts'
import { nounPhrase, type Phrase, type PhraseSource } from './noun-phrase.ts'
import type { Measure } from './observation.ts'
import type { Lead } from './lead.ts'
import { rightPhrase } from './right-phrase.ts'
import { splitScope, withScope } from './scope.ts'
import type { ReadIndicator, Topic } from './topic.ts'

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
  const { source, topic, lexicon } = surroundings
  if (SUM.test(source.text.slice(lead.span.start, lead.span.end))) return lead.figures.map(() => [])
  const ofClass = classNoun(lead, source.text)
  if (ofClass !== null) return [[read(ofClass, lead, surroundings)]]
  const nounEnd = lead.span.start + lead.predicate.nounEnd
  const start = /^[、和及与\s]*$/.test(source.text.slice(topic.readTo, nounEnd)) ? nounEnd : lead.span.start
  const phrase = nounPhrase(source, { start, end: nounEnd })
  const behind = phrase === null || standsBehind(lead, phrase, lexicon) ? phraseBehind(lead, source.text) : null
  if (behind !== null) return [[read(behind, lead, surroundings)]]
  if (phrase === null) return null
  if (lead.figures.length > 1) return distributed(phrase, lead, surroundings)
  return [sharedOut(phrase, lead, surroundings) ?? [read(phrase, lead, surroundings)]]
}

/**
 * True when the noun behind an amount is nearer to it than the words before: 拥有43万名员工, 新材料等5个行业, 六大产业,
 * 2亿元以上项目; not after a known indicator or a verb of reaching.
 */
function standsBehind({ figures: [first], predicate }: Lead, phrase: Phrase, lexicon: Lexicon): boolean {
  if (
    /^[两三四五六七八九十]+大$|以[上下内]$/.test(first.text) ||
    HAVING.test(predicate.text) ||
    phrase.text.endsWith('等')
  )
    return true
  const isAmount = first.kind === 'count' || first.kind === 'quantity'
  return isAmount && predicate.text === '' && knownName(phrase.name, lexicon) === null
}

/** Names of kinds, that lists are made of. */
const CATEGORY = /(?:类|业|企业|产品|行业|部门|品种|险|粮|煤|钢|铁)$/

/** A sum of what was listed before has no indicator of its own. */
const SUM = /^[\s，]*(?:共计|合计|总计|小计|[两三四]项合计)(?:为|达)?$/

/** 拥有超43万名员工: what is counted stands behind the figure, its owner before. */
const HAVING = /(?:有|新增|引进|聚集|集聚)(?:了|约|超|超过|近)?$/

/** 3个千亿级和4个百亿级产业集群: counts and classes share the noun behind the last class; null for anything else. */
function classNoun({ figures, following, limit }: Lead, text: string): Phrase | null {
  const [first] = figures
  const own =
    first.kind === 'scale-class'
      ? first
      : following.find((next) => next.start === first.end && next.kind === 'scale-class')
  if (own === undefined) return null
  const classes = [own, ...following.filter(({ kind, start }) => kind === 'scale-class' && start > own.start)]
  for (const each of classes) {
    const isListed = /^[和及与、]/.test(text.slice(each.end, each.end + 1))
    const noun = isListed
      ? null
      : rightPhrase(text, each, each === own ? Math.max(limit, each.end + 20) : each.end + 20)
    if (noun !== null) return noun
  }
  return null
}

/**
 * The noun behind an amount, also behind a second amount that follows at once (两个1万吨绿氢项目); null when none stands
 * there, or the predicate says that the amount is of what went before.
 */
function phraseBehind({ figures, following: [next], predicate, limit }: Lead, text: string): Phrase | null {
  const [first] = figures
  const isAmount = predicate.measure === 'count' || predicate.measure === 'level' || first.kind === 'fraction'
  if (!isAmount || figures.length > 1 || /到|至|合计|总计|实际/.test(predicate.text)) return null
  return rightPhrase(text, next?.start === first.end ? next : first, next?.start === first.end ? text.length : limit)
}

function distributed(phrase: Phrase, lead: Lead, surroundings: Surroundings): NamedFigures {
  const count = lead.figures.length
  const { lexicon } = surroundings
  const items =
    distribute(phrase, count, { by: 'enumeration', lexicon }) ??
    distributeOverClauses(phrase, lead, surroundings) ??
    distribute(phrase, count, { by: 'conjunction', lexicon })
  if (items === null) return lead.figures.map(() => (surroundings.isListed ? [read(phrase, lead, surroundings)] : []))
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

function read(phrase: Phrase, lead: Lead, { topic, lexicon }: Surroundings): ReadIndicator {
  const { scope, rest } = splitScope(phrase.name)
  const named = nameOf({ ...phrase, name: rest }, lead.figures[0], { measure: lead.predicate.measure, lexicon })
  const sideOf = topic.sideModel ?? (/^(?:收入|支出|.*结余)$/.test(rest) ? topic.earlierModel : null)
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

/** A part of a list takes the head noun of the whole, if a level has the same unit. */
function completed(
  name: string,
  lead: Lead,
  { topic, lexicon }: Pick<Surroundings, 'topic' | 'lexicon'>,
): string | null {
  const [figure] = lead.figures
  const isAmount = lead.predicate.measure === 'level' && figure.kind !== 'money'
  const isListed = topic.isOfParts || CATEGORY.test(name) || isAmount
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
