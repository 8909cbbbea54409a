import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Measure } from '../observation/observation.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import type { AskedUnit } from './question.ts'

/** `measure` is null where the words ask for the amount itself: 下降到多少, 总量. */
export interface MeasureMention extends Span {
  readonly measure: Measure | null
}

/** `unit` is null where the asking words leave it open; `isScale` for 多少亿, which needs the indicator to be a unit. */
export interface UnitMention extends Span {
  readonly unit: AskedUnit | null
  readonly isScale: boolean
}

/** Verbs of change, as alternatives of a pattern. With a number behind 到, 至 or 为 they tell the level reached. */
export const CHANGE =
  '增长|增加(?!值)|增产|增收|提高|提升|上升|上涨|上调|上浮|回升|攀升|扩大|下降|下滑|下跌|下调|下浮|降低|回落|减少|减产|减收|缩减|缩小|缩短|压减|压缩|压降|精简|收窄|涨|跌|降(?!水|雨|雪|温|尘|解)|升(?!级|学|旗|本)|扩'
const REACHED = new RegExp(
  `(?:由[^，,到至为]{1,10}|从[^，,到至为]{1,10})?(?:${CHANGE}|调整|调[高低])(?:了?(?:到了?|至|为|成)|之?后)`,
  'gu',
)
const GROWN = new RegExp(`(?:${CHANGE})了?`, 'gu')

/** Words that ask for a measure. The first that matches at a place wins, so the narrower stand first. */
const MEASURE_WORDS: readonly (readonly [RegExp, Measure | null])[] = [
  [
    /第(?:几|多少)[名位]?|排名?(?:在?全.)?(?:第几|老几)|(?<!安)排名?(?:多少|几)|(?<!安)排第?几[名位]?|排名|排位|位次|名次|位居第?几|居第?几|几名(?=$|[,?])/gu,
    'rank',
  ],
  [
    /(?:高|低|多|少|快|慢|大|小)(?:于|出|过)(?:了)?|相差|差距|差(?=了?多少|几)|(?<=比.{0,12})[快慢高低多少大小]了?(?=多少|几)/gu,
    'difference',
  ],
  [/之比|比值|(?:为|占|完成|相当于|是)了?(?:年初|调整|年|当年|全年|本年)?预算数?的?(?=%|百分之|几成)/gu, 'ratio'],
  [/贡献率|占比|占(?:到|了|据)?(?:总[量数额体])?|比重|比例|份额|几成/gu, 'share'],
  [REACHED, null],
  [
    /(?:增长|增加|上升|上涨|提高|下降|下滑|降低|减少|回落|增减|涨跌?|升降?|降|跌)的?(?:幅度|速度)|(?:增长|下降|上涨)率|增速|增幅|涨幅|降幅|跌幅|升幅|减幅|幅度|涨跌|增减|同比|环比|涨没涨|变化(?!率)|变动/gu,
    'growth',
  ],
  [GROWN, 'growth'],
  [/总量|总额|总规模|规模(?!以上|工业|化|企业)|绝对[值额]|总数(?!据)|数额|总值/gu, null],
]

/** 多少亿元, 几家, 百分之几: the asking word with the unit behind it. */
const ASKED_AMOUNT = /百分之(?:多少|几)|(?:多少|几)(?!乎)/gu
/** 多少亿: a scale without its unit. */
const SCALE = /^(?:[十百千万]?亿|[十百千]?万|千|百)(?!分)/u

/** Words that ask for an amount without naming its unit as tables do. 几个点 may mean per cent or points: no unit. */
const ASKED_IN_WORDS: readonly (readonly [RegExp, AskedUnit | null])[] = [
  [/(?:多少|几)个?点(?!\d)/gu, null],
  [/(?:多少|几块)钱/gu, { text: '元', dimension: 'money', base: '元' }],
  [/(?:多少|几)度?电/gu, { text: '千瓦时', dimension: 'energy', base: '千瓦时' }],
  [/(?:多少|几)口人/gu, { text: '人', dimension: 'people', base: '人' }],
  [/多久|多长时间|多少时间/gu, { text: '时间', dimension: 'duration', base: '' }],
  [/多(?:大|高|长|宽|重|远|快|深|厚)(?:的?面积)?/gu, null],
]

/** The measures a text asks for, in order. */
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
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      unit,
      isScale: false,
    })),
  )
  const inUnits = [...text.matchAll(ASKED_AMOUNT)].flatMap((match) => unitAfter(text, match, lexicon))
  const free = inUnits.filter((mention) => !inWords.some((other) => overlaps(other, mention)))
  return [...inWords, ...free].toSorted((a, b) => a.start - b.start)
}

function unitAfter(text: string, match: RegExpExecArray, lexicon: Lexicon): UnitMention[] {
  const start = match.index
  const end = start + match[0].length
  if (match[0].startsWith('百分')) return [{ start, end, unit: percent, isScale: false }]
  const rest = text.slice(end, end + LONGEST_UNIT)
  const unit = longestUnit(rest, lexicon)
  if (unit !== undefined) return [{ start, end: end + unit.text.length, unit, isScale: false }]
  const scale = SCALE.exec(rest)?.[0]
  return scale === undefined ? [] : [{ start, end: end + scale.length, unit: null, isScale: true }]
}

/** No unit of the tables is longer. */
export const LONGEST_UNIT = 12

/** The longest unit a text begins with. */
export function longestUnit(text: string, lexicon: Lexicon): AskedUnit | undefined {
  for (let length = text.length; length > 0; length--) {
    const surface = text.slice(0, length)
    const unit = lexicon.unit(surface)
    if (unit !== undefined) return { text: surface, dimension: unit.dimension, base: unit.base }
  }
  return undefined
}

const percent: AskedUnit = { text: '%', dimension: 'percent', base: '1' }

/** Goals and budgets, as against what came of them. */
export const PLAN_WORDS =
  /目标|计划|预计|预期|(?<!调整)预算(?:数|安排)|年初预算|(?:调整|变动)后?的?(?:收入|支出)?预算|(?:收入|支出|预算)调整[为到后]|(?:收入|支出)预算(?!的|执行|完成)|力争|拟(?!合)|将(?:会|要|达)/u

/** All of a kind is wanted. */
export const LIST_WORDS =
  /各[省市州县区](?!级)|有哪些|都有哪|都有什么|列出|列一下|列举|分别是哪|逐一|所有的?|历年|逐年/u

/** Says that something is asked: in 2024年，郑州，GDP多少 only the last part asks. */
export const ASKING = new RegExp(
  `多少|几(?!乎)|吗|咋|怎么样|怎样|如何|什么|哪|多[久长大高]|是[涨增升]是[跌减降]|(?:${CHANGE})了?没`,
  'u',
)

/** Asks for a number of its own; 怎么样 and a bare 固定资产投资 leave open whether the amount or its growth is meant. */
export const AMOUNT = /多少|几(?!乎)|多[大高长久]|总量|总额|总值|规模(?!以上|工业)/u
