import type { Lexicon } from '../lexicon/lexicon.ts'
import { periodInYearOf, sameTimeIn } from './asked-periods.ts'
import type { Ask, AskedIndicator, AskedPeriod } from './question.ts'

/** True for 增长了多少 and 去年呢: what they are about was said before. */
export function namesNothing({ indicator, topic }: Ask): boolean {
  return indicator === null && topic === ''
}

/** True where only a side of what was said before is named: 年初预算是多少, 市本级呢. */
export function namesAspect({ indicator, topic }: Ask): boolean {
  return indicator === null && (ASPECT.test(topic) || SCOPE_WORDS.exec(topic)?.[0] === topic)
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
  const thing = thingFrom(ask, before, lexicon)
  const filled = { ...ask, ...thing }
  const isMeasured = ask.measure !== null || ask.unit !== null || (ask.wantsAmount && !namesNothing(ask))
  const place = ask.place ?? before.place
  const slots = {
    ...filled,
    ...(isMeasured ? {} : measureOf(filled, before)),
    place,
    period: periodFrom(ask.period, before.period),
  }
  const scope = SCOPE_WORDS.test(ask.text) ? undefined : SCOPE_WORDS.exec(before.text)?.[0]
  const said = [place?.text, slots.period?.text, scope, slots.topic, slots.indicator?.text, ask.text]
  return { ...slots, isPlan: ask.isPlan || (namesNothing(ask) && before.isPlan), text: said.filter(Boolean).join(' ') }
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
  if (ASPECT.test(topic)) return { indicator: before.indicator, topic: `${before.topic} ${topic}`.trim() }
  // The scope stands in the text of the ask, where the answer reads it.
  if (SCOPE_WORDS.exec(topic)?.[0] === topic) return { indicator: before.indicator, topic: before.topic }
  const variant = variantOf(topic, before, lexicon)
  if (variant !== undefined) return { indicator: variant, topic: '' }
  const head = HEAD.exec(before.indicator?.text ?? before.topic)?.[0]
  return { indicator: null, topic: head === undefined || topic.endsWith(head) ? topic : topic + head }
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

/** 2023年同期 is the months asked about before, in that year; 6月 is of the year asked about before. */
function periodFrom(asked: AskedPeriod | null, before: AskedPeriod | null): AskedPeriod | null {
  if (asked === null || before === null) return asked ?? before
  if (asked.isSameTime === true) return sameTimeIn(asked, before)
  return periodInYearOf(before, asked) ?? asked
}
