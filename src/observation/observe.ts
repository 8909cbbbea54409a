import type { Paragraph } from '../document/document.ts'
import type { Figure } from '../figure/figure.ts'
import { figuresIn } from '../figure/figures-in.ts'
import type { Period } from '../figure/period.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { type Clause, clausesOf } from './clauses.ts'
import type { ObservationContext } from './context.ts'
import { groupsOf } from './coordination.ts'
import type { Lead } from './indicator-slots.ts'
import { accountIn } from './naming.ts'
import type { PhraseSource } from './noun-phrase.ts'
import type { Observation } from './observation.ts'
import { periodUsesIn } from './period-uses.ts'
import { placeUsesIn } from './place-uses.ts'
import { readPredicate } from './predicate.ts'
import type { Span } from '../span.ts'
import { type Reading, resolveLead, topicOfClause } from './reading.ts'
import { scopeOfHeadings, scopesIn } from './scope.ts'
import { nextSentence, openingTopic, type Topic } from './topic.ts'

/** Words further back than this belong to no figure. */
const LONGEST_LEAD = 120

/**
 * The figures of a paragraph in order, each with what it is about as far as the text, the headings above and the
 * document say so. What they do not say stays null or empty. Every slot's `text` is printed in one of those three. The
 * `normal` of a decrease is negative (下降3.2% is -0.032); its `value` is the number as printed.
 */
export function observe(paragraph: Paragraph, context: ObservationContext, lexicon: Lexicon): Observation[] {
  const { text } = paragraph
  const figures = figuresIn(text, lexicon)
  if (figures.length === 0) return []
  const source: PhraseSource = {
    text,
    places: placeUsesIn(text, { figures, base: context.place, lexicon }),
    periods: periodUsesIn(text, context),
    indicators: lexicon.indicatorsIn(text),
  }
  const reading: Reading = { source, context, lexicon, scopes: scopesIn(text) }
  return readClauses(clausesOf(text, figures), reading)
}

/** The periods of a paragraph in order, with their dates as far as the document tells the year. */
export function periodsOf(paragraph: Paragraph, context: ObservationContext): Period[] {
  return periodUsesIn(paragraph.text, context).map(({ start, end, text, from, to }) => ({ start, end, text, from, to }))
}

function readClauses(clauses: readonly Clause[], reading: Reading): Observation[] {
  const observations: Observation[] = []
  const outer: Topic[] = []
  let topic = openingTopic(scopeOfHeadings(reading.context.path), accountOfHeadings(reading.context.path))
  for (const [index, clause] of clauses.entries()) {
    while (outer.length > clause.depth) topic = outer.pop() ?? topic
    while (outer.length < clause.depth) outer.push(topic)
    if (clause.sentence !== topic.sentence) {
      topic = nextSentence(topic, clause.sentence, reading.source.text.slice(clause.start, clause.end + 1))
    }
    topic = topicOfClause(topic, clause, reading)
    for (const lead of leadsOf(clauses, index, reading)) {
      const read = resolveLead(lead, { clause, index, topic, reading })
      observations.push(...read.observations)
      topic = read.topic
    }
  }
  return observations
}

function accountOfHeadings(path: readonly string[]): string | null {
  return (
    path
      .toReversed()
      .map(accountIn)
      .find((account) => account !== null) ?? null
  )
}

/** The leads of a clause, in order. */
function leadsOf(clauses: readonly Clause[], index: number, reading: Reading): Lead[] {
  const { text } = reading.source
  const clause = clauses[index]
  if (clause === undefined) return []
  const before = bareClausesBefore(clauses, index)
  const leads: Lead[] = []
  const groups = groupsOf(text, clause.figures)
  let start = startOfLead(clause, before[0])
  for (const [at, [first, ...others]] of groups.entries()) {
    if (first === undefined) continue
    const span = { start: Math.max(start, first.start - LONGEST_LEAD), end: first.start }
    const end = (others.at(-1) ?? first).end
    const limit = limitBehind(
      text,
      { start: end, end: groups[at + 1]?.[0]?.start ?? clause.end },
      groups[at + 1] !== undefined,
    )
    const names = reading.source.indicators.map((name) => ({
      start: name.start - span.start,
      end: name.end - span.start,
    }))
    const predicate = readPredicate(text.slice(span.start, span.end), first, names)
    const following = clause.figures.filter((figure) => figure.start >= end)
    const isAside = first.kind === 'duration' && isInPassing(text, { start: first.start, end })
    leads.push({
      figures: [first, ...others],
      span,
      predicate,
      limit,
      following,
      isAside,
      before: at === 0 ? before : [],
    })
    if (!isAside) start = end
  }
  return leads
}

/** 连续3个月, 三年平均, 近5年来: a stretch of time that only says how. */
function isInPassing(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 4), start)
  return (
    /(?:连续|近|未来|过去|期间|为期|每|平均|最近|此后|今后|前|后|已有)$/.test(before) ||
    /^(?:来|内|期|平均|年均|复合|连续|后|前|之内|保持|位居|居|稳)/.test(text.slice(end, end + 4))
  )
}

/** 固定资产投资增速：3.2%: the words before the colon lead to the figure behind it. */
function startOfLead(clause: Clause, before: Clause | undefined): number {
  const first: Figure | undefined = clause.figures[0]
  const isBare = first !== undefined && first.start - clause.start <= 1
  return before !== undefined && isBare && /[：:|\t]/.test(clause.opener) ? before.start : clause.start
}

/** A noun behind a figure ends before the list sign that the next figure's words follow. */
function limitBehind(text: string, { start, end }: { start: number; end: number }, hasNext: boolean): number {
  if (!hasNext) return end
  const between = text.slice(start, end)
  const sign = Math.max(between.lastIndexOf('、'), between.search(/[和与及](?!.*[、和与及])/))
  return sign < 0 ? end : start + sign
}

/** Clauses of the same sentence without a figure, right before this one, nearest first. */
function bareClausesBefore(clauses: readonly Clause[], index: number): Clause[] {
  const bare: Clause[] = []
  const { sentence, depth } = clauses[index] ?? { sentence: -1, depth: 0 }
  for (let at = index - 1; at >= 0; at -= 1) {
    const clause = clauses[at]
    if (clause === undefined || clause.sentence !== sentence || clause.depth !== depth || clause.figures.length > 0)
      break
    bare.push(clause)
  }
  return bare
}
