import type { Figure } from '../figure/figure.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure } from './observation.ts'
import type { Phrase } from './noun-phrase.ts'

/** The name of an indicator, and whether the lexicon knows it. */
export interface Named {
  /** The lexicon's name, or the printed words where qualifiers make it another thing (工业 + 固定资产投资). */
  readonly canonical: string
  readonly isKnown: boolean
}

/** Words beside a known name that do not change what it names. */
const NEUTRAL_BEFORE = /^(?:的|地方|汇总|本年|当年|保险公司|保险业|金融机构|实际|实现|完成|其中|全部|总的|主要|预计|累计)*$/
const NEUTRAL_AFTER = /^(?:总量|总额|总值|总数|数量|规模|金额|数额|数|值|实现|完成|的|方面|情况|指标|实绩|同口径|累计)*$/
/** Verbs that do not make their object another thing: 有规模以上工业企业590家. */
const NEUTRAL_VERB = /^(?:加上|动用|达|有|共有|设有|现有|拥有|包括|含|组织|聚集|集聚|安排|落实|获得|发行)?了?$/

/** With a count these only say how the things came about: 培育高新技术企业96家. */
const COUNTING_VERB = /^(?:培育|建成|开通|打造|创建|获评|认定|入选|引进|累计建成|推广|布局)了?$/

/** Nouns an ellipsis leaves out: 国有企业增加值增长5%，集体企业增长3%. The longest first. */
const HEAD_NOUN =
  /(?:销售收入|净利润|利润|亏损|每股收益|收益|现金流量净额|净额|费用|成本|营业收入|保费收入|利润总额|总产值|增加值|零售额|零售总额|销售额|播种面积|种植面积|销售面积|施工面积|存款余额|贷款余额|通车里程|保有量|进出口额|进出口总额|吞吐量|周转量|货运量|客运量|总产量|产量|产值|产能|储量|投资额|投资|价格|收入|支出|余额|面积|里程|装机容量|装机|用电量|发电量|参保人数|人数|人口|出栏量|存栏量|出栏|存栏|总额|用户|销量|交易额|成交额|占比|比重|比例|率|额|量|数)$/

/** Names that lack nothing though they end in no head noun. */
const COMPLETE = /(?:结转|结余|资金|补助|债券|基金|税|费|金|合计|总计)$/

/** What a phrase names. `figure` decides whether the lexicon's indicator can have such a unit. */
export function nameOf(phrase: Phrase, figure: Figure, { measure, lexicon }: { measure: Measure; lexicon: Lexicon }): Named {
  const known = knownName(phrase.name, lexicon)
  if (known === null) return { canonical: phrase.name, isKnown: false }
  if (!fits(known.indicator, figure, { measure, lexicon })) return { canonical: phrase.name, isKnown: false }
  if (!isNeutral(phrase.verb, measure)) return { canonical: phrase.verb + phrase.name, isKnown: false }
  return { canonical: known.before === '' ? known.indicator : phrase.name, isKnown: known.before === '' }
}

function isNeutral(verb: string, measure: Measure): boolean {
  return NEUTRAL_VERB.test(verb) || (measure === 'count' && COUNTING_VERB.test(verb))
}

/** The indicator that a name is or ends with, and the qualifier before it; null when the name says something else. */
export function knownName(name: string, lexicon: Lexicon): { readonly indicator: string; readonly before: string } | null {
  const last = lexicon.indicatorsIn(name).at(-1)
  if (last === undefined || !NEUTRAL_AFTER.test(name.slice(last.end))) return null
  const before = name.slice(0, last.start)
  return { indicator: last.canonical, before: NEUTRAL_BEFORE.test(before) ? '' : before }
}

/** False when a level has a unit the indicator cannot have: 固定资产投资项目286个 is no amount of investment. */
function fits(canonical: string, figure: Figure, { measure, lexicon }: { measure: Measure; lexicon: Lexicon }): boolean {
  if (measure !== 'level' && measure !== 'count') return true
  const expected = lexicon.indicator(canonical)?.dimension
  const printed = lexicon.unit(figure.unit)?.dimension
  if (expected === undefined || printed === undefined) return true
  if (expected === 'other' || printed === 'other' || expected === printed) return true
  const counted = new Set(['count', 'people'])
  return (counted.has(expected) && counted.has(printed)) || (printed === 'percent' && expected !== 'percent')
}

/** The head noun of an indicator's name (增加值 of 制造业增加值); null when it has none of those a list leaves out. */
export function headNounOf(name: string): string | null {
  return HEAD_NOUN.exec(name)?.[0] ?? null
}

/**
 * Completes a part of a list by the head noun of what it is a part of: 夏粮 after 粮食产量 is 夏粮产量. Null when the
 * phrase needs nothing or nothing fits.
 */
export function completeName(name: string, model: string, lexicon: Lexicon): string | null {
  if (name === '人均') return lexiconName(`人均${model}`, lexicon)
  const head = headNounOf(model)
  if (head === null || headNounOf(name) !== null || COMPLETE.test(name)) return null
  return lexiconName(name + head, lexicon)
}

/** The other side of an account: 支出 after 政府性基金收入 is 政府性基金支出. Null when the phrase is no bare side. */
export function otherSide(name: string, model: string, lexicon: Lexicon): string | null {
  if (!/^(?:收入|支出|结余|滚存结余|年末滚存结余)$/.test(name)) return null
  const account = /^(.+?)(?:收入|支出)$/.exec(model)?.[1]
  return account === undefined ? null : lexiconName(account + name, lexicon)
}

function lexiconName(name: string, lexicon: Lexicon): string {
  const known = knownName(name, lexicon)
  return known === null || known.before !== '' ? name : known.indicator
}
