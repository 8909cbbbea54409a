import type { Modality } from './observation.ts'

const EXPECTED = /预计|有望|将(?:$|达|突破|超|实现|增|完成|建|新|带|形|累计|为)|可达|预测/
const PLANNED =
  /力争|目标|(?<![术学动养程科技])计划(?=到|在|于|总投资|新|建|投|完|实|今|年|发|用|引|将|募|争|安排|为|达|突破|增|：)|拟|确保|(?:收入|支出|资金|预算|投资)(?:预算)?(?:拟)?安排(?!的)|(?:年初|调整|年度|变动)(?:收入|支出)?预算(?!的)|预期|规划(?!院|区)|预算(?:为|数为|合计|总计|数)|(?:收入|支出)预算$|预算草案|谋划|建议安排/
/** Plans that a figure is only compared with. */
const COMPARED_PLAN =
  /(?:[比较与为占]|相当于|完成|超过|高于|低于)[^，]{0,8}(?:预算数?|目标|计划|预期|完成数|执行数|决算数)(?!数?(?:为|安排))/g
const CUMULATIVE = /累计|累积/
const DONE = /实际|执行(?:结果|完成|数)|完成|实现了|已(?!下达)|决算数?|截[至止]/
const PLANNED_HEADING = /草案|安排|目标|计划|预期|规划|展望|思路|打算|编制/
const DONE_HEADING = /执行|决算|回顾|完成情况|总结|成就|成绩|收支情况/

/** A clause without the plans that its figure is only compared with: 比年初预算增加. */
export function withoutComparedPlan(clause: string): string {
  return clause.replace(COMPARED_PLAN, '')
}

/** What a clause says about whether its figure has come about; null when it says nothing. */
export function modalityIn(clause: string): Modality | null {
  const words = withoutComparedPlan(clause)
  if (EXPECTED.test(words)) return 'expected'
  if (PLANNED.test(words)) return 'planned'
  if (CUMULATIVE.test(words)) return 'cumulative'
  return DONE.test(words) ? 'actual' : null
}

/** 关于2026年一般公共预算收入预算的说明: every figure of such a document is of the budget. */
const PLANNED_TITLE = /预算(?:安排|公开)?(?:有关|部分)?(?:事项|情况)?的?说明/
/** ，比上年预算数增加5亿元 behind an amount: it is a budget as well. */
const BESIDE_BUDGET =
  /^[，,](?:比|较|同比)(?:(?<year>\d{4})年|上年|去年)(?:年初)?预算数?(?:相比)?(?:净|略)?(?:增|减|下降|上升|提高|持平|相同)/

/** True where the words behind an amount compare it with the budget of a year before `year`. */
export function isBesideBudget(behind: string, year: string | undefined): boolean {
  const compared = BESIDE_BUDGET.exec(behind)
  return compared !== null && compared.groups?.['year'] !== year
}

/** True for the title of a budget, not of what came of one. */
export function isBudgetTitle(title: string): boolean {
  return title.includes('预算') && !DONE_HEADING.test(title)
}

/**
 * Modality of everything under the headings: planned under 2026年预算草案, unless a nearer one reports results. `title` is
 * of the document.
 */
export function modalityOfHeadings(path: readonly string[], title: string): Modality {
  for (const heading of path.toReversed()) {
    if (DONE_HEADING.test(heading)) return 'actual'
    if (PLANNED_HEADING.test(heading)) return 'planned'
  }
  return PLANNED_TITLE.test(title) && isBudgetTitle(title) ? 'planned' : 'actual'
}
