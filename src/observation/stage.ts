import type { Measure, Modality, Stage } from './observation.ts'

/** 支出预算调整为, 调整后支出预算, 调整预算数: the plan as it was changed within the year. */
const ADJUSTED =
  /(?:调整|变动|变更)(?:后的?)?(?:收入|支出)?预算|预算(?:数|总额)?(?:相应|随之|作了|做了)?(?:调整|变更|变动|调增|调减|追加)|调整(?:后|[到至]|为(?=$|\d))/u

/** What stands around a figure that tells the number of its budget. */
interface Staged {
  readonly measure: Measure
  readonly modality: Modality
  /** Of the figure before, where this one goes on about it; null where it does not. */
  readonly before: Stage | null
}

/**
 * The number of its budget that a figure is, by the words before it (or the label of its column): of a ratio the plan it
 * is held against. What is expected to be reached counts as done: a report of December words the year's result so.
 */
export function stageIn(words: string, { measure, modality, before }: Staged): Stage {
  if (measure === 'ratio') return ADJUSTED.test(words) ? 'adjusted' : 'passed'
  if (modality !== 'planned') return 'done'
  return ADJUSTED.test(words) ? 'adjusted' : (before ?? 'passed')
}
