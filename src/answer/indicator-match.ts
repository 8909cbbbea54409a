import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Slot } from '../observation/observation.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { Ask, AskedIndicator } from '../retrieval/question.ts'
import { ACCOUNT_WORDS } from '../observation/account-scope.ts'

/** Words before a printed indicator that say of which place or account (scope.ts), and behind it of which column. */
const PLACE_BEFORE = /^(?:全[省市州县区国]|我[省市州县区]|各地|[省市州县区盟旗]?本级|[省市州县区][级直])/u
const COLUMN_BEHIND = /(?:科目|预算数|年初预算|调整预算|预算|决算数?|执行数|完成数|总量|情况)$/u

/** 政府性基金·城乡社区支出 is asked for by its item together with its budget. */
const BUDGET_ITEM = /^(?:.{1,3}级)?(?<budget>政府性基金|国有资本经营|社会保险基金)·(?<item>.+)$/u

/** What was done, before what it was done with: 共发生各类生产安全事故, 累计发放农村低保金. */
const DONE_BEFORE =
  /^(?:(?:共|累计|合计|全年)?(?:发生|实现|完成|发放|拨付|拥有|接待)(?:各类|各级)?|(?:各类|各级各类|各级))(?=\p{L}{3})/u

/** True when a printed indicator is the asked one, by any of its names; an item of another budget never is. */
export function isAskedIndicator(asked: AskedIndicator, { text, canonical }: Slot, lexicon: Lexicon): boolean {
  if (canonical === asked.canonical) return true
  if (BUDGET_ITEM.test(canonical)) return false
  // What a table knows by another name is another indicator, whatever its words.
  if (lexicon.indicator(canonical) !== undefined) return bare(text) === asked.text || bare(text) === asked.canonical
  const done = bare(text).replace(DONE_BEFORE, '')
  const names = lexicon.indicator(asked.canonical)?.names ?? []
  if (done !== bare(text) && (done === asked.canonical || names.includes(done))) return true
  return [bare(text), bare(canonical)].some((name) => name === asked.text || name === asked.canonical)
}

/** True when the item of a budget is asked for and the question says of which budget. */
export function isAskedOfBudget(
  asked: AskedIndicator,
  { canonical }: Slot,
  { question, lexicon }: { readonly question: string; readonly lexicon: Lexicon },
): boolean {
  const { budget = '', item = '' } = BUDGET_ITEM.exec(canonical)?.groups ?? {}
  const slot: Slot = { text: item, canonical: item, basis: 'clause' }
  return budget !== '' && question.includes(budget) && isAskedIndicator(asked, slot, lexicon)
}

const GROWTH = /增速|增幅|增长率|涨幅/u

/** GDP增速排第几 is answered by the rank of the growth alone. */
export function isAskedGrowth(question: string, asked: AskedIndicator, { canonical }: Slot): boolean {
  const growth = canonical.startsWith(asked.canonical) ? canonical.slice(asked.canonical.length) : ''
  return GROWTH.test(growth) && GROWTH.test(question)
}

function bare(name: string): string {
  return name.replace(PLACE_BEFORE, '').replace(COLUMN_BEHIND, '')
}

/** What a list names once for all its members: 主要产品产量中，汽车120.5万辆 gives the output of cars. */
const SHARED_HEADS = [
  '产量',
  '增加值',
  '零售额',
  '销售额',
  '出口额',
  '支出',
  '收入',
  '投资',
  '存栏',
  '出栏',
  '面积',
  '人数',
]

/** Where a list tells the products of industry, their numbers are what was made: 主要产品中，显示器45.6万台. */
const PRODUCTS = /(?:主要|工业)\p{L}{0,6}产品/u

/** True when the asked name is a printed member of a list with the head that stands before it or above it. */
export function isListMember(
  asked: AskedIndicator,
  slot: Slot,
  { passage, end }: { passage: Passage; end: number },
): boolean {
  const head = SHARED_HEADS.find((one) => asked.canonical.endsWith(one) && asked.canonical.length > one.length)
  if (head === undefined || bare(slot.text) !== asked.canonical.slice(0, -head.length)) return false
  return [passage.text.slice(0, end), ...passage.path].some(
    (text) => text.includes(head) || (head === '产量' && PRODUCTS.test(text)),
  )
}

/** Words of an ask that are understood otherwise: whose account, and whether a plan or what came of it. */
const UNDERSTOOD =
  /年初预算|调整后?(?:的)?(?:收入|支出)?预算|预算调整|预算数|预算|计划|目标|安排|调整[后为到]?|完成数?|实际|执行数?|科目|决算数?/gu

/** Verbs and words of talk that stand alone and say nothing of what is asked: 出了多少起安全事故, 发了多少耕地补贴. */
const LIGHT =
  /(?<=^|\s)(?:出|发生|发|收|交|缴|干|做|搞|办|弄|拿|得|赚|挣|达|买|给|往|新|产生|出现|拿到|得到|手里|手上|手头|里头|人们?|大家|老百姓)(?=\s|$)/gu

/** The words that the clause of the figure must hold, beside a known indicator. */
export function qualifierOf({ indicator, topic }: Ask): string {
  const ownWords = topic.replace(ACCOUNT_WORDS, ' ').replace(LIGHT, ' ').trim()
  return indicator === null ? ownWords : ownWords.replace(UNDERSTOOD, ' ').trim()
}

/** Last words of names by which two of them are different quantities of one thing: 增加值, 利润 and 投资 of an industry. */
const QUANTITIES =
  /(?:产量|产值|增加值|利润|利税|营业收入|营收|收入|支出|投资|面积|人数|零售额|销售额|销量|贷款|存款|余额|出口额?|进口额?|用电量|发电量|税收|价格)$/u

/** True where the asked words end in one quantity and the figure's name in another, which they do not say. */
export function isOtherQuantity(topic: string, indicators: readonly Slot[]): boolean {
  const asked = QUANTITIES.exec(topic)?.[0]
  if (asked === undefined) return false
  return indicators.every(({ text, canonical }) => {
    const own = QUANTITIES.exec(canonical)?.[0] ?? QUANTITIES.exec(text)?.[0]
    return own !== undefined && !topic.includes(own) && !text.includes(asked) && !canonical.includes(asked)
  })
}
