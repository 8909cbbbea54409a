import type { Dimension, IndicatorMention, Lexicon } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import type { AskedIndicator } from './question.ts'
import { CHANGE, unitsIn } from './question-words.ts'
import { topicOf } from './topic.ts'

/** The known indicators that a text names, those left out that are part of another quantity's name. */
export function namesIn(text: string, lexicon: Lexicon): IndicatorMention[] {
  return lexicon.indicatorsIn(text).filter((mention) => !isPartOfName(text, mention))
}

/** Of the named indicators those that are asked for: not what they are out of, nor what the asked unit cannot count. */
export function headsOf(text: string, named: readonly IndicatorMention[], lexicon: Lexicon): IndicatorMention[] {
  const heads = named.filter((name) => !isFrame(text, name.end) && !leadsOn(text, name, named))
  return countedHeads(text, heads, lexicon)
}

/** What follows makes another quantity of it: 政府债券平均利率 is no 政府债券. */
const OTHER_HEAD = /^(?:的)?(?:平均|加权|综合)*(?:利率|期限|单价|税率|费率|覆盖率|满意度)/u

/** 重点项目累计完成投资 asks for an investment and not for projects. */
const PROJECTS = /(?:项目|企业|园区|工程|景区)$/u
const OF_PROJECTS =
  /^的?(?:累计|计划|年度|预计|实际|全年|完成|实现|新增|已|总)*(?:投资|产值|营收|收入|税收|利润|出口|用电)/u

/** 汽车制造业增加值 is of one industry and not of 制造业; 工业对经济增长的贡献率 is a share of the industry. */
function isPartOfName(text: string, { start, end, text: name }: AskedIndicator & Span): boolean {
  const before = text.slice(0, start)
  if (OTHER_HEAD.test(text.slice(end, end + 8)) || (PROJECTS.test(name) && OF_PROJECTS.test(text.slice(end))))
    return true
  return (
    (name.startsWith('制造业') && /[\p{L}]{2}$/u.test(before)) ||
    (name.endsWith('贡献率') && topicOf(before, []) !== '')
  )
}

/** 高校应届毕业生 are no 高校: of names that follow each other the last is asked for. */
function leadsOn(text: string, { end }: Span, named: readonly Span[]): boolean {
  return named.some(({ start }) => start >= end && start - end <= LONGEST_LINK && LINK.test(text.slice(end, start)))
}

const LONGEST_LINK = 2
const LINK = /^(?![和与及跟])\p{L}*$/u

/** 新增债券中一般债券多少: the first says out of what. */
function isFrame(text: string, end: number): boolean {
  return /^(?:之|当)?中(?![心介间期标级小学东西])[^,]*?(?:多少|几|各|分别)/u.test(text.slice(end, end + 40))
}

/** What amounts are in. Any quantity has its rate, its multiple and its place in a row. */
const COUNTABLE: ReadonlySet<Dimension> = new Set([
  'money',
  'power',
  'energy',
  'mass',
  'area',
  'length',
  'people',
  'count',
])
/** Units of no amount: 第几位, 几番, 几万块. */
const NO_AMOUNT = /位|名|番|倍|块$/u

/**
 * The names that the asked unit can count: 宇通客车出口了多少辆 does not ask for 出口总额, 有进出口实绩的民营企业有多少家 only for
 * the companies; behind 多少家 stands what is counted. The others are words of the topic.
 */
function countedHeads(text: string, named: readonly IndicatorMention[], lexicon: Lexicon): IndicatorMention[] {
  const units = unitsIn(text, lexicon).filter(({ unit }) => unit === null || !NO_AMOUNT.test(unit.text))
  const counted = units.find(({ unit, end }) => unit?.dimension === 'count' && COUNTED_NOUN.test(text.slice(end)))
  return named.filter(({ start, canonical }) => {
    const dimension = lexicon.indicator(canonical)?.dimension
    const isMeasured =
      dimension === undefined ||
      units.length === 0 ||
      units.some(({ unit }) => unit === null || !COUNTABLE.has(unit.dimension) || unit.dimension === dimension)
    return isMeasured && (counted === undefined || start > counted.start)
  })
}

/** 新能源头部企业 behind 引进了多少家, and not what else is asked: 多少家、增长多少. */
const COUNTED_NOUN = new RegExp(`^(?!${CHANGE}|占|同比|环比|以上|左右|上下)\\p{L}{2,}`, 'u')
