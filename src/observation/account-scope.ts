import type { Span } from '../span.ts'
import type { ObservationContext } from './context.ts'
import type { AccountScope, Observation, ScopedObservation, StagedObservation } from './observation.ts'
import { isFiscal } from './scope.ts'
import { firstFrom, within } from './within.ts'

/** Words that say which accounts are meant. 省级示范区 and the like are grades and no accounts. */
export const ACCOUNT_WORDS =
  /(?<own>(?:自治区|[省市州县区盟旗])?本级|(?:自治区|[省市州县区])级(?!以上|及以上|领导|党|示范|试点|重点|龙头|名录|标准|政府(?!性|债|一般|专项|投资))|[省市州县区]直)|(?<below>各?(?:县（市、区）|县\(市、区\)|县（?[市区]）?|县市区|市县区|区县|县区|市县)级?|各[县区]|县级)(?=收入|支出|一般|政府|财政|完成|合计|级|税|非税|公共|债|基金)|(?<whole>全(?:自治区|[省市州县区国]))/gu

interface AccountMention extends Span {
  readonly scope: AccountScope
}

/** How far up a government stands, by the last character of its name. */
const LEVELS: Readonly<Record<string, number>> = { 省: 3, 市: 2, 州: 2, 盟: 2, 县: 1, 区: 1, 旗: 1 }

function levelOf(place: string): number | undefined {
  return place.endsWith('自治区') ? LEVELS['省'] : LEVELS[place.at(-1) ?? '']
}

/** `place` is whose report it is: 区级 is below a city, and 省级 none of its accounts. Null where that is not known. */
function accountsIn(text: string, place: string | null): AccountMention[] {
  return [...text.matchAll(ACCOUNT_WORDS)].flatMap(({ 0: word, index, groups }) => {
    const scope = groups?.['own'] === undefined ? (groups?.['below'] ? 'below' : 'whole') : ownOrBelow(word, place)
    return scope === undefined ? [] : [{ start: index, end: index + word.length, scope }]
  })
}

function ownOrBelow(word: string, place: string | null): AccountScope | undefined {
  const named = levelOf(word.replace(/(?:本级|级|直)$/u, ''))
  const own = levelOf(place ?? '')
  if (named === undefined || own === undefined || named === own) return 'own'
  return named < own ? 'below' : undefined
}

/** The accounts that a text names last; undefined when it names none. */
export function lastAccountIn(text: string, place: string | null): AccountScope | undefined {
  return accountsIn(text, place).at(-1)?.scope
}

/** A part of a report about a zone that the places' table may not know: 三、西洞庭管理区. */
const ZONE = /(?:管理区|开发区|园区|高新区|度假区|示范区|经开区|新区)$/u

/** Undefined for a heading over several accounts: 全市和市本级预算执行情况. */
function accountOfHeading(heading: string, place: string | null): AccountScope | undefined {
  if (ZONE.test(heading)) return 'below'
  const named = new Set(accountsIn(heading, place).map(({ scope }) => scope))
  return named.size === 1 ? [...named][0] : undefined
}

/** The accounts that headings set, the innermost that names any; undefined for none. */
function accountAbove({ title, article, path, introduction, place }: ObservationContext): AccountScope | undefined {
  // A list is of the accounts that its introduction begins with: 全市收入完成…，其中市级…。主要项目执行情况是：
  const [introduced] = accountsIn(introduction, place)
  const named = [title, article, ...path].map((heading) => accountOfHeading(heading, place))
  return introduced?.scope ?? named.findLast((scope) => scope !== undefined)
}

/** The accounts that a cell is of: as its column says (市级 beside 全市), its row, the headings without the columns' labels. */
export function scopeOfCell(labels: readonly string[], above: ObservationContext): AccountScope {
  const named = labels.map((label) => lastAccountIn(label, above.place))
  return named.find((scope) => scope !== undefined) ?? accountAbove(above) ?? 'whole'
}

/**
 * The observations of a paragraph with their accounts: as their indicator says, the words before them, the headings.
 * What is counted has no accounts, and beyond its sentence only amounts of public finance have (or what has no name).
 */
export function withScopes(
  observations: readonly StagedObservation[],
  text: string,
  context: ObservationContext,
): ScopedObservation[] {
  const mentions = accountsIn(text, context.place)
  const around = { mentions, sentences: sentencesOf(text, mentions), above: accountAbove(context) }
  return observations.map((observation) => {
    const named = lastAccountIn(observation.indicators.map((each) => each.text).join(' '), context.place)
    const isCounted = observation.measure === 'count'
    return { ...observation, scope: named ?? (isCounted ? undefined : scopeAround(observation, around)) ?? 'whole' }
  })
}

interface Around {
  readonly mentions: readonly AccountMention[]
  readonly sentences: readonly Sentence[]
  readonly above: AccountScope | undefined
}

/** Of the last words before the figure in its sentence, else of the sentences before it, else of the headings. */
function scopeAround(observation: Observation, { mentions, sentences, above }: Around): AccountScope | undefined {
  const sentence = sentences[firstFrom(sentences, observation.start + 1) - 1]
  const before = mentions[firstFrom(mentions, observation.start) - 1]
  if (before !== undefined && sentence !== undefined && before.start >= sentence.start) return before.scope
  return mayBeFiscal(observation) ? (sentence?.before ?? above) : undefined
}

function mayBeFiscal({ indicators }: Observation): boolean {
  return indicators.length === 0 || indicators.some(({ text, canonical }) => isFiscal(text) || isFiscal(canonical))
}

interface Sentence extends Span {
  /** The accounts that the sentences before it are about; undefined where they name none. */
  readonly before: AccountScope | undefined
}

const OF_PARTS = /其中|包括|加上/u

/** A sentence is about the accounts that it begins with, not about those that it names of its parts. */
function sentencesOf(text: string, mentions: readonly AccountMention[]): Sentence[] {
  let before: AccountScope | undefined
  return [...text.matchAll(/[^。！？\n]+/gu)].map(({ 0: words, index: start }) => {
    const sentence = { start, end: start + words.length, before }
    const [first] = within(mentions, sentence)
    if (first !== undefined && !OF_PARTS.test(text.slice(start, first.start))) before = first.scope
    return sentence
  })
}

/** An observation as it is shown. */
export function withoutScope(observation: ScopedObservation): Observation {
  const { scope: _scope, stage: _stage, ...shown } = observation
  return shown
}
