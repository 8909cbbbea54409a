import type { Figure } from '../figure/figure.ts'
import type { Dimension, Lexicon } from '../lexicon/lexicon.ts'
import type { Measure } from './observation.ts'
import type { Phrase } from './noun-phrase.ts'

/** The name of an indicator, and whether the lexicon knows it. */
export interface Named {
  /** The lexicon's name, or the printed words where qualifiers make it another thing (工业 + 固定资产投资). */
  readonly canonical: string
  readonly isKnown: boolean
}

/** Words beside a known name that do not change what it names. */
const NEUTRAL_BEFORE =
  /^(?:一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算|的|地方|汇总|本年|当年|保险公司|保险业|金融机构|实际|实现|完成|其中|全部|总的|主要|预计|累计)*$/
const NEUTRAL_AFTER =
  /^(?:总量|总额|总值|总数|数量|规模|金额|数额|数|值|实现|完成|的|方面|情况|指标|实绩|同口径|累计)*$/
/** Verbs that do not make their object another thing: 有规模以上工业企业590家. */
const NEUTRAL_VERB = /^(?:加上|动用|达|有|共有|设有|现有|拥有|包括|含|组织|聚集|集聚|安排|落实|获得|发行)?了?$/

/** With a count these only say how the things came about: 培育高新技术企业96家. */
const COUNTING_VERB = /^(?:培育|建成|开通|打造|创建|获评|认定|入选|引进|累计建成|推广|布局)了?$/

/** 带动牧业产值增长5.2%: the growth is of what is pulled; 带动消费60亿元 is what the pulling came to. */
const PULLING_VERB = /^(?:带动|拉动|推动|促进)了?$/

/** Nouns an ellipsis leaves out: 国有企业增加值增长5%，集体企业增长3%. The longest first. */
const HEAD_NOUN =
  /(?:销售收入|净利润|利润|利润率|盈利|营收|亏损|每股收益|收益|现金流量净额|净额|费用|成本|营业收入|保费收入|利润总额|总产值|增加值|零售额|零售总额|销售额|播种面积|种植面积|销售面积|施工面积|存款余额|贷款余额|通车里程|保有量|进出口额|进出口总额|吞吐量|旅客周转量|货物周转量|周转量|货运量|客运量|总产量|产量|产值|产能|储量|投资额|投资|价格|收入|支出|余额|面积|里程|装机容量|装机|用电量|发电量|参保人数|额度|限额|人数|人口|出栏量|存栏量|出栏|存栏|总额|用户|销量|交易额|成交额|占比|比重|比例|新增并网|进出口|出口|进口|浓度|率|额|量|数)$/

/** Names that lack nothing though they end in no head noun. */
const COMPLETE = /(?:结转|结余|资金|补助|债券|基金|税|费|金|合计|总计|转移支付)$/

/** What a phrase names. `figure` decides whether the lexicon's indicator can have such a unit. */
export function nameOf(
  phrase: Phrase,
  figure: Figure,
  { measure, lexicon }: { measure: Measure; lexicon: Lexicon },
): Named {
  const known = knownName(phrase.name, lexicon)
  if (PULLING_VERB.test(phrase.verb) && measure !== 'growth')
    return { canonical: phrase.verb + phrase.name, isKnown: false }
  if (known === null) return { canonical: phrase.name, isKnown: false }
  if (!fits(known.indicator, figure, { measure, lexicon })) return { canonical: phrase.name, isKnown: false }
  if (!isNeutral(phrase.verb, measure)) return { canonical: phrase.verb + phrase.name, isKnown: false }
  return { canonical: known.before === '' ? known.indicator : phrase.name, isKnown: known.before === '' }
}

function isNeutral(verb: string, measure: Measure): boolean {
  if (measure === 'growth' && PULLING_VERB.test(verb)) return true
  return NEUTRAL_VERB.test(verb) || (measure === 'count' && COUNTING_VERB.test(verb))
}

/** The indicator that a name is or ends with, and the qualifier before it; null when the name says something else. */
export function knownName(
  name: string,
  lexicon: Lexicon,
): { readonly indicator: string; readonly before: string } | null {
  const last = lexicon.indicatorsIn(name).at(-1)
  if (last === undefined || !NEUTRAL_AFTER.test(name.slice(last.end))) return null
  const before = name.slice(0, last.start)
  return { indicator: last.canonical, before: NEUTRAL_BEFORE.test(before) ? '' : before }
}

/** False when a level has a unit the indicator cannot have: 固定资产投资项目286个 is no amount of investment. */
function fits(
  canonical: string,
  figure: Figure,
  { measure, lexicon }: { measure: Measure; lexicon: Lexicon },
): boolean {
  if (measure !== 'level' && measure !== 'count') return true
  const expected = classOf(lexicon.indicator(canonical)?.dimension)
  const printed = classOf(lexicon.unit(figure.unit)?.dimension)
  // A bare percent can be the growth of anything: 地区生产总值5%左右 in a list of aims.
  return expected === undefined || printed === undefined || expected === printed || printed === 'percent'
}

/** Dimensions that exclude each other; people are counted too. Undefined where the dimension says nothing. */
function classOf(dimension: Dimension | undefined): Dimension | undefined {
  if (dimension === 'other') return undefined
  return dimension === 'people' ? 'count' : dimension
}

/** The head noun of an indicator's name (增加值 of 制造业增加值); null when it has none of those a list leaves out. */
export function headNounOf(name: string): string | null {
  return HEAD_NOUN.exec(name)?.[0] ?? null
}

/** Head nouns too general to stand with a part alone: 职工 of 养老保险参保人数 are not 职工人数. */
const GENERAL_HEAD = /^(?:新增并网|额度|限额|人数|参保人数|人口|数|额|量|率|总额|比重|比例|占比|余额|面积|里程)$/

/**
 * Completes a part of a list by the head noun of what it is a part of: 夏粮 after 粮食产量 is 夏粮产量, 职工 after
 * 养老保险参保人数 is 养老保险参保人数·职工. Null when the phrase needs nothing or nothing fits.
 */
export function completeName(name: string, model: string, lexicon: Lexicon): string | null {
  if (/^(?:进口|出口)/.test(name)) return null
  if (name === '人均') return lexiconName(`人均${model}`, lexicon)
  const head = headNounOf(model)
  if (head === null || headNounOf(name) !== null || COMPLETE.test(name)) return null
  return GENERAL_HEAD.test(head) ? `${model}·${name}` : lexiconName(merged(name, head), lexicon)
}

/** 第二产业用电 and 用电量 are 第二产业用电量. */
function merged(name: string, head: string): string {
  for (let length = head.length; length > 0; length -= 1) {
    if (name.endsWith(head.slice(0, length))) return name + head.slice(length)
  }
  return name + head
}

/** Bare words that go on with what the words before were of: 招生 …，在校生 … of the same schools. */
const SIDES: readonly RegExp[] = [
  /(?:预算)?(?:收入|支出|结余|滚存结余|年末滚存结余)$/,
  /(?:教育)?(?:招生|招生人数|在校生|在校学生|在校生人数|毕业生|毕业生人数|在学研究生|在园幼儿|教职工|专任教师)$/,
  /(?:进出口|出口|进口)(?:总?额|总值)?$/,
  /(?:货运量|客运量|货物周转量|旅客周转量)$/,
]

/** 上年结余, 收支结余: sides of the account itself, not of an account called 上年. */
const NO_ACCOUNT = /^(?:上年|年度|当年|本年|年末|年终|累计|收支|其他|全年|支出|收入)+/

/** What can have a balance: 转移支付收入 is an item. */
const ACCOUNT = /预算|基金|保险|债务/

/** True for a bare side: it goes on with the account that the words before named. */
export function isSide(name: string): boolean {
  const rest = name.replace(NO_ACCOUNT, '')
  return rest === '' || SIDES.some((side) => side.exec(rest)?.index === 0)
}

/** The budget that a heading or a short sentence is about (1.政府性基金预算), as the model of its bare sides; null for none. */
export function accountIn(title: string): string | null {
  const account = /一般公共预算|政府性基金预算|政府性基金|国有资本经营预算|社会保险基金预算/g
  const found = new Set([...title.matchAll(account)].map(([name]) => name))
  return found.size === 1 ? `${[...found][0] ?? ''}收入` : null
}

/** The other side of an account: 支出 after 政府性基金收入 is 政府性基金支出. Null when the phrase is no bare side. */
export function otherSide(name: string, model: string, lexicon: Lexicon): string | null {
  for (const side of SIDES) {
    const own = side.exec(name)
    const other = side.exec(model)
    if (own?.index !== 0 || other === null || other.index < 2 || NO_ACCOUNT.test(model)) continue
    if (name.endsWith('结余') && !ACCOUNT.test(model)) continue
    const account = model.slice(0, other.index) + (other[0].startsWith('预算') ? '预算' : '')
    return lexiconName(account + name, lexicon)
  }
  return null
}

function lexiconName(name: string, lexicon: Lexicon): string {
  const known = knownName(name, lexicon)
  return known === null || known.before !== '' ? name : known.indicator
}
