import type { Figure } from '../figure/figure.ts'
import type { Span } from '../span.ts'
import type { Measure } from './observation.ts'
import {
  CHANGE_AT_END,
  FALL_AT_END,
  FALL_NOUN_FIRST,
  GROWTH_NOUN_AT_END,
  GROWTH_REACHES,
  REACHES,
  withoutFillers,
  withoutPredicate,
} from './predicate-words.ts'

/** What stands between an indicator and its figure: how the figure measures the indicator. */
export interface Predicate {
  /** Where the indicator's words end and the predicate begins, in the lead. */
  readonly nounEnd: number
  /** The predicate itself. */
  readonly text: string
  readonly measure: Measure
  /** True after 下降, 低于 and the like: the printed number is to be read with a minus. */
  readonly isDecrease: boolean
  /** 对经济增长的贡献率, and 增速 of 增速居全省首位: an indicator of its own about the one before it; empty for none. */
  readonly attribute: string
}

/** A predicate that does not stand at the end of the lead begins with one of these. */
const BEGINNINGS: readonly string[] = [
  String.raw`(?<![占同环贷入之相对可])比(?![重例率值较价])`,
  // 收入比上年增长: the 比 of 收入比 only where no time follows.
  String.raw`(?<=[贷入])比(?=上年|去年|前年|上月|同期|上期|年初|[12]\d{3}年|\d{1,2}月|[上前一二三四]季)`,
  '(?<!比)较(?![为快好大高多强])',
  '(?<!应)占(?!用|地(?!区)|有|领|线|道)',
  '(?:还|仍)?不到(?=.{1,8}的$)',
  '高于|低于|高出|低出|快于|慢于|优于|好于|多于|少于|强于|弱于|领先于?|跑赢|超出|超越|落后于|落后(?=全|第|平均)|不及',
  '对.{1,16}贡献率',
  '(?:(?<![因作成行认])为|(?<!但|还|总|就|而|都|均)是|相当于|完成|达到?)(?=.{1,25}的(?:约|近)?$)',
  '同比|环比|按年|按季|按月|同口径|可比口径|按可比',
  String.raw`(?:由|从)(?=.{0,16}的$|(?:\d{2,4}年|去年|上年|年初|\d{1,2}月).{0,8}$)`,
  '[由从](?=[^，。；]{1,16}(?:到|至|为|达)$)',
  '相比|相较',
  '(?<![因作成行认])为(?=(?:年初|调整|变动|年度|全年)?预算数?$)',
  '与(?=.{1,14}(?:相比|持平))',
]
const BEGINNING = new RegExp(`${BEGINNINGS.join('|')}|${REACHES.source}`)
/** 拉动GDP增长2.1个百分点 is a share in the growth; 带动牧业产值增长5.2% is the growth of what is pulled. */
const PULLING_BEGINNING = new RegExp(
  `(?:拉动|带动|推动|促进)(?=.{2,20}(?:增长|增速|下降|上涨|回升|提高|提升)约?$)|${BEGINNING.source}`,
)
/** Before a rank only: 居民 and 排放 would be found elsewhere. */
const RANK_BEGINNING = new RegExp(
  `(?:稳|位|跃|均|仍|继续)?居(?!民|住)|位列|排名|排在|名列|列(?=全)|(?:分别|依次|均)?排(?:$|(?=[全第]))|挺进|跻身|迈入|跃升|${BEGINNING.source}`,
)

/** 总量居全疆第三: the indicator before it, by its size. */
const SIZE_AT_END = /(?:^|[，、])(?:经济)?(?:总量|规模|总额|总值|比重|占比|份额)$/
/** 增速连续6个季度居全市第1位, 总量、增速均居首位: the indicator before it as well. */
const RANKED_AT_END =
  /(?:^|[，、；])(?:(?:经济)?(?:总量|规模|总额|总值|比重|占比|份额|容量|增速|增幅|增长率|涨幅|降幅)|[、和及与均]|已?连续[\d一二三四五六七八九十]{1,3}个?(?:年|季度|月)){1,8}$/
const GROWTH_OF_RANK = /增速|增幅|增长率|涨幅/
const CONTRIBUTION = /对.{1,16}贡献率/
/** What a part adds to the whole is a figure of its own: 对经济增长的贡献率, 拉动GDP增长. */
const ATTRIBUTE = /对.{1,16}贡献率|(?:拉动|带动|推动|促进).{2,20}(?:增长|增速|下降|上涨|回升|提高|提升)(?=约?$)/
const COMPARED =
  /高于|低于|高出|低出|快于|慢于|优于|好于|多于|少于|强于|弱于|领先|跑赢|超出|超越|落后(?:于|全|平均|$)|不及|[比较].{1,20}(?:[高快慢多好]|(?<!降)低|(?<!减)少)(?:出|了)?$/
const COMPARED_LOWER = /低于|低出|慢于|少于|落后(?:于|全|平均|$)|不及|[比较].{1,20}(?:慢|(?<!降)低|(?<!减)少)了?$/
/** 同比+13.4%: a sign stands for the word of change. */
const COMPARED_TIME_AT_END = /(?:同比|环比|按[年季月])$/
const SHARE_NOUN = /(?:比重|占比|比例|份额|占有率)$/
/** 为调整预算的98%: a ratio to a plan, an earlier year or another thing, not a part of a whole. */
const RATIO = /(?:为|是|相当于|完成|达到?|占)[^占]{0,60}的(?:约|近)?$|为(?:年初|调整|变动|年度|全年)?预算数?$/
const OF_PLAN = /占(?:年初|年度|全年|调整|变动|同期)*(?:预算|计划|目标|任务)/
const OF_WHOLE: ReadonlySet<Figure['kind']> = new Set(['percent', 'fraction', 'multiple'])

/**
 * Reads the words before a figure, back to the figure or the clause before: where its indicator ends, what it measures.
 * `names` are the known indicators in the lead: 增长率 in 人口自然增长率 is no predicate.
 */
export function readPredicate(lead: string, figure: Figure, names: readonly Span[]): Predicate {
  const nounEnd = nounEndOf(lead, figure, names)
  const text = lead.slice(nounEnd)
  const core = withoutFillers(text)
  const noun = lead.slice(0, nounEnd)
  return {
    nounEnd,
    text,
    measure: measureOf(figure, { noun, text, core }),
    isDecrease: isDecrease(text, core),
    attribute: ATTRIBUTE.exec(text)?.[0] ?? (figure.kind === 'rank' ? (GROWTH_OF_RANK.exec(text)?.[0] ?? '') : ''),
  }
}

/** 增幅回落至3% is no fall; 降幅收窄至3% is one. */
function isDecrease(text: string, core: string): boolean {
  if (GROWTH_REACHES.test(text)) return FALL_NOUN_FIRST.test(text)
  return FALL_AT_END.test(core) || COMPARED_LOWER.test(text)
}

function nounEndOf(lead: string, figure: Figure, names: readonly Span[]): number {
  const beginning = lead.search(beginningFor(figure.kind))
  const cut = beginning < 0 ? lead.length : beginning
  const words = withoutPredicate(lead.slice(0, cut))
  const end = words.replace(figure.kind === 'rank' ? RANKED_AT_END : SIZE_AT_END, '').length
  return names.find((name) => name.start < end && end < name.end)?.end ?? end
}

function beginningFor(kind: Figure['kind']): RegExp {
  if (kind === 'rank') return RANK_BEGINNING
  return kind === 'percent' || kind === 'multiple' ? BEGINNING : PULLING_BEGINNING
}

interface Words {
  readonly noun: string
  readonly text: string
  /** The predicate without fillers at its end. */
  readonly core: string
}

function measureOf(figure: Figure, words: Words): Measure {
  if (figure.kind === 'rank') return 'rank'
  if (figure.kind === 'ratio' || (figure.unit === '' && words.noun.endsWith('比'))) return 'ratio'
  if (figure.kind === 'scale-class' || CONTRIBUTION.test(words.text)) return 'level'
  return changeOf(figure, words) ?? partOf(figure, words) ?? plainMeasure(figure)
}

function changeOf(figure: Figure, words: Words): Measure | null {
  const { text, core } = words
  const isPart = OF_WHOLE.has(figure.kind)
  if (isPart && GROWTH_REACHES.test(text)) return 'growth'
  if (isReached(text)) return null
  if (isPart && COMPARED_TIME_AT_END.test(text)) return 'growth'
  if (GROWTH_NOUN_AT_END.test(core)) return figure.kind === 'points' ? 'difference' : 'growth'
  return differenceOf(figure, words)
}

function differenceOf(figure: Figure, words: Words): Measure | null {
  if (COMPARED.test(words.text) || isIncrement(figure, words)) return 'difference'
  if (!CHANGE_AT_END.test(words.core)) return null
  return OF_WHOLE.has(figure.kind) ? 'growth' : 'difference'
}

/** 增加到9120家 is a level; 提高到38%，增长5% is not. */
function isReached(predicate: string): boolean {
  const reaches = REACHES.exec(predicate)
  return reaches !== null && !CHANGE_AT_END.test(predicate.slice(reaches.index + reaches[0].length))
}

/** 贷款新增3.5万亿元 is no amount of loans; in 新增贷款3.5万亿元 the noun says so itself. */
function isIncrement({ kind }: Figure, { noun, text }: Words): boolean {
  return kind === 'money' && noun !== '' && /新增(?:了|约)?$/.test(text)
}

function partOf(figure: Figure, { noun, text, core }: Words): Measure | null {
  if (!OF_WHOLE.has(figure.kind)) return null
  if (OF_PLAN.test(text)) return 'ratio'
  if (/占/.test(text) || SHARE_NOUN.test(core) || SHARE_NOUN.test(noun)) return 'share'
  if (RATIO.test(text)) return 'ratio'
  return null
}

function plainMeasure(figure: Figure): Measure {
  if (figure.kind === 'points') return 'difference'
  if (figure.kind === 'fraction') return 'share'
  if (figure.kind === 'multiple') return /翻/.test(figure.text) ? 'growth' : 'ratio'
  // People are a level: 常住人口571.3万人 is no count of things.
  return figure.kind === 'count' && !/^[十百千万亿]*$|人(?:次)?$/.test(figure.unit) ? 'count' : 'level'
}
