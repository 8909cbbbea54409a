import type { PeriodMention } from '../figure/period-mention.ts'
import { periodsIn } from '../figure/periods-in.ts'
import { resolvePeriod } from '../figure/resolve-period.ts'
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
/** 为2025年预算的95%, 是2020年的3.1倍: the base of a ratio. */
const BASE_BEFORE = /(?:为|是|占|达|达到|完成|相当于)(?:了)?$/
const BASE_AFTER = /^[^，。；、\d]{0,8}的/
const SENTENCE_END = /[。！？!?\n]/
const SCENE = /现场|采访|走进|来到|看到|获悉|了解到|发布会|座谈会|会议|论坛|记者|日讯|讯）|电（|消息/
/** Aims and grounds date nothing: 按照年底并网的要求. */
const AIM_BEFORE = /(?:按照|根据|依据|围绕|对照|计划于|拟于|将于|预计于)[^，。；]{0,6}$/
const IN_TITLE = /《[^》]*$/

/** The periods of a paragraph in order, with their dates and roles. */
export function periodUsesIn(text: string, context: ObservationContext): PeriodUse[] {
  const uses: PeriodUse[] = []
  const documentYear = reportYear(context)
  const headingYear = headingPeriod(context)?.from?.slice(0, 4) ?? null
  let sentenceYear: number | null = null
  let last = 0
  for (const mention of periodsIn(text)) {
    if (SENTENCE_END.test(text.slice(last, mention.start))) sentenceYear = null
    last = mention.end
    const role = roleOf(text, mention)
    const dates = resolvePeriod(mention, { year: sentenceYear ?? documentYear, date: context.date ?? headingYear })
    uses.push({
      start: mention.start,
      end: mention.end,
      text: mention.text,
      from: dates?.from ?? null,
      to: dates?.to ?? null,
      role,
    })
    if (role === 'time' && dates !== null) sentenceYear = Number(dates.to.slice(0, 4))
  }
  return uses
}

/** The year that 年末 and 上年 count from: of the heading above, else of the stretch the document reports on. */
function reportYear(context: ObservationContext): number | null {
  const period = headingPeriod(context) ?? context.period
  return period?.from == null ? null : Number(period.from.slice(0, 4))
}

/** The one period that the nearest dated heading names; null when it names several, or none does. */
export function headingPeriod(context: ObservationContext): Period | null {
  for (const heading of [...context.path.toReversed(), context.article]) {
    const dated = periodsIn(heading).flatMap((mention) => {
      const dates = mention.isComparison ? null : resolvePeriod(mention, { year: null, date: context.date })
      return dates === null ? [] : [{ start: mention.start, end: mention.end, text: mention.text, ...dates }]
    })
    const [first, second] = dated
    if (first !== undefined) return second === undefined ? first : null
  }
  return null
}

function roleOf(text: string, mention: PeriodMention): PeriodRole {
  const before = text.slice(Math.max(0, mention.start - 24), mention.start)
  const after = text.slice(mention.end, mention.end + 12)
  if (
    IN_TITLE.test(before) ||
    (/^(?:年初|上年|当年|本年)$/.test(mention.text) && /^预算/.test(after)) ||
    NAME_AFTER.test(after)
  )
    return 'name'
  if (mention.isComparison || /(?:超越|强于|弱于|前值)$/.test(before)) return 'comparison'
  if (BASE_BEFORE.test(before) && BASE_AFTER.test(after)) return 'comparison'
  if (AIM_BEFORE.test(before)) return 'scene'
  return isDay(mention) && SCENE.test(sentenceAround(text, mention)) ? 'scene' : 'time'
}

/** A certain day; 截至12月10日 and 2024年末 close a stretch of time and are none. */
function isDay({ text, stretch }: PeriodMention): boolean {
  if (stretch === null || stretch.first === 'stated-date' || stretch.last === 'stated-date') return false
  return (
    typeof stretch.first.day === 'number' && stretch.first.day === stretch.last.day && !/^[截自至迄]|初$/.test(text)
  )
}

function sentenceAround(text: string, { start, end }: Span): string {
  const stop = text.slice(end).search(SENTENCE_END)
  return text.slice(start, stop < 0 ? text.length : end + stop)
}
