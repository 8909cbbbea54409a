import type { PeriodMention } from '../figure/period-mention.ts'
import { periodsIn } from '../figure/periods-in.ts'
import { type PeriodContext, resolvePeriod } from '../figure/resolve-period.ts'
import type { Period } from '../figure/period.ts'
import type { Span } from '../span.ts'
import type { ObservationContext } from './context.ts'

/**
 * What a period does where it stands: it dates figures (`time`), is compared with (`comparison`), sets the scene of a
 * report (`scene`: 11月22日，在…现场), or belongs to the name of something (`name`: 上年结转).
 */
export type PeriodRole = 'time' | 'comparison' | 'scene' | 'name'

/** A period of a paragraph, resolved as far as its year is known, with what it does. */
export interface PeriodUse extends Period {
  readonly role: PeriodRole
}

/** 上年结转, 历年滚存结余: items of a budget, not times. */
const NAME_AFTER = /^(?:末)?(?:结转|结余|滚存|净结余|专项结转|超收|决算数?、)/
/** 年初预算: a kind of plan. */
const PLAN = /^(?:年初|上年|当年|本年)(?:收入|支出)?预算/
const COMPARED_BEFORE = /(?:超越|强于|弱于|前值|环比|上)$/
/** 为2025年预算的95%, 是2020年的3.1倍: the base of a ratio. */
const BASE_BEFORE = /(?:为|是|占|达|达到|完成|相当于)(?:了)?$/
const BASE_AFTER = /^[^，。；、\d]{0,8}的/
const SENTENCE_END = /[。！？!?\n]/
const SCENE = /现场|采访|走进|来到|看到|获悉|了解到|发布会|座谈会|会议|论坛|记者|日讯|讯）|电（|消息/
/** Said within the clause of the day or the next one, before any figure. */
const TELLS =
  /^[^。；\d]{0,24}(?:公布|披露|公告|宣布|表示|透露|指出|介绍|印发|通报|发布(?:公告|.{0,14}(?:报|数据|公报|消息|业绩|结果)))/
/** Aims and grounds date nothing: 按照年底并网的要求. */
const AIM_BEFORE = /(?:按照|根据|依据|围绕|对照|计划于|拟于|将于|预计于)[^，。；]{0,6}$/
const IN_TITLE = /《[^》]{0,24}$/

/** The periods of a paragraph in order, with their dates and roles. */
export function periodUsesIn(text: string, context: ObservationContext): PeriodUse[] {
  const known = knownAbove(context)
  const uses: PeriodUse[] = []
  let sentenceYear: number | null = null
  for (const mention of periodsIn(text)) {
    if (SENTENCE_END.test(text.slice(uses.at(-1)?.end, mention.start))) sentenceYear = null
    const use = useOf(text, mention, { ...known, year: sentenceYear ?? known.year })
    uses.push(use)
    if (use.role === 'time') sentenceYear = yearOf(use.to) ?? sentenceYear
  }
  return uses
}

/** What 年末 and 今年 count from where the sentence names no year: a dated heading, else the document. */
function knownAbove(context: ObservationContext): PeriodContext {
  const heading = headingPeriod(context)?.from ?? null
  return { year: yearOf(heading ?? context.period?.from ?? null), date: context.date ?? heading?.slice(0, 4) ?? null }
}

function yearOf(date: string | null): number | null {
  return date === null ? null : Number(date.slice(0, 4))
}

function useOf(text: string, mention: PeriodMention, known: PeriodContext): PeriodUse {
  const dates = resolvePeriod(mention, known) ?? { from: null, to: null }
  return { start: mention.start, end: mention.end, text: mention.text, ...dates, role: roleOf(text, mention) }
}

/** 2025年年初预算 is of the year. */
const YEAR_OF_PLAN = /(\d{4}年)年初(?=(?:收入|支出)?预算)/g

/** 2025年年初批准的, 截至2025年底: when the words were said, not what the list is of. */
function isNoMoment({ text }: Period): boolean {
  return !/[初末底]$/.test(text)
}

/**
 * The one period that the nearest dated heading names; null when it names several, or none does. A day is when a page was
 * put up, or when something took place, and several years are what a chart shows (图2 2021-2025年…): neither is the time
 * that the figures below are of. What introduces a list comes before all headings, and is of the first time it names.
 */
export function headingPeriod(context: ObservationContext): Period | null {
  const introduced = stretchesIn(context.introduction.replaceAll(YEAR_OF_PLAN, '$1'), context).find(isNoMoment)
  if (introduced !== undefined) return introduced
  for (const heading of [...context.path.toReversed(), context.article]) {
    const [first, second] = stretchesIn(heading, context)
    if (first !== undefined) return second === undefined ? first : null
  }
  return null
}

/** The stretches of time within a year that a heading names. */
function stretchesIn(heading: string, { date }: ObservationContext): Period[] {
  return periodsIn(heading).flatMap((mention) => {
    const isStretch = !mention.isComparison && !isDay(mention)
    const dates = isStretch ? resolvePeriod(mention, { year: null, date }) : null
    return dates === null || !isWithinYear(dates)
      ? []
      : [{ start: mention.start, end: mention.end, text: mention.text, ...dates }]
  })
}

function isWithinYear({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return from.slice(0, 4) === to.slice(0, 4)
}

function roleOf(text: string, mention: PeriodMention): PeriodRole {
  const before = text.slice(Math.max(0, mention.start - 24), mention.start)
  const after = text.slice(mention.end, mention.end + 12)
  if (IN_TITLE.test(before) || NAME_AFTER.test(after) || PLAN.test(mention.text + after)) return 'name'
  if (mention.isComparison || isBase(before, after)) return 'comparison'
  const isScene = AIM_BEFORE.test(before) || (isDay(mention) && isNewsOf(text, mention))
  return isScene ? 'scene' : 'time'
}

/** 8月17日，某公司披露半年报: the day of the news. */
function isNewsOf(text: string, mention: PeriodMention): boolean {
  return SCENE.test(sentenceFrom(text, mention)) || TELLS.test(text.slice(mention.end, mention.end + 40))
}

function isBase(before: string, after: string): boolean {
  return COMPARED_BEFORE.test(before) || (BASE_BEFORE.test(before) && BASE_AFTER.test(after))
}

/** A certain day; 截至12月10日 and 2024年末 close a stretch of time and are none. */
function isDay({ text, stretch }: PeriodMention): boolean {
  if (stretch === null || stretch.first === 'stated-date' || stretch.last === 'stated-date') return false
  return (
    typeof stretch.first.day === 'number' && stretch.first.day === stretch.last.day && !/^[截自至迄]|初$/.test(text)
  )
}

function sentenceFrom(text: string, { start, end }: Span): string {
  const stop = text.slice(end).search(SENTENCE_END)
  return text.slice(start, stop < 0 ? text.length : end + stop)
}
