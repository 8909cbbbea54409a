import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure } from '../observation/observation.ts'
import type { Span } from '../span.ts'
import type { AskedUnit } from './question.ts'

export interface MeasureMention extends Span {
  readonly measure: Measure
}

export interface UnitMention extends Span {
  readonly unit: AskedUnit
}

/** Words that ask for a measure. The first that matches at a place wins, so the narrower stand first. */
const MEASURE_WORDS: readonly (readonly [RegExp, Measure])[] = [
  [/第几名?|排名?(?:在?全.)?(?:第几|多少)|排第?几|排名|排位|位次|名次|位居第?几|居第?几|几名/gu, 'rank'],
  [/(?:高|低|多|少|快|慢)(?:于|出|过)|相差|差距|差多少|(?:快|慢|高|低)(?:了)?(?:多少|几)个?(?:百分)?点?/gu, 'difference'],
  [/占比|占了?多少|占到?|比重|份额|几成|百分之几是/gu, 'share'],
  [/增长率?|增速|增幅|涨幅|涨了?|降幅|跌幅|升幅|下降|下滑|上升|同比|环比|提高|增加|减少|回落|增减|降了?|变化/gu, 'growth'],
]

/** 多少亿元, 几家, 百分之几: the asking word with the unit behind it. */
const ASKED_AMOUNT = /百分之(?:多少|几)|(?:多少|几)/gu

export function measuresIn(text: string): MeasureMention[] {
  const found: MeasureMention[] = []
  for (const [pattern, measure] of MEASURE_WORDS) {
    for (const match of text.matchAll(pattern)) {
      const mention = { start: match.index, end: match.index + match[0].length, measure }
      if (!found.some(({ start, end }) => start < mention.end && mention.start < end)) found.push(mention)
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

export function unitsIn(text: string, lexicon: Lexicon): UnitMention[] {
  return [...text.matchAll(ASKED_AMOUNT)].flatMap((match) => {
    const end = match.index + match[0].length
    const surface = match[0].startsWith('百分') ? '%' : unitAt(text.slice(end), lexicon)
    const unit = surface === undefined ? undefined : lexicon.unit(surface)
    if (surface === undefined || unit === undefined) return []
    const length = surface === '%' ? 0 : surface.length
    return [{ start: match.index, end: end + length, unit: { text: surface, dimension: unit.dimension, base: unit.base } }]
  })
}

function unitAt(text: string, lexicon: Lexicon): string | undefined {
  return lexicon.unitSurfaces.find((surface) => text.startsWith(surface))
}

/** Goals and budgets, as against what came of them. */
export const PLAN_WORDS = /目标|计划|预计|预期|预算(?:数|安排)|年初预算|力争|拟|安排|将(?:会|要|达)?/u

/** All of a kind is wanted. */
export const LIST_WORDS = /有哪些|都有哪|列出|列一下|分别是哪/u

/** Words that ask, point or join and name nothing. Longer ones stand first. */
const FUNCTION_WORDS = new RegExp(
  [
    '请问|请告诉我|告诉我|麻烦|帮我|帮忙|查询?一?下|查查|看一?下|我?想(?:要)?(?:知道|了解|问问?)(?:一下)?|问一?下|一下',
    '是多少|有多少|多少|百分之几|几何|怎么样|怎样|咋样|咋|如何|情况|什么|哪些|哪个|哪年|哪|几|啥',
    '是不是|是否|有没有|能不能|吗|嘛|呢|吧|啊|呀|哦|了|过|的话|的|地|得|是|有|为|在|里|中|上|下|到|个',
    '以及|还有|并且|而且|或者|和|与|及|跟|同|或|并|又|也|都|还|就|才|只|那么|那|这',
    '分别|各自|各|一共|总共|合计|总计|大概|大约|约|左右|目前|现在|当前|如今|已经|已|具体|究竟|到底|大致',
    '数据|数字|数值|数额|数量|金额|总量|总额|总值是|规模|水平|指标|资料|报告|报道|文章|文中|其中',
    '达到|达|实现|完成了|取得|突破|超过|超|共有|共|全部|整个|可以|可|能够?|会|要|将|被|把|对|给|从|由|以|按|于|比|较|去|来|说|讲|呈|了多少',
  ].join('|'),
  'gu',
)

/** What is left of a text when everything that was understood and every function word is taken out, in pieces. */
export function topicOf(text: string, understood: readonly Span[]): string {
  let blanked = text
  for (const { start, end } of understood) blanked = blanked.slice(0, start) + ' '.repeat(end - start) + blanked.slice(end)
  return blanked
    .replace(FUNCTION_WORDS, ' ')
    .replace(/[^\p{L}\p{N}.%]+/gu, ' ')
    .trim()
}
