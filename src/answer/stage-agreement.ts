import { withoutComparedPlan } from '../observation/modality.ts'
import type { ScopedObservation, Stage } from '../observation/observation.ts'
import type { Ask } from '../retrieval/question.ts'

/** 完成预算数, 执行数, 决算: what came of it; 预计完成 is how a report of December words the result. */
const DONE = /完成|实际|执行|实现|决算/u
const ADJUSTED =
  /(?:调整|变动)(?:后的?)?(?:收入|支出)?预算|预算(?:数|总额)?(?:被|又)?(?:调整|变动|调增|调减)|调整(?:后|[为到成])/u
const PASSED = /年初(?:的|批准的|安排的)?(?:收入|支出)?(?:预算|安排|计划)/u
/** Goals, and budgets of which the question does not say whether they were adjusted. */
const PLAN = /预算|安排(?:了?多少|数)|目标|计划(?:数|是|为|安排)/u

/** True where the question asks for one number of a budget and the figure is another: 完成数 for 年初预算是多少. */
export function isOtherStage(
  ask: Ask,
  { stage, measure, modality }: Pick<ScopedObservation, 'stage' | 'measure' | 'modality'>,
): boolean {
  if (ask.measure === 'ratio') return measure === 'ratio' && !heldAgainst(ask).includes(stage)
  const asked = stagesAsked(ask)
  // 预期目标 is printed as a plan or as what will be.
  return !asked.includes(stage) && !(modality === 'expected' && asked.includes('passed'))
}

const PLANS: readonly Stage[] = ['passed', 'adjusted']
const ALL: readonly Stage[] = [...PLANS, 'done']

/** The plans that a share of the plan may be of: 完成年初预算的百分之几, 为预算的百分之几. */
function heldAgainst({ text }: Ask): readonly Stage[] {
  if (ADJUSTED.test(text)) return ['adjusted']
  return PASSED.test(text) ? ['passed'] : ALL
}

/** All where the question does not say, or says both: 预计完成多少. */
function stagesAsked({ text, indicator, isPlan }: Ask): readonly Stage[] {
  // 一般公共预算收入 asks for no plan.
  const words = withoutComparedPlan(indicator === null ? text : text.replaceAll(indicator.text, ' '))
  if (DONE.test(words)) return isPlan ? ALL : ['done']
  if (ADJUSTED.test(words)) return ['adjusted']
  if (PASSED.test(words)) return ['passed']
  return isPlan && PLAN.test(words) ? PLANS : ALL
}
