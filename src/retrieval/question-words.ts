import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure } from '../observation/observation.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import type { AskedUnit } from './question.ts'

export interface MeasureMention extends Span {
  readonly measure: Measure
}

/** `unit` is null where the asking words leave it open. */
export interface UnitMention extends Span {
  readonly unit: AskedUnit | null
}

/** Words that ask for a measure. The first that matches at a place wins, so the narrower stand first. */
const MEASURE_WORDS: readonly (readonly [RegExp, Measure])[] = [
  [/第几名?|排名?(?:在?全.)?(?:第几|多少)|排第?几|排名|排位|位次|名次|位居第?几|居第?几|几名/gu, 'rank'],
  [/(?:高|低|多|少|快|慢)(?:于|出|过)|相差|差距|差多少|(?:快|慢|高|低)(?:了)?(?:多少|几)个?(?:百分)?点?/gu, 'difference'],
  [/占比|占(?:到|了|据)?|比重|比例|份额|几成/gu, 'share'],
  [/增长率?|增速|增幅|涨幅|涨了?|降幅|跌幅|升幅|下降|下滑|上升|同比|环比|提高|增加|减少|回落|增减|降了?|变化/gu, 'growth'],
]

/** 多少亿元, 几家, 百分之几: the asking word with the unit behind it. */
const ASKED_AMOUNT = /百分之(?:多少|几)|(?:多少|几)/gu

/** Words that ask for an amount without naming its unit as tables do. 几个点 may mean per cent or points: no unit. */
const ASKED_IN_WORDS: readonly (readonly [RegExp, AskedUnit | null])[] = [
  [/(?:多少|几)个?(?:百分)?点(?!\d)/gu, null],
  [/(?:多少|几块)钱/gu, { text: '元', dimension: 'money', base: '元' }],
  [/多久|多长时间|多少时间/gu, { text: '时间', dimension: 'duration', base: '' }],
]

export function measuresIn(text: string): MeasureMention[] {
  const found: MeasureMention[] = []
  for (const [pattern, measure] of MEASURE_WORDS) {
    for (const match of text.matchAll(pattern)) {
      const mention = { start: match.index, end: match.index + match[0].length, measure }
      if (!found.some((other) => overlaps(other, mention))) found.push(mention)
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** The asked units in order; one in words that leaves the unit open stands for itself, so that its words are taken. */
export function unitsIn(text: string, lexicon: Lexicon): UnitMention[] {
  const inWords = ASKED_IN_WORDS.flatMap(([pattern, unit]) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, unit })),
  )
  const inUnits = [...text.matchAll(ASKED_AMOUNT)].flatMap((match) => unitAfter(text, match, lexicon))
  const free = inUnits.filter((mention) => !inWords.some((other) => overlaps(other, mention)))
  return [...inWords, ...free].toSorted((a, b) => a.start - b.start)
}

function unitAfter(text: string, match: RegExpExecArray, lexicon: Lexicon): UnitMention[] {
  const end = match.index + match[0].length
  const isPercent = match[0].startsWith('百分')
  const surface = isPercent ? '%' : lexicon.unitSurfaces.find((known) => text.startsWith(known, end))
  const unit = surface === undefined ? undefined : lexicon.unit(surface)
  if (surface === undefined || unit === undefined) return []
  const { dimension, base } = unit
  return [{ start: match.index, end: isPercent ? end : end + surface.length, unit: { text: surface, dimension, base } }]
}

/** Goals and budgets, as against what came of them. */
export const PLAN_WORDS = /目标|计划|预计|预期|预算(?:数|安排)|年初预算|力争|拟|安排|将(?:会|要|达)?/u

/** All of a kind is wanted. */
export const LIST_WORDS = /有哪些|都有哪|列出|列一下|分别是哪/u

/** Words that ask, point or join and name nothing. Longer ones stand first. */
const FUNCTION_WORDS = new RegExp(
  [
    '请问|请告诉我|告诉我|麻烦|帮我|帮忙|查询?一?下|查查|看一?下|我?想(?:要)?(?:知道|了解|问问?)(?:一下)?|问一?下|一下',
    '是多少|有多少|多少|百分之几|几何|怎么样|怎样|咋样|如何|情况|什么|哪些|哪个|哪年|多大|来着|那边|那个|这个',
    '是不是|是否|有没有|能不能|的话|以及|还有|并且|而且|或者|分别|各自|一共|总共|合计|总计|大概|大约|左右|目前|现在|当前|如今',
    '已经|具体|究竟|到底|大致|数据|数字|数值|数额|数量|金额|总量|总额|资料|报告|报道|文章|文中|其中|达到|共有|全部|整个|可以|能够|呈现',
  ].join('|'),
  'gu',
)
/** Single characters that never stand inside a name that counts: particles, pronouns, question words. */
const PARTICLES = /[的了吗嘛呢吧啊呀哦么哪几啥咋各均]/gu

/** Characters that join or point where they begin or end a run, but stand inside names as well (达州, 有色, 同业). */
const EDGE_PARTICLES = /^[是有为在和与及跟同并或又也都还就才只那这达共占约比被把将要会用从对给让去来我你他它]+|[是有为在和与及跟同并或又也都还就才只达共占约能要会了到]+$/gu

/** What is left of a text when everything that was understood and every function word is taken out, in pieces. */
export function topicOf(text: string, understood: readonly Span[]): string {
  let blanked = text
  for (const { start, end } of understood) blanked = blanked.slice(0, start) + ' '.repeat(end - start) + blanked.slice(end)
  return blanked
    .replace(FUNCTION_WORDS, ' ')
    .replace(PARTICLES, ' ')
    .replace(/[^\p{L}\p{N}.%]+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(EDGE_PARTICLES, ''))
    .filter((word) => word !== '')
    .join(' ')
}
