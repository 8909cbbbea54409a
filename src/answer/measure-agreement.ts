import type { Dimension, Lexicon } from '../lexicon/lexicon.ts'
import type { Measure, Observation, ScopedObservation } from '../observation/observation.ts'
import type { Ask, AskedUnit } from '../retrieval/question.ts'
import type { Agreement } from './agreement.ts'
import { worse } from './agreement.ts'
import { isOtherStage } from './stage-agreement.ts'

/** Amounts of any sort answer 多少. */
const AMOUNTS: ReadonlySet<Measure> = new Set(['level', 'count', 'ratio'])

/** The measure with its unit: growth is not answered by an amount, 多少户 not by 108条, a result not by a goal. */
export function measureAgreement(ask: Ask, observation: ScopedObservation, lexicon: Lexicon): Agreement {
  if (isOtherStage(ask, observation)) return 'other'
  const unit =
    ask.unit === null ? impliedUnit(ask, observation, lexicon) : unitAgreement(ask.unit, observation, lexicon)
  const measure =
    ask.measure === null ? impliedMeasure(ask, observation.measure) : askedMeasure(ask.measure, observation)
  return worse(unit, measure)
}

function askedMeasure(asked: Measure, observation: Observation): Agreement {
  if (asked === observation.measure) return 'same'
  return isClose(asked, observation) ? 'near' : 'other'
}

/** A change in percentage points is a growth as well as a difference; a rate (…率, …比重) is a level as well as a share. */
function isClose(asked: Measure, { measure, kind }: Observation): boolean {
  if (asked === 'growth') return measure === 'difference'
  if (asked === 'difference') return measure === 'growth' && kind !== 'percent'
  if (asked === 'share') return (measure === 'level' || measure === 'ratio') && kind === 'percent'
  return AMOUNTS.has(asked) && AMOUNTS.has(measure)
}

/** 多少 alone asks for the amount; where a unit is asked for, the unit has decided; 怎么样 takes what there is. */
function impliedMeasure({ unit, wantsAmount }: Ask, own: Measure): Agreement {
  if (AMOUNTS.has(own)) return 'same'
  if (unit !== null) return own === 'share' || own === 'difference' ? 'near' : 'same'
  return own === 'share' || (!wantsAmount && own === 'growth') ? 'near' : 'other'
}

/** Names of rates; an amount of anything else is not given in per cent. */
const RATE = /(?:率|比重|比例|占比|度|指数|幅)$/u
const MONEY_OR_SHARE: ReadonlySet<Dimension> = new Set(['money', 'percent'])

/** An amount of money is meant when the indicator is one: 完成217.7亿元，为预算的117.5% answers with the first. */
function impliedUnit(ask: Ask, { unit }: Observation, lexicon: Lexicon): Agreement {
  const own = lexicon.unit(unit)?.dimension
  if (ask.measure !== null || own === undefined) return 'same'
  const expected = ask.indicator === null ? undefined : lexicon.indicator(ask.indicator.canonical)?.dimension
  if (expected === undefined) return topicUnit(ask, own)
  return expected === own ? 'same' : dimensionMismatch(ask, expected, own)
}

/** What a name that no table knows is measured in, by its last word: 项目投资 in money, 装机 in kilowatts. */
const HEADS: readonly (readonly [RegExp, Dimension])[] = [
  [/(?:投资|产值|收入|营收|金额|资金|利润|税收|[出进]口额|销售额|交易额|成交额|贸易额|融资|贷款|放款)$/u, 'money'],
  [/装机(?:容量|规模)?$/u, 'power'],
  [/面积$/u, 'area'],
  [/里程$/u, 'length'],
]

function topicUnit(ask: Ask, own: Dimension): Agreement {
  const expected = HEADS.find(([head]) => head.test(ask.topic))?.[1]
  if (expected !== undefined && own !== 'percent') return own === expected ? 'same' : 'other'
  return own !== 'percent' || isRate(ask) ? 'same' : 'near'
}

function dimensionMismatch({ wantsAmount }: Ask, expected: Dimension, own: Dimension): Agreement {
  return wantsAmount && MONEY_OR_SHARE.has(expected) && MONEY_OR_SHARE.has(own) ? 'other' : 'near'
}

function isRate({ indicator, topic }: Ask): boolean {
  return RATE.test(indicator?.text ?? topic)
}

/** What is counted with 个 as well: 多少个医院, 医院281家. Beds, cars and cattle are not. */
const COUNTED_WITH_GE: ReadonlySet<string> = new Set('家所座项处条种类户间支')

function unitAgreement(asked: AskedUnit, { unit }: Observation, lexicon: Lexicon): Agreement {
  const own = lexicon.unit(unit) ?? lexicon.unit(unit.replace(/[（(].*$/u, ''))
  if (own === undefined) return unit.endsWith(asked.text) ? 'same' : 'other'
  // 每吨提高多少元: a price has its unit in two parts.
  if (unit.startsWith(`${asked.text}/`)) return 'near'
  if (own.dimension !== asked.dimension) return 'other'
  if (own.base === asked.base) return 'same'
  if (asked.dimension === 'money') return 'other'
  return asked.dimension === 'count' ? countAgreement(asked.base, own.base) : 'same'
}

/** Measure words for the same things: 多少只鸡, 家禽出栏2836.9万羽; 多少部手机, 手机45万台; 几块奖牌, 30枚; 几起事故, 12件. */
const COUNTED_ALIKE = ['头只羽匹口', '台部辆架', '枚块', '起件宗例', '家户', '份项件', '座所处']

function countAgreement(asked: string, own: string): Agreement {
  if (asked.startsWith('个') && asked.length > 1) return countAgreement('个', own)
  const isGeneral =
    own.startsWith(`${asked}（`) ||
    COUNTED_ALIKE.some((words) => words.includes(asked) && words.includes(own)) ||
    (asked === '个' && COUNTED_WITH_GE.has(own)) ||
    (own === '个' && COUNTED_WITH_GE.has(asked))
  return isGeneral ? 'near' : 'other'
}
