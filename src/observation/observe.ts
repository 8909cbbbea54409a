import type { Paragraph } from '../document/document.ts'
import { CELL_BORDER } from '../document/table.ts'
import { figuresIn } from '../figure/figures-in.ts'
import type { Period } from '../figure/period.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { withScopes } from './account-scope.ts'
import { topicOfClause } from './clause-topic.ts'
import { type Clause, clausesOf } from './clauses.ts'
import type { ObservationContext } from './context.ts'
import { beginsWithCompany } from './owner.ts'
import { observeLead } from './lead-observations.ts'
import { leadsOf } from './lead.ts'
import { accountIn } from './naming.ts'
import type { ScopedObservation, StagedObservation } from './observation.ts'
import { observeRow } from './observe-row.ts'
import { periodUsesIn } from './period-uses.ts'
import { type Reading, readingOf } from './reading.ts'
import { scopeOfHeadings } from './scope.ts'
import { nextSentence, openingTopic, type Topic } from './topic.ts'

/**
 * The figures of a paragraph in order, each with what it is about as far as the text, the headings above and the
 * document say so. What they do not say stays null or empty. Every slot's `text` is printed in one of those three. The
 * `normal` of a decrease is negative (下降3.2% is -0.032); its `value` is the number as printed.
 */
export function observe(paragraph: Paragraph, context: ObservationContext, lexicon: Lexicon): ScopedObservation[] {
  const { kind, text } = paragraph
  if (kind === 'row' && text.includes(CELL_BORDER)) return observeRow(text, context, lexicon)
  return withScopes(observeText(text, context, lexicon), text, context)
}

function observeText(text: string, context: ObservationContext, lexicon: Lexicon): StagedObservation[] {
  const figures = figuresIn(text, lexicon)
  if (figures.length === 0) return []
  const above = [...context.path, context.introduction]
  const opening = openingTopic(scopeOfHeadings(above), accountOfHeadings(above))
  return observeClauses(clausesOf(text, figures), readingOf(text, { figures, context, lexicon }), opening)
}

/** The periods of a paragraph in order, with their dates as far as the document tells the year. */
export function periodsOf(paragraph: Paragraph, context: ObservationContext): Period[] {
  return periodUsesIn(paragraph.text, context).map(({ start, end, text, from, to }) => ({ start, end, text, from, to }))
}

function accountOfHeadings(path: readonly string[]): string | null {
  return path.map(accountIn).findLast((account) => account !== null) ?? null
}

function observeClauses(clauses: readonly Clause[], reading: Reading, opening: Topic): StagedObservation[] {
  const observations: StagedObservation[] = []
  /** Topics of the sentence around the brackets. */
  const outer: Topic[] = []
  let topic = opening
  for (const [index, clause] of clauses.entries()) {
    while (outer.length > clause.depth) topic = outer.pop() ?? topic
    while (outer.length < clause.depth) outer.push(topic)
    topic = topicOfClause(atSentence(topic, clause, reading), clause, reading)
    for (const lead of leadsOf(clauses, index, reading)) {
      const observed = observeLead(lead, { clause, index, topic, reading })
      observations.push(...observed.observations)
      topic = observed.topic
    }
  }
  return observations
}

function atSentence(topic: Topic, clause: Clause, { source, above }: Reading): Topic {
  if (clause.sentence === topic.sentence) return topic
  const words = source.text.slice(clause.start, clause.end + 1)
  const next = nextSentence(topic, clause.sentence, words)
  // A report about no place tells of many: somebody new is not where the one before was.
  return above.place === null && beginsWithCompany(words) ? { ...next, paragraphPlace: null } : next
}
