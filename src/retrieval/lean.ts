import type { Lexicon } from '../lexicon/lexicon.ts'
import { resolveSelfPlace } from '../observation/self-places.ts'
import { periodInYearOf, sameTimeIn, yearBefore } from './asked-periods.ts'
import type { Ask, AskedIndicator, AskedPeriod, AskedPlace, Comparison } from './question.ts'

/** True for 增长了多少 and 去年呢: what they are about was said before. */
export function namesNothing({ indicator, topic }: Ask): boolean {
  return indicator === null && topic === ''
}

/** True where only a side of what was said before is named: 年初预算是多少, 市本级呢. */
export function namesAspect({ indicator, topic }: Ask): boolean {
  return indicator === null && (ASPECT.test(topic) || isScope(topic))
}

/** 占GDP的比重多少 as the first words of all asks about the GDP itself: nothing else was named. */
export function yardstickAsked(ask: Ask, lexicon: Lexicon): Ask {
  const [canonical = ''] = ask.yardstick?.canonicals ?? []
  if (!namesNothing(ask) || ask.yardstick === null || lexicon.indicator(canonical) === undefined) return ask
  return { ...ask, indicator: { text: ask.yardstick.text, canonical }, yardstick: null }
}

/** A later part of one question: what it does not name is what the part before was about. */
export function continuing(ask: Ask, before: Ask, lexicon: Lexicon): Ask {
  if (ask.indicator !== null) return isBare(ask) ? { ...ask, ...measureOf(ask, before) } : ask
  if (namesNothing(ask) || namesAspect(ask)) {
    const same = { ...ask, ...thingFrom(ask, before, lexicon) }
    return isBare(ask) ? { ...same, ...measureOf(same, before) } : same
  }
  const indicator = variantOf(ask.topic, before, lexicon)
  if (indicator === undefined) return ask
  return { ...ask, indicator, topic: '', ...(isBare(ask) ? measureOf({ ...ask, indicator }, before) : {}) }
}

/** A question that leans on the one before: every slot it leaves open is taken from there. */
export function filledFrom(ask: Ask, before: Ask, lexicon: Lexicon): Ask {
  const named = { ...ask, ...thingFrom(ask, before, lexicon) }
  const measured = isMeasured(ask) ? named : { ...named, ...measureOf(named, before) }
  const isPlan = ask.isPlan || ((namesNothing(ask) || isScope(ask.topic)) && before.isPlan)
  const filled = {
    ...measured,
    isPlan,
    place: placeFrom(ask.place, before.place, lexicon),
    period: periodFrom(ask.period, before.period),
  }
  return { ...filled, text: inWords(filled, before) }
}

/** 全国是多少 asks for the measure asked for before; 工业增加值是多少呢 for an amount. */
function isMeasured(ask: Ask): boolean {
  return ask.measure !== null || ask.unit !== null || (ask.wantsAmount && !namesNothing(ask))
}

/** What a filled question would have said, with the scope of the one before where it names none. */
function inWords({ place, period, topic, indicator, text }: Ask, before: Ask): string {
  const scope = SCOPE_WORDS.test(text) ? undefined : SCOPE_WORDS.exec(before.text)?.[0]
  return [place?.text, period?.text, scope, topic, indicator?.text, text].filter(Boolean).join(' ')
}

function isBare({ measure, unit, wantsAmount }: Ask): boolean {
  return measure === null && unit === null && !wantsAmount
}

/** The measure asked for before; its unit only where the same thing is measured. */
function measureOf(ask: Ask, before: Ask): Pick<Ask, 'measure' | 'unit' | 'wantsAmount' | 'yardstick'> {
  const isSame = ask.indicator?.canonical === before.indicator?.canonical && ask.topic === before.topic
  return {
    measure: before.measure,
    unit: isSame || before.unit?.dimension === 'percent' ? before.unit : null,
    wantsAmount: before.wantsAmount,
    yardstick: ask.yardstick ?? before.yardstick,
  }
}

/** 市本级, 市级, 县区: whose account is meant, beside the indicator. */
const SCOPE_WORDS =
  /[省市州县区盟旗]?本级|[省市州县区]级(?!以上|及以上)|[省市州]直|市县|县区|区县|各县[市区]?|全[省市州县区]/u
/** Words that name a side of the same indicator: 年初预算是多少 after 政府性基金收入. */
const ASPECT = /^(?:(?:年初|年末|调整)?预算数?|决算数?|执行数|完成数|实际完成|(?:增长|预期|年度)?目标|预期)$/u
/** What stands last in the names of indicators and makes them what they are. */
const HEAD =
  /(?:总产量|产量|总产值|产值|增加值|投资|收入|支出|播种面积|面积|人数|零售额|销售额|价格|装机容量|装机|发电量|用电量|货运量|客运量|吞吐量|周转量|在校生|招生|毕业生|贷款余额|存款余额|余额|限额|进出口|出口|进口|利润|存栏|出栏|保有量)$/u

function thingFrom(ask: Ask, before: Ask, lexicon: Lexicon): Pick<Ask, 'indicator' | 'topic'> {
  const { indicator, topic } = ask
  if (indicator !== null) return { indicator, topic }
  if (topic === '') return { indicator: before.indicator, topic: before.topic }
  // The new scope stands in the text of the ask, where the answer reads it.
  if (isScope(topic)) return { indicator: before.indicator, topic: withoutScope(before.topic) }
  if (ASPECT.test(topic)) return { indicator: before.indicator, topic: `${before.topic} ${topic}`.trim() }
  const variant = variantOf(topic, before, lexicon)
  return variant === undefined ? { indicator: null, topic: withHead(topic, before) } : { indicator: variant, topic: '' }
}

function isScope(topic: string): boolean {
  return SCOPE_WORDS.exec(topic)?.[0] === topic
}

function withoutScope(topic: string): string {
  const words = topic.split(' ')
  return words.filter((word) => !isScope(word)).join(' ')
}

/** 工业锅炉 after 汽车产量: 工业锅炉产量. */
function withHead(topic: string, before: Ask): string {
  const head = HEAD.exec(before.indicator?.text ?? before.topic)?.[0] ?? ''
  return topic.endsWith(head) ? topic : topic + head
}

/** Shorter remainders say too little of what was asked before. */
const KEPT = 2

/**
 * The indicator that has other words in the place of some of the one before: 农村 after 城镇居民人均可支配收入, 第二产业 after
 * 第三产业增加值, 工业 after 固定资产投资. Of several the one that keeps most; undefined where no table knows any.
 */
function variantOf(topic: string, { indicator }: Ask, lexicon: Lexicon): AskedIndicator | undefined {
  if (indicator === null || topic.length > 12) return undefined
  const words = topic.replaceAll(' ', '')
  const names = [indicator.text, indicator.canonical]
  const all = names.flatMap((name) => replacements(name, words))
  for (const text of all.toSorted((a, b) => b.length - a.length)) {
    const mention = lexicon.indicatorsIn(text).find(({ start, end }) => start === 0 && end === text.length)
    if (mention !== undefined && mention.canonical !== indicator.canonical)
      return { text, canonical: mention.canonical }
  }
  return undefined
}

/** The name with every stretch of it replaced by the words, as long as enough of it stays. */
function replacements(name: string, words: string): string[] {
  const all: string[] = []
  for (let start = 0; start <= name.length; start++) {
    for (let end = start; end <= name.length; end++) {
      if (start + name.length - end >= KEPT) all.push(name.slice(0, start) + words + name.slice(end))
    }
  }
  return all
}

/**
 * 比全区高多少 after a question about the growth of 昌吉州: both growths, where no report prints the difference. Null where
 * nothing is compared, or not with a place.
 */
export function comparedAfter(ask: Ask, before: Ask, lexicon: Lexicon): Comparison | null {
  if (ask.measure !== 'difference' || ask.yardstick === null) return null
  const place = placeFrom(ask.yardstick, ask.place, lexicon)
  if (place === null || !place.canonicals.some((canonical) => lexicon.place(canonical))) return null
  const { measure, unit, wantsAmount } = before
  const own: Ask = { ...ask, measure, unit, wantsAmount, yardstick: null }
  return { asks: [own, { ...own, place }], isRequest: false }
}

/** An asked place as seen from another: 全省 after 厦门 is 福建, and 全市 厦门 itself; the other where none is asked. */
export function placeFrom(asked: AskedPlace | null, before: AskedPlace | null, lexicon: Lexicon): AskedPlace | null {
  if (asked === null || asked.canonicals.length > 0 || before === null) return asked ?? before
  const canonicals = before.canonicals.flatMap((base) => resolveSelfPlace(asked.text, base, lexicon) ?? [])
  return { text: asked.text, canonicals: [...new Set(canonicals)] }
}

/**
 * 2023年同期 is the months asked about before, in that year; 6月 is of the year asked about before, and 上一年 the year
 * before that.
 */
function periodFrom(asked: AskedPeriod | null, before: AskedPeriod | null): AskedPeriod | null {
  if (asked === null || before === null) return asked ?? before
  if (asked.isSameTime === true) return sameTimeIn(asked, before)
  if (YEAR_BEFORE.test(asked.text)) return yearBefore(before) ?? asked
  return periodInYearOf(before, asked) ?? asked
}

/** Counted from the year that was asked about; 去年 is counted from today. */
const YEAR_BEFORE = /^上一?年度?$/u
