import type { Figure } from '../figure/figure.ts'
import type { Span } from '../span.ts'
import type { Clause } from './clauses.ts'
import { groupsOf } from './coordination.ts'
import { type Predicate, readPredicate } from './predicate.ts'
import type { Reading } from './reading.ts'
import type { Topic } from './topic.ts'
import { within } from './within.ts'

/** A figure, or several that share one predicate, with the words around them. */
export interface Lead {
  readonly figures: readonly [Figure, ...Figure[]]
  /** From the figure or the clause before, up to the first figure. */
  readonly span: Span
  readonly predicate: Predicate
  /** Where a noun behind the last figure has to end. */
  readonly limit: number
  /** The figures of the clause behind this lead's, in order. */
  readonly following: readonly Figure[]
  /** True for a stretch of time in passing (连续3个月回升) and for a yardstick: the next lead goes on across it. */
  readonly isAside: boolean
  /** Earlier clauses of the sentence without a figure, nearest first, where a list may begin. */
  readonly before: readonly Span[]
}

/** A lead in its place. */
export interface LeadContext {
  readonly clause: Clause
  /** Number of the clause in the paragraph. */
  readonly index: number
  readonly topic: Topic
  readonly reading: Reading
}

/** Words further back than this belong to no figure. */
export const LONGEST_LEAD = 120
/** Lists set apart by commas are no longer than this. */
const LONGEST_LIST = 12
/** How many figures ahead a noun shared by several can stand. */
const FIGURES_AHEAD = 8
/** 较去年同期的33亿元增长…, 高于预期的1.8%: the figure of something else. */
const COMPARED_VALUE = /(?:(?<![占同环])比(?![重例])|较|超|超过|超出|高于|低于|不及|好于|逊于)[^，。；]{0,12}的$/
/** 是2020年的3.1倍 is of the indicator, with that time as its base. */
const OF_BASE: ReadonlySet<Figure['kind']> = new Set(['percent', 'fraction', 'multiple', 'points'])
const GROWTH_BEHIND = /^的(?:年均|平均|较快|高速|快速|稳定)?(?:增速|增幅|涨幅|增长)/
const SIZED = /^(?:的)?[\u4e00-\u9fff“”]{0,8}(?:项目|企业|工程|订单|合同|产业|园区|农户|单位|产品)$/
const COUNT_ENDS = /^(?:$|[，。；、：（）(),;\s])/
/** 连续3个月, 近5年来, 三年平均: a stretch of time that only says how. */
const PASSING_BEFORE = /(?:连续|近|未来|过去|期间|为期|每|平均|最近|此后|今后|前|后|已有)$/
const PASSING_AFTER = /^(?:来|内|期|平均|年均|复合|连续|后|前|之内|保持|位居|居|稳)/

/** The leads of a clause, in order. */
export function leadsOf(clauses: readonly Clause[], index: number, reading: Reading): Lead[] {
  const clause = clauses[index]
  if (clause === undefined || clause.figures.length === 0) return []
  const before = bareClausesBefore(clauses, index)
  const leads: Lead[] = []
  let start = startOfLead(clause, before[0])
  let read = 0
  for (const figures of groupsOf(reading.source.text, clause.figures)) {
    read += figures.length
    const following = clause.figures.slice(read, read + FIGURES_AHEAD)
    const list = leads.length === 0 ? before : []
    const lead = leadAt(start, figures, { clauseEnd: clause.end, following, reading, before: list })
    if (!lead.isAside) start = figures.at(-1)?.end ?? figures[0].end
    leads.push(lead)
  }
  return leads
}

interface Around {
  readonly clauseEnd: number
  readonly following: readonly Figure[]
  readonly reading: Reading
  readonly before: readonly Span[]
}

function leadAt(
  start: number,
  figures: readonly [Figure, ...Figure[]],
  { clauseEnd, following, reading, before }: Around,
): Lead {
  const { text, indicators } = reading.source
  const [first] = figures
  const end = figures.at(-1)?.end ?? first.end
  const span = { start: Math.max(start, first.start - LONGEST_LEAD), end: first.start }
  const names = within(indicators, span).map((name) => ({
    start: name.start - span.start,
    end: name.end - span.start,
  }))
  return {
    figures,
    span,
    predicate: withGrowthBehind(readPredicate(text.slice(span.start, span.end), first, names), first, text),
    limit: following[0] === undefined ? clauseEnd : limitBefore(text, { start: end, end: following[0].start }),
    following,
    isAside: isAside(first, { span, end, following }, reading),
    before,
  }
}

/** 保持40%以上的增速: the noun behind says what the percentage is. */
function withGrowthBehind(predicate: Predicate, { kind, end }: Figure, text: string): Predicate {
  const isGrowth = OF_BASE.has(kind) && GROWTH_BEHIND.test(text.slice(end, end + 8))
  return isGrowth ? { ...predicate, measure: 'growth' } : predicate
}

interface Placed {
  readonly span: Span
  /** Where the last figure of the lead ends. */
  readonly end: number
  readonly following: readonly Figure[]
}

function isAside(figure: Figure, { span, end, following }: Placed, reading: Reading): boolean {
  const { text } = reading.source
  const around = { start: span.end, end }
  if (isYardstick(figure, span, reading) || isSizeClass(figure, following, text)) return true
  if (isStart(text, { ...around, next: following[0]?.start })) return true
  if (figure.kind === 'duration') return isInPassing(text, around)
  return figure.kind === 'count' && isOutlook(text, around)
}

/** The value of something that the next figure is compared with. */
function isYardstick({ kind }: Figure, span: Span, reading: Reading): boolean {
  const isValue = COMPARED_VALUE.test(reading.source.text.slice(span.start, span.end))
  return isValue || (!OF_BASE.has(kind) && isOfComparison(reading, span))
}

/** 相比去年同期达192亿元: the value of the time that another is compared with. */
function isOfComparison({ source: { text, periods } }: Reading, span: Span): boolean {
  const last = within(periods, span).at(-1)
  return last?.role === 'comparison' && /^(?:的|达到?|为|是|约)+$/.test(text.slice(last.end, span.end))
}

/** 从97个精简到75个: where a development began, at a time that nobody states. */
function isStart(text: string, { start, end, next }: Span & { readonly next: number | undefined }): boolean {
  if (next === undefined || !/[从由]$/.test(text.slice(0, start))) return false
  return /^[^，。；]{0,8}(?:到|至|为)$/.test(text.slice(end, next))
}

/** 分三大门类看: how the next figures are divided. */
function isOutlook(text: string, { start, end }: Span): boolean {
  return /[分按从]$/.test(text.slice(0, start)) && /^[^，。；]{1,8}看/.test(text.slice(end, end + 9))
}

/** 5000万元以上项目1922个, 1亿元或1000万美元以上项目76个: the size belongs to the name of what is counted. */
function isSizeClass(figure: Figure, [next, afterNext]: readonly Figure[], text: string): boolean {
  if (next === undefined || figure.kind !== 'money') return false
  const between = text.slice(figure.end, next.start)
  if (between === '或') return afterNext !== undefined && isSizeClass(next, [afterNext], text)
  if (figure.relation !== '>' && figure.relation !== '>=' && figure.relation !== '<=') return false
  return next.kind === 'count' && SIZED.test(between) && COUNT_ENDS.test(text.slice(next.end, next.end + 1))
}

function isInPassing(text: string, { start, end }: Span): boolean {
  return PASSING_BEFORE.test(text.slice(Math.max(0, start - 4), start)) || PASSING_AFTER.test(text.slice(end, end + 4))
}

/** 固定资产投资增速：3.2%: the words before the colon lead to the figure behind it. */
function startOfLead(clause: Clause, before: Clause | undefined): number {
  const first = clause.figures[0]
  const isBare = first !== undefined && first.start - clause.start <= 1
  return before !== undefined && isBare && /[：:|\t]/.test(clause.opener) ? before.start : clause.start
}

/** Between two figures a noun behind the first ends before the list sign that the second's words follow. */
function limitBefore(text: string, { start, end }: Span): number {
  const between = text.slice(start, end)
  const sign = Math.max(...['、', '和', '与', '及'].map((each) => between.lastIndexOf(each)))
  return sign < 0 ? end : start + sign
}

/** Clauses of the same sentence without a figure, right before this one, nearest first; a list has no more items. */
function bareClausesBefore(clauses: readonly Clause[], index: number): Clause[] {
  const bare: Clause[] = []
  const { sentence, depth } = clauses[index] ?? { sentence: -1, depth: 0 }
  for (const clause of clauses.slice(Math.max(0, index - LONGEST_LIST), index).toReversed()) {
    if (clause.sentence !== sentence || clause.depth !== depth || clause.figures.length > 0) break
    bare.push(clause)
  }
  return bare
}
