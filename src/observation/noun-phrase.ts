import type { IndicatorMention } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import { type Mentions, skipOpening } from './mentions.ts'

/** The words for what a figure counts or measures. */
export interface Phrase extends Span {
  /** As printed. */
  readonly text: string
  /** The same without the verb inside (企业实现利润 → 企业利润) and notes in brackets: what is looked up. */
  readonly name: string
  /** The verb it is the object of (发放贷款): no longer the plain indicator; empty for none. */
  readonly verb: string
}

/** What a phrase is read from: the mentions of the paragraph and the indicators that the lexicon finds in it. */
export interface PhraseSource extends Mentions {
  readonly indicators: readonly IndicatorMention[]
}

/** Verbs that only link a subject and what it reached: both belong to the indicator. */
const LINKING =
  /(?:累计|共|预计|已|可|将|均|合计)*(?:实现|完成|取得|达成|创造|达到|拥有|实际完成)(?:了)?(?![额率量度])/g
/** Verbs whose object is counted or measured; not where a noun begins with them (发放额, 引进率). */
const NOT_NOUN = '(?![额量率费]|面积|人数|资金|规模|力度|总|标准|成本|用地|项目数|[，。；]|$)'
const HANDLING = new RegExp(
  `(?:统筹安排|发放|投放|引导|引进|引入|争取|筹集|下达|拨付|资助|落实|建成|改造|新改扩建|开通|培育|研发|打造|实施|推进|推动|组织|签约|签订|举办|开展|承办|吸引|接待|办结|查处|追回|盘活|认定|入选|获评|创建|获批|荣获|获得|设立|惠及|覆盖|化解|置换|发行|加上|动用|减去|达|创|执行中|安排|包括|包含|含|有|共有|设有|现有|聚集|集聚|涵盖|拨出|支出(?=.{2,}资金)|兑现|投入|投资建设|建设|新建|成立|参与|服务|支持|生产|选派|选树|招聘|招引|完善|收到|收治|整改|处理|修复|治理|种植|提供|推出|推广|储备|谋划|派发|兑付|申报|排查|整治|检查|出台|制定|修订|布局|部署|上线|投用|投产|开工|竣工|启动|交付|关停|退出|淘汰|取缔|救助|帮扶|培训|帮助|援助|走访|慰问)了?${NOT_NOUN}`,
  'g',
)
/** At the start of a phrase nearly every verb above is one; later on only those that are no part of nouns. */
const CLEAR_VERB =
  /^(?:统筹安排|发放|投放|引进|引入|争取|筹集|拨付|下达|资助|建成|开通|培育|研发|举办|承办|签订|签约|吸引|获评|获批|创建|荣获|惠及|盘活|化解|办结|查处|认定|含|加上|打造|实施|拥有|共有|兑现|设立|引导)/
const NOTE = /（[^（）]*）|\([^()]*\)|\[\d+\]|［\d+］|[①-⑳]|〔\d+〕/g
/** Verbs that leave their object to stand behind the figure: 引进18名专家. */
const ONLY_VERB =
  /^(?:已|共|新|累计|先后|成功|还|并|计划|全面|深入|持续|积极|大力|扎实|加快|相继|陆续|集中|联合|统一|首次|每年|可|将|拟|预计|组织|统筹|依托|通过)*(?:实施|年产|日产|年产能|推动|助力|聚焦|深化|建设|支撑|满足|引进|新增|新建|建成|签订|签约|培育|研发|举办|开展|打造|创建|拥有|实现|完成|获批|获评|新签|新设|吸引|接待|组织|落实|发放|投放|推进|建立|设立|成立|派出|选派|培训|救助|走访|整改|整治|查处|办结|盘活|改造|布局|谋划|储备|共建|入选|荣获|达成|取得|出台|制定|推出|开通|安排|下达|拨付|投入|争取|筹集|涉及|惠及|覆盖|服务|带动|超过|生产|供应|辐射|集聚|聚集|汇聚|吸纳|帮助|支持|参与|开行|开工|竣工|投产|退出|淘汰|关停|化解|增设|增加|新开|通过|经过|历时|连续|仅用|用时|平均|最高|最低|首批|先后|调入|调出|上解|追加|全国|全省|其余|其他|剩余|分布在|共计)了?$/
/** 覆盖全州三分之二: a yardstick alone. */
const ONLY_PLACE = /^[\u4e00-\u9fff]{0,2}(?:全[省市县区州国疆]|我[省市县区州])$/
/** 年初预算 and the like say that the figure is planned, not what it is of. */
const PLAN_AFTER =
  /(?:(?:年初|调整|年度|变动|全年)预算数?|(?<=收入|支出|经费|税|费)(?:预算数?|决算数?)|预期目标|目标|(?<=收入|支出|预算)计划)$/
const EDGE = /^[\s、，“”‘’"'的了：:]+|[\s、，“‘"'：:（(]+$/g

/** The phrase in `span`, without its opening, places and periods; null when nothing is left. */
export function nounPhrase(source: PhraseSource, span: Span): Phrase | null {
  const end = beforeTrailingPeriod(source, span)
  const start = subjectStart(source, { start: span.start, end })
  const verb = lastVerb(source, { start, end })
  return trimmed(source, { start: verb?.end ?? start, end }, verb?.text ?? '')
}

/** 地区生产总值2025年达到…: the time belongs to the predicate. */
function beforeTrailingPeriod({ text, periods }: PhraseSource, { start, end }: Span): number {
  const trailing = periods.find(
    (use) => use.role === 'time' && use.start > start && use.end <= end && text.slice(use.end, end).trim() === '',
  )
  return trailing?.start ?? end
}

/** Past the opening, and past the last place or period inside that dates or locates what follows it. */
function subjectStart(source: PhraseSource, span: Span): number {
  const inside = [...source.places, ...source.periods]
    .filter((use) => use.start >= span.start && use.end <= span.end && (use.role === 'subject' || use.role === 'time'))
    .map((use) => skipOpening(source, { start: use.end, end: span.end }))
    .filter((at) => !isInsideIndicator(source, at))
  return Math.max(skipOpening(source, span), ...inside)
}

function isInsideIndicator({ indicators }: PhraseSource, at: number): boolean {
  return indicators.some((indicator) => indicator.start < at && at < indicator.end)
}

interface Verb {
  readonly end: number
  readonly text: string
}

/** The last verb in the span that has an object; null when none has. */
function lastVerb(source: PhraseSource, { start, end }: Span): Verb | null {
  let verb: Verb | null = null
  let objectStart = start
  for (const match of source.text.slice(start, end).matchAll(HANDLING)) {
    const at = start + match.index
    const isFirst = at === objectStart
    const isNoted = isInNote(source.text, { start, end: at })
    const isNoun = source.indicators.some((each) => each.start <= at && at < each.end)
    if (!isNoted && !isNoun && (isFirst || CLEAR_VERB.test(match[0]))) {
      objectStart = at + match[0].length
      verb = { end: objectStart, text: match[0] }
    }
  }
  return verb
}

/** True when the span ends inside a bracket: （不含农户，下同）. */
function isInNote(text: string, { start, end }: Span): boolean {
  const before = text.slice(start, end)
  return before.lastIndexOf('（') > before.lastIndexOf('）') || before.lastIndexOf('(') > before.lastIndexOf(')')
}

function trimmed({ text }: PhraseSource, { start, end }: Span, verb: string): Phrase | null {
  const raw = text.slice(start, end)
  const before = /^[\s、，“”‘’"'的了：:]*/.exec(raw)?.[0].length ?? 0
  const after = /[\s、，“‘"'：:（(的]*$/.exec(raw)?.[0].length ?? 0
  if (before + after >= raw.length) return null
  const printed = raw.slice(before, raw.length - after)
  const name = printed.replace(NOTE, '').replace(LINKING, '').replace(EDGE, '').replace(PLAN_AFTER, '')
  if (name.length < 2 || ONLY_VERB.test(name) || ONLY_PLACE.test(name)) return null
  return { start: start + before, end: end - after, text: printed, name, verb }
}
