import { type Lead, type LeadContext, LONGEST_LEAD } from './lead.ts'
import { isBesideBudget, modalityIn, withoutComparedPlan } from './modality.ts'
import type { Modality, StagedObservation } from './observation.ts'
import type { Reading } from './reading.ts'
import { stageIn } from './stage.ts'
import type { Subject } from './topic.ts'

/** Whether a figure came about, and of which number of a budget it is. */
export type Status = Pick<StagedObservation, 'modality' | 'stage'>

/** The longest 较2025年年初预算数相比略有下降. */
const COMPARISON = 24

function besideBudget({ figures }: Lead, { source: { text }, reported }: Reading): Modality | null {
  const end = (figures.at(-1) ?? figures[0]).end
  return isBesideBudget(text.slice(end, end + COMPARISON), reported?.from.slice(0, 4)) ? 'planned' : null
}

/** Whether the figures of a lead came about, and of which number of a budget they are; `subject` is what they take over. */
export function statusOf(lead: Lead, context: LeadContext, subject: Subject | null): Status {
  const { measure, text } = lead.predicate
  const words = wordsBefore(lead, context)
  const modality =
    measure === 'ratio' && subject !== null ? subject.modality : modalityOf(words, { lead, context, subject })
  const staged = measure === 'ratio' ? text : withoutComparedPlan(words)
  return { modality, stage: stageIn(staged, { measure, modality, before: subject?.stage ?? null }) }
}

function wordsBefore({ span }: Lead, { clause, reading }: LeadContext): string {
  return reading.source.text.slice(Math.max(clause.start, span.end - LONGEST_LEAD), span.end)
}

interface Stating {
  readonly lead: Lead
  readonly context: LeadContext
  readonly subject: Subject | null
}

function modalityOf(words: string, { lead, context: { topic, reading }, subject }: Stating): Modality {
  const printed = modalityIn(words) ?? besideBudget(lead, reading)
  return printed ?? subject?.modality ?? topic.modality ?? reading.above.modality
}
